/**
 * Measures how often the checks on a picture's origin accuse honest pictures, and how often they notice doctored ones.
 * Photographs, screens and prints are simulated from the documents (`scripts/forensics/`): attacks of a laboratory, not
 * of the street. The last line of stdout is one JSON object.
 *
 *   npm run -s eval:forensics -- --documents <folder> [--faces <folder>] [--barcodes <folder>] [--recaptured <folder>]
 *     [--limit <documents>]
 */
import { readdirSync, readFileSync } from "node:fs";
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
import type { Box, FacesVisionPort } from "../src/vision/port.ts";
import {
  asCameraJpeg,
  onlyResaved,
  photocopy,
  photograph,
  printAndShoot,
  readFolder,
  recapture,
  withMovedPrint,
  withOtherFace,
} from "./forensics/material.ts";
import { seeded } from "./forensics/random.ts";
import type { Canvas } from "./specimen/canvas.ts";
import { decodeJpegFile } from "./specimen/node-codecs.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({
  options: {
    documents: { type: "string" },
    faces: { type: "string" },
    barcodes: { type: "string" },
    recaptured: { type: "string" },
    limit: { type: "string", default: "1000" },
  },
});
if (!values.documents) throw new Error("usage: eval:forensics -- --documents <folder> [--faces <folder>] …");

/** Narrower pictures of documents are no source for a photograph of 1,200 pixels. */
const MIN_WIDTH = 500;
const JUDGES = { judgeScreen, judgePrinted, judgePortrait, judgeManipulation };
type Check = keyof typeof JUDGES;
type Counts = Record<string, number>;

const results = new Map<string, { pictures: number; checks: Record<Check, Counts> }>();
const times: number[] = [];

/** Judges one picture of a set as a document's front and counts each check's result. */
function judge(set: string, bytes: Uint8Array, picture: Canvas, box: Box | null): void {
  const startedAt = performance.now();
  const measured = measureForensics(bytes, picture.data, picture.width, picture.height);
  if (picture.width * picture.height > 700_000) times.push(performance.now() - startedAt);
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
const faceFiles = values.faces ? readdirSync(values.faces).filter((file) => /\.jpe?g$/i.test(file)) : [];
const faceOf = (file: string) => readFileSync(path.join(values.faces ?? "", file));
for (const file of faceFiles) await judgeFile("faces as they are", Uint8Array.from(faceOf(file)));
if (values.recaptured)
  for (const { bytes, picture, file } of await readFolder(values.recaptured))
    judge(`recaptured ${file}`, bytes, picture, null);

const random = seeded(2026);
const vision = await startVision<FacesVisionPort>("faces", "FacesVision");
try {
  for (const { picture } of (await readFolder(values.documents, MIN_WIDTH)).slice(0, Number(values.limit))) {
    const photo = photograph(picture, random);
    const jpeg = asCameraJpeg(photo, random);
    const seen = await vision.port.readFaces(jpeg, { embed: false, liveness: false });
    const box = seen.ok ? (seen.value.faces[0]?.box ?? null) : null;
    await judgeFile("photographed", jpeg, box);
    await judgeFile("photographed, saved again", (await onlyResaved(photo, random)).jpeg, box);
    await judgeFile("on a screen", asCameraJpeg(recapture(picture, random), random));
    await judgeFile("printed in dots", asCameraJpeg(printAndShoot(picture, random), random));
    await judgeFile("photocopied in grey", asCameraJpeg(photocopy(picture, random), random));
    const moved = await withMovedPrint(photo, random);
    await judgeFile(`print moved, saved ${better(moved)}`, moved.jpeg, box);
    const file = faceFiles[Math.floor(random() * faceFiles.length)];
    if (!box || !file) continue;
    const changed = await withOtherFace(photo, box, await decodeJpegFile(faceOf(file)), random);
    await judgeFile(`face replaced, saved ${better(changed)}`, changed.jpeg, box);
  }
} finally {
  await vision.stop();
}
times.sort((one, other) => one - other);
console.log(
  JSON.stringify({
    sets: Object.fromEntries(results),
    msAtOneMegapixel: { p50: Math.round(times[times.length >> 1] ?? 0), max: Math.round(times.at(-1) ?? 0) },
  }),
);

/** A second saving of much higher quality keeps the traces of the first; any other covers them. */
function better({ first, second }: { first: number; second: number }): string {
  return second >= first + 4 ? "better than before" : "like or worse than before";
}
