/**
 * `npm run -s eval:reuse -- --pairs <csv> --dir <folder> [--photographs 22]`: how often a second photograph of a person
 * is taken for the first one (`PORTRAIT_REUSED`), and how many copies of a photograph are known again. Genuine pairs are
 * all pairs of pictures of one person among those that the file names. The last line of stdout is JSON, with counts and
 * 95 % intervals (Wilson).
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { isPortraitAgain, ONE_PHOTOGRAPH } from "../src/features/biometrics/portrait-reuse.ts";
import { printCorrelation } from "../src/features/biometrics/same-photograph.ts";
import { similarityOf } from "../src/features/biometrics/similarity.ts";
import { changed } from "./faces/degrade.ts";
import { type Describer, openDescriber } from "./faces/describe.ts";
import { PHOTOGRAPH_COPIES } from "./faces/photograph-copies.ts";
import { readPairs } from "./faces/read-pairs.ts";
import { interval } from "./liveness/interval.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string" },
    dir: { type: "string" },
    photographs: { type: "string", default: "22" },
  },
});
const { pairs, dir } = values;
if (!pairs || !dir) throw new Error("usage: eval:reuse -- --pairs <csv> --dir <folder> [--photographs 22]");

type Read = Awaited<ReturnType<Describer["read"]>>;
const files = [...new Set(readPairs(pairs).flatMap(({ a, b }) => [a, b]))].sort();
/** LFW's own naming: the person, a number. */
const personOf = (file: string) => file.replace(/_\d+\.\w+$/, "");

const known = (reference: Read) =>
  reference && { template: reference.template, print: reference.face.print ?? null };

/** Details + similarity, by which two pictures are one photograph; null where they cannot be compared. */
function alike(one: Read, other: Read): number | null {
  if (!one?.face.print || !other?.face.print || !one.template || !other.template) return null;
  const similarity = similarityOf(one.template, other.template);
  return similarity === null ? null : similarity + printCorrelation(one.face.print, other.face.print);
}

const describer = await openDescriber();
try {
  const read = new Map<string, Read>();
  for (const file of files) {
    read.set(file, await describer.read(new Uint8Array(readFileSync(path.join(dir, file)))));
    if (read.size % 100 === 0) console.error(`${read.size}/${files.length} pictures`);
  }
  let [genuine, taken, most] = [0, 0, 0];
  for (const [at, file] of files.entries()) {
    for (const other of files.slice(at + 1).filter((next) => personOf(next) === personOf(file))) {
      const [one, two] = [read.get(file) ?? null, read.get(other) ?? null];
      const sum = alike(one, two);
      if (!one || sum === null) continue;
      genuine++;
      most = Math.max(most, sum);
      if (isPortraitAgain(one, known(two))) taken++;
    }
  }

  const every = Math.max(1, Math.floor(files.length / Number(values.photographs)));
  const chosen = files.filter((_, at) => at % every === 0).slice(0, Number(values.photographs));
  const byCopy: Record<string, { known: number; of: number; faceNotFound: number; least: number | null }> =
    {};
  for (const [name, { change, quality }] of Object.entries(PHOTOGRAPH_COPIES)) {
    const count = { known: 0, of: 0, faceNotFound: 0, least: null as number | null };
    for (const file of chosen) {
      const original = new Uint8Array(readFileSync(path.join(dir, file)));
      const copy = await describer.read(await changed(original, change, quality));
      const sum = alike(copy, read.get(file) ?? null);
      if (!copy || sum === null) {
        count.faceNotFound++;
        continue;
      }
      count.of++;
      count.least = Math.min(count.least ?? 2, sum);
      if (isPortraitAgain(copy, known(read.get(file) ?? null))) count.known++;
    }
    byCopy[name] = count;
    console.error(`${name}: ${count.known} of ${count.of}`);
  }
  const all = Object.values(byCopy);
  const total = (part: "known" | "of" | "faceNotFound") => all.reduce((sum, count) => sum + count[part], 0);
  console.log(
    JSON.stringify({
      threshold: ONE_PHOTOGRAPH,
      twoPhotographs: { pairs: genuine, taken, interval95: interval(taken, genuine), most },
      copies: {
        of: total("of"),
        known: total("known"),
        interval95: interval(total("known"), total("of")),
        faceNotFound: total("faceNotFound"),
      },
      byCopy,
    }),
  );
} finally {
  await describer.close();
}
