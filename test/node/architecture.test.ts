import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../src");

function filesBelow(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const file = path.join(directory, name);
    return statSync(file).isDirectory() ? filesBelow(file) : file.endsWith(".ts") ? [file] : [];
  });
}

const files = filesBelow(SRC).map((file) => path.relative(SRC, file));

/** The files of ours that a file imports, types too, relative to `src/`. */
function importsOf(file: string): string[] {
  const text = readFileSync(path.join(SRC, file), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+\.ts)"/g)].map((match) =>
    path.normalize(path.join(path.dirname(file), match[1] ?? "")),
  );
}

/** Floors from the top; a file may import from its own floor or a lower one. */
const FLOORS: readonly (readonly string[])[] = [
  ["worker.ts"],
  ["app.ts", "queues.ts", "schedule.ts", "wiring.ts", "probes.ts"],
  ["features/"],
  ["records/", "vision/", "http/", "env.ts"],
  ["storage/", "i18n/"],
  ["kernel/"],
];
const floorOf = (file: string) =>
  FLOORS.findIndex((floor) =>
    floor.some((part) => (part.endsWith("/") ? file.startsWith(part) : file === part)),
  );

describe("the house", () => {
  it("gives every file a floor", () => {
    expect(files.filter((file) => floorOf(file) === -1)).toEqual([]);
  });

  it("imports only downwards", () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => floorOf(target) !== -1 && floorOf(target) < floorOf(file))
        .map((target) => `${file} → ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it("has no circle", () => {
    const graph = new Map(files.map((file) => [file, importsOf(file)]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) circles.push([...trail.slice(trail.indexOf(file)), file].join(" → "));
      if (done.has(file) || trail.includes(file)) return;
      for (const target of graph.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it("keeps Hono out of everything but http/ and the app", () => {
    const knowing = files.filter((file) => /from "hono/.test(readFileSync(path.join(SRC, file), "utf8")));
    expect(knowing.filter((file) => !file.startsWith("http/") && file !== "app.ts")).toEqual([]);
  });

  it("lets features meet only at verbs, never at each other's stores", () => {
    const trespassing = files.flatMap((file) => {
      const feature = /^features\/([^/]+)\//.exec(file)?.[1];
      if (!feature) return [];
      return importsOf(file)
        .filter((target) => /^features\/[^/]+\/(?:store|.*-store)\.ts$/.test(target))
        .filter((target) => !target.startsWith(`features/${feature}/`))
        .map((target) => `${file} → ${target}`);
    });
    expect(trespassing).toEqual([]);
  });

  it("decodes pictures only under vision/", () => {
    const decoding = files.filter((file) =>
      /@jsquash|zxing-wasm|tfjs/.test(readFileSync(path.join(SRC, file), "utf8")),
    );
    expect(decoding.filter((file) => !file.startsWith("vision/"))).toEqual([]);
  });

  it("imports zod as a namespace: by its name `z` all of it would be in the bundle, with every language", () => {
    const whole = files.filter((file) =>
      /^import \{[^}]*\bz\b[^}]*\} from "zod"/m.test(readFileSync(path.join(SRC, file), "utf8")),
    );
    expect(whole).toEqual([]);
  });

  it("knows nothing of the folder beside the checkout", () => {
    const told = files.filter((file) => readFileSync(path.join(SRC, file), "utf8").includes("../shared"));
    expect(told).toEqual([]);
  });

  it("keeps its rooms small: the median file near 70 lines, nine of ten under 200", () => {
    const lengths = files
      .map((file) => readFileSync(path.join(SRC, file), "utf8").split("\n").length)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(90);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThanOrEqual(200);
  });
});
