import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compareVersions, fingerprints } from "../../../src/features/background/lists/fingerprint.ts";
import { findsItself, judgeReading } from "../../../src/features/background/lists/gates.ts";
import { consolidatedSource, sdnSource } from "../../../src/features/background/lists/ofac/source.ts";
import type { ListSource } from "../../../src/features/background/lists/source.ts";
import { unSource } from "../../../src/features/background/lists/un/source.ts";
import { buildIndex } from "../../../src/features/background/screening/name-index.ts";

const LISTS = path.resolve(import.meta.dirname, "../../../../shared/data/watchlists");
const has = existsSync(LISTS);
if (!has) console.log(`skipped: no real lists in ${path.basename(LISTS)}`);

function read(source: ListSource, folder: string) {
  const files = new Map<string, Uint8Array>();
  for (const { name } of source.files) {
    const file = path.join(LISTS, folder, name);
    if (existsSync(file)) files.set(name, readFileSync(file));
  }
  return source.read(files);
}

describe.skipIf(!has)("the lists as their publishers print them", () => {
  it.each([
    ["UN, August 2025", unSource, "un-2025-08", 879],
    ["UN, February 2026", unSource, "un-2026-02", 1003],
    ["OFAC SDN, July 2021", sdnSource, "ofac-sdn-2021-07", 8976],
    ["OFAC consolidated, December 2025", consolidatedSource, "ofac-consolidated-2025-12", 442],
  ])("pass the gates, whole: %s", async (_name, source, folder, entries) => {
    const reading = await read(source, folder);
    expect(reading.entities).toHaveLength(entries);
    expect(judgeReading(source, reading, null)).toBeNull();
    expect(findsItself(buildIndex(reading.entities))).toBe(true);
  });

  it("differ between two dates by what was listed, amended and lifted", async () => {
    const [before, after] = [await read(unSource, "un-2025-08"), await read(unSource, "un-2026-02")];
    const served = { entities: before.entities.length, publishedAt: before.publishedAt };
    expect(judgeReading(unSource, after, served)).toBeNull();
    const changes = compareVersions(await fingerprints(before.entities), await fingerprints(after.entities));
    const known = new Set(before.entities.map(({ id }) => id));
    expect(changes.changed.filter((id) => !known.has(id))).toContain("un_sc:IRi.003");
    expect(changes.removed).toHaveLength(3);
  });
});
