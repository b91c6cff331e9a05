/**
 * `npm run -s eval:covered -- --dir <folder> [--limit 40]`: what the quality gate says of faces that are covered. Masks, a
 * scarf, a hand and glasses are drawn on photographs of faces (`scripts/covered/`) and read again. The last line of stdout
 * is JSON: honest pictures and how many are refused, and for each covering how many are refused, by reason.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { soleFace } from "../src/features/biometrics/sole-face.ts";
import { COVERINGS, type Covering, cover } from "./covered/coverings.ts";
import { defining } from "./faces/describe.ts";
import { seeded } from "./forensics/random.ts";
import { interval } from "./liveness/interval.ts";
import { openFaces } from "./open-faces.ts";
import { decodeJpegFile, encodeJpegFile } from "./specimen/node-codecs.ts";

const { values } = parseArgs({
  options: { dir: { type: "string" }, limit: { type: "string", default: "40" } },
});
const { dir } = values;
if (!dir) throw new Error("usage: eval:covered -- --dir <folder> [--limit 40]");

const files = readdirSync(dir)
  .filter((file) => /\.jpe?g$/i.test(file))
  .sort();
// Spread over the folder, as it is sorted by name.
const every = Math.max(1, Math.floor(files.length / Number(values.limit)));
const chosen = files.filter((_, at) => at % every === 0).slice(0, Number(values.limit));

const faces = await openFaces();

/** The defining face of a picture alone, as bystanders are another rule's; null when no picture could be read. */
async function read(image: Uint8Array) {
  const answer = await faces.readFaces(image, { embed: false, liveness: false, eyes: true });
  if (!answer.ok) throw new Error(answer.detail);
  const face = defining(answer.value);
  const seen = soleFace({ ...answer.value, faces: face ? [face] : [] }, { openEyes: true });
  return { face, reason: seen.ok ? null : seen.reason };
}

interface Count {
  pictures: number;
  refused: number;
  interval95: readonly [number, number] | null;
  reasons: Record<string, number>;
}
const counts: Record<string, Count> = {};
function count(set: string, reason: string | null): void {
  counts[set] ??= { pictures: 0, refused: 0, interval95: null, reasons: {} };
  const one = counts[set];
  one.pictures++;
  if (reason) {
    one.refused++;
    one.reasons[reason] = (one.reasons[reason] ?? 0) + 1;
  }
  one.interval95 = interval(one.refused, one.pictures);
}

try {
  for (const [at, file] of chosen.entries()) {
    const bytes = readFileSync(path.join(dir, file));
    const { face, reason } = await read(bytes);
    count("honest", reason);
    // Of a face that is refused anyway nothing can be told.
    if (!face || reason) continue;
    const picture = await decodeJpegFile(bytes);
    for (const [place, covering] of (Object.keys(COVERINGS) as Covering[]).entries()) {
      const drawn = cover(picture, face.landmarks, covering, seeded(at * 100 + place));
      count(covering, (await read(await encodeJpegFile(drawn, 92))).reason);
    }
    if ((at + 1) % 10 === 0) console.error(`${at + 1}/${chosen.length} pictures`);
  }
  const { honest, ...covered } = counts;
  console.log(JSON.stringify({ honest, covered }));
} finally {
  await faces.close();
}
