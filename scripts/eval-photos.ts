/**
 * Takes synthetic photographs of documents with a known truth, graded by the height of their print and by blur, has
 * the documents Worker read them on workerd, and prints how many were read. The last line is one JSON object: `valid`
 * the API would rely on it, `exact` it is the truth, `falseAccepts` valid and not the truth.
 *
 *   npm run -s eval:photos -- --count 1000 --seed 1 [--types aamva,co_cedula] [--progress <jsonl>] [--plot <svg>]
 *     [--keep <folder>]
 *
 * Photographs are the same for the same seed: number n has the seed `seed × 100,000 + n`. With `--progress` each
 * result is written down at once, and what is in the file already is not read again. With `--types` only
 * photographs of these kinds of document are read, of all that `--count` goes through. `--keep` writes those that were
 * accepted falsely.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { DocumentsVisionPort } from "../src/vision/ports/documents.ts";
import { plotByHeight } from "./photos/plot.ts";
import { readPhoto } from "./photos/read-photo.ts";
import { reportFigures, reportTables } from "./photos/report.ts";
import type { PhotoResult } from "./photos/result.ts";
import { drawSubject } from "./photos/subject.ts";
import { takePhoto } from "./photos/take.ts";
import { seededDraw } from "./specimen/seeded.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    types: { type: "string" },
    progress: { type: "string" },
    plot: { type: "string" },
    keep: { type: "string" },
  },
});
const first = Number(values.seed) * 100_000;
const seeds = Array.from({ length: Number(values.count) }, (_, at) => first + at);
const types = values.types?.split(",") ?? null;
const progress = values.progress ?? null;

const known = new Map<number, PhotoResult>();
if (progress && existsSync(progress)) {
  for (const line of readFileSync(progress, "utf8").split("\n").filter(Boolean)) {
    const result = JSON.parse(line) as PhotoResult;
    known.set(result.seed, result);
  }
}

const results: PhotoResult[] = [];
const vision = await startVision<DocumentsVisionPort>("documents", "DocumentsVision");
try {
  for (const seed of seeds) {
    if (types && !types.includes((await drawSubject(seededDraw(seed))).kind)) continue;
    const result = known.get(seed) ?? (await measure(seed));
    results.push(result);
    if (results.length % 50 === 0) console.error(`${results.length} of at most ${seeds.length}`);
  }
} finally {
  await vision.stop();
}

async function measure(seed: number): Promise<PhotoResult> {
  const photo = await takePhoto(seed);
  const result = await readPhoto(vision.port, photo, seed);
  if (progress) appendFileSync(progress, `${JSON.stringify(result)}\n`);
  if (result.falseAccept) {
    console.error(`FALSE ACCEPT, seed ${seed}:\n${result.falseAccept.truth}\n${result.falseAccept.read}`);
    if (values.keep) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(path.join(values.keep, `${seed}.jpg`), photo.jpeg);
    }
  }
  return result;
}

if (values.plot) writeFileSync(values.plot, plotByHeight(results));
console.log(reportTables(results));
console.log(JSON.stringify(reportFigures(results)));
