/**
 * Measures how often the checks on a picture's origin accuse honest pictures, and how often they notice doctored ones.
 * Photographs, screens and prints are simulated from the documents (`scripts/forensics/`): attacks of a laboratory, not
 * of the street. The last line of stdout is one JSON object.
 *
 *   npm run -s eval:forensics -- --documents <folder> --faces <folder> [--barcodes <folder>] [--recaptured <folder>]
 *     [--samples <folder>] [--rounds 2]
 *
 * `--samples` keeps what was made, and takes it from there the next time; making it takes a quarter of an hour.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  judgeManipulation,
  judgePortrait,
  judgePrinted,
  judgeScreen,
} from "../src/features/documents/checks/judge-traces.ts";
import type { StoredReading } from "../src/features/documents/stored-reading.ts";
import { tracesOf } from "../src/features/documents/traces.ts";
import { measureForensics } from "../src/vision/forensics/measure-forensics.ts";
import { editingSoftware } from "../src/vision/image/editing-software.ts";
import type { Box } from "../src/vision/ports/picture.ts";
import { readFolder } from "./forensics/material.ts";
import { makeSamples, type SampleKind, samplesOf } from "./forensics/samples.ts";
import type { Canvas } from "./specimen/canvas.ts";
import { decodeJpegFile } from "./specimen/node-codecs.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string" },
    faces: { type: "string" },
    barcodes: { type: "string" },
    recaptured: { type: "string" },
    samples: { type: "string" },
    rounds: { type: "string", default: "2" },
  },
});
if (!values.documents || !values.faces)
  throw new Error("usage: eval:forensics -- --documents <folder> --faces <folder> …");

/** A second saving of much higher quality keeps the traces of the first; any other covers them. */
const CLEARLY_BETTER = 4;
const SETS: Record<SampleKind, string> = {
  photo: "photographed",
  resaved: "photographed, saved again",
  screen: "on a screen",
  print: "printed in dots",
  copy: "photocopied in grey",
  moved: "print moved",
  face: "face replaced",
};
const JUDGES = { judgeScreen, judgePrinted, judgePortrait, judgeManipulation };
type Check = keyof typeof JUDGES;
type Counts = Record<string, number>;

const results = new Map<string, { pictures: number; checks: Record<Check, Counts> }>();
const times: number[] = [];

/** Judges one picture of a set as a document's front and counts each check's result. */
function judge(set: string, bytes: Uint8Array, picture: Canvas, box: Box | null): void {
  const before = process.cpuUsage();
  const measured = measureForensics(bytes, picture.data, picture.width, picture.height);
  if (picture.width * picture.height > 700_000) {
    // Of the processor, not of the clock: other work on the machine must not count.
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const facts = { format: "jpeg", width: picture.width, height: picture.height, orientation: 1 } as const;
  const traces = tracesOf(measured, facts, box, editingSoftware(bytes));
  const reading = {
    sides: [{ side: "front", traces }],
    portrait: set === "barcodes as they are" ? null : { side: "front" },
  } as unknown as StoredReading;
  const counts = results.get(set) ?? {
    pictures: 0,
    checks: { judgeScreen: {}, judgePrinted: {}, judgePortrait: {}, judgeManipulation: {} },
  };
  counts.pictures++;
  const said: string[] = [];
  for (const [name, check] of Object.entries(JUDGES) as [Check, (typeof JUDGES)[Check]][]) {
    const { result, reasons = [] } = check(reading);
    // An open question without a reason is the other check's finding.
    const counted = result === "inconclusive" && reasons.length === 0 ? "open" : result;
    counts.checks[name][counted] = (counts.checks[name][counted] ?? 0) + 1;
    said.push(`${name.slice(5)} ${counted}`);
  }
  results.set(set, counts);
  console.error(`${set}: ${said.join(", ")}`);
}

const judgeFile = async (set: string, jpeg: Uint8Array, box: Box | null = null) =>
  judge(set, jpeg, await decodeJpegFile(jpeg), box);

for (const { bytes, picture } of await readFolder(values.documents))
  judge("documents as they are", bytes, picture, null);
if (values.barcodes)
  for (const { bytes, picture } of await readFolder(values.barcodes))
    judge("barcodes as they are", bytes, picture, null);
for (const { bytes, picture } of await readFolder(values.faces))
  judge("faces as they are", bytes, picture, null);
if (values.recaptured)
  for (const { bytes, picture, file } of await readFolder(values.recaptured))
    judge(`recaptured ${file}`, bytes, picture, null);

const samples = values.samples ?? mkdtempSync(path.join(tmpdir(), "enroll-forensics-"));
if (!existsSync(path.join(samples, "photo")))
  await makeSamples(samples, values.documents, values.faces, Number(values.rounds));
for (const [kind, set] of Object.entries(SETS) as [SampleKind, string][]) {
  for (const { jpeg, box = null, first, second } of samplesOf(samples, kind)) {
    const better = first !== undefined && second !== undefined && second >= first + CLEARLY_BETTER;
    const how =
      first === undefined || kind === "resaved" ? "" : better ? ", saved better" : ", saved like or worse";
    await judgeFile(set + how, jpeg, box);
  }
}
if (!values.samples) rmSync(samples, { recursive: true, force: true });
times.sort((one, other) => one - other);
console.log(
  JSON.stringify({
    sets: Object.fromEntries(results),
    cpuMsAtOneMegapixel: {
      p50: Math.round(times[times.length >> 1] ?? 0),
      max: Math.round(times.at(-1) ?? 0),
    },
  }),
);
