/** `npm run -s eval:faces -- --pairs <csv> --dir <folder>`: verification accuracy of the faces Worker. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { openFaces } from "./open-faces.ts";
import { areaUnderCurve, type ScoredPair, tenFoldAccuracy, trueAcceptsAt } from "./verification-metrics.ts";

interface Row {
  a: string;
  b: string;
  same: boolean;
}

/** Columns `image_a,image_b,same` in any order, with a header. */
function readPairs(file: string): Row[] {
  const [header = "", ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const columns = header.split(",").map((column) => column.trim());
  const [a, b, same] = ["image_a", "image_b", "same"].map((column) => columns.indexOf(column));
  if (a === undefined || b === undefined || same === undefined || Math.min(a, b, same) < 0) {
    throw new Error("The csv needs the columns image_a,image_b,same");
  }
  return lines.map((line) => {
    const cells = line.split(",").map((cell) => cell.trim());
    return { a: cells[a] ?? "", b: cells[b] ?? "", same: /^(1|true)$/i.test(cells[same] ?? "") };
  });
}

const { values } = parseArgs({ options: { pairs: { type: "string" }, dir: { type: "string" } } });
if (!values.pairs || !values.dir) throw new Error("usage: eval:faces -- --pairs <csv> --dir <folder>");
const rows = readPairs(values.pairs);
const images = [...new Set(rows.flatMap(({ a, b }) => [a, b]))];
const faces = await openFaces();
const embeddings = new Map<string, Float32Array | null>();
let facesNotFound = 0;
try {
  for (const image of images) {
    const answer = await faces.readFaces(readFileSync(path.join(values.dir, image)), {
      embed: true,
      liveness: false,
    });
    if (!answer.ok && answer.fault === "ENGINE_UNAVAILABLE") throw new Error(answer.detail);
    const embedding = answer.ok ? (answer.value.faces[0]?.embedding ?? null) : null;
    if (!embedding) facesNotFound++;
    embeddings.set(image, embedding);
    if (embeddings.size % 50 === 0) console.error(`${embeddings.size}/${images.length} pictures`);
  }
} finally {
  await faces.close();
}

/** A pair of which one face was not found can only be rejected: it gets the lowest similarity there is. */
function similarity(a: string, b: string): number {
  const [first, second] = [embeddings.get(a), embeddings.get(b)];
  if (!first || !second) return -1;
  return first.reduce((sum, value, at) => sum + value * (second[at] ?? 0), 0);
}

const pairs: ScoredPair[] = rows.map(({ a, b, same }) => ({ score: similarity(a, b), same }));
console.log(
  JSON.stringify({
    pairs: pairs.length,
    facesNotFound,
    auc: areaUnderCurve(pairs),
    accuracy10Fold: tenFoldAccuracy(pairs),
    tarAtFmr: { "1e-2": trueAcceptsAt(pairs, 1e-2), "1e-3": trueAcceptsAt(pairs, 1e-3) },
  }),
);
