import type { DocumentsVisionPort } from "../../src/vision/ports/documents.ts";
import type { FacesVisionPort } from "../../src/vision/ports/faces.ts";
import type { PrintedTextPort } from "../../src/vision/ports/printed-text.ts";
import type { VisionWorkerName } from "../build-vision.ts";
import { createCanvas } from "../specimen/canvas.ts";
import { decodeJpegFile, encodeJpegFile } from "../specimen/node-codecs.ts";
import { startVision } from "../vision-on-workerd.ts";
import { type HeapPeak, heapPeak } from "./heap-peak.ts";
import { startInspectedVision } from "./inspected-vision.ts";
import { workerdMemory } from "./process-memory.ts";

/**
 * What a vision Worker takes. `peak` is read inside its isolate (`heapPeak`), at a picture of four megapixels: heap,
 * buffers and WASM memories. The rest is the growth of workerd's resident memory over an idle one, in MiB: an upper
 * bound, since the process frees late and keeps its code in it; null without `/proc`.
 */
export interface VisionMemory {
  peak: HeapPeak;
  idleMiB: number | null;
  peakMiB: number | null;
  growthMiB: number | null;
}

const READS = 5;
/** The most that is decoded, in the shape of a phone's pictures. */
const LARGE = { width: 2304, height: 1728 };

/** Functions that run while much is held, at whose entries the isolate is looked at. */
const FACES_STOPS = ["readFaces", "halve", "findFaces", "embedFace", "livenessCrop"];
const DOCUMENTS_STOPS = [
  "toGray",
  "measureQuality",
  "readMrz",
  "sumTable",
  "readBarcodes",
  "attempt",
  "locateBarRegions",
  "straighten",
  "nearestPatterns",
  "resizeGray",
];

const PRINTED_TEXT_STOPS = ["readPrint", "toGray", "resizeGray", "toPgm", "linesOfTsv"];

/** The picture laid on a grey page of four megapixels, as a JPEG. */
async function onLargePage(picture: Uint8Array): Promise<Uint8Array> {
  const { data, width, height } = await decodeJpegFile(picture);
  const page = createCanvas(LARGE.width, LARGE.height, [150, 150, 150]);
  const columns = Math.min(width, LARGE.width) * 4;
  for (let y = 0; y < Math.min(height, LARGE.height); y++) {
    page.data.set(data.subarray(y * width * 4, y * width * 4 + columns), y * LARGE.width * 4);
  }
  return encodeJpegFile(page, 90);
}

/** Measures the faces Worker on a picture. */
export async function facesMemory(picture: Uint8Array): Promise<VisionMemory> {
  const options = { embed: true, liveness: true };
  const peak = await peakOf("faces", "FacesVision", "readFaces", picture, options, FACES_STOPS);
  const { port, stop } = await startVision<FacesVisionPort>("faces", "FacesVision");
  return { peak, ...(await measure((bytes) => port.readFaces(bytes, options), picture, stop)) };
}

/** Measures the documents Worker on a picture. */
export async function documentsMemory(picture: Uint8Array): Promise<VisionMemory> {
  const options = { budgetMs: 3000 };
  const peak = await peakOf(
    "documents",
    "DocumentsVision",
    "readDocument",
    picture,
    options,
    DOCUMENTS_STOPS,
  );
  const { port, stop } = await startVision<DocumentsVisionPort>("documents", "DocumentsVision");
  return { peak, ...(await measure((bytes) => port.readDocument(bytes, options), picture, stop)) };
}

/** Measures the printed-text Worker on a picture. */
export async function printedTextMemory(picture: Uint8Array): Promise<VisionMemory> {
  const names = ["printed-text", "PrintedTextVision", "readPrintedText"] as const;
  const peak = await peakOf(...names, picture, {}, PRINTED_TEXT_STOPS);
  const { port, stop } = await startVision<PrintedTextPort>("printed-text", "PrintedTextVision");
  return { peak, ...(await measure((bytes) => port.readPrintedText(bytes, {}), picture, stop)) };
}

/** The peak of a second picture: the isolate then also holds what it keeps from the first. */
async function peakOf(
  name: VisionWorkerName,
  entrypoint: string,
  method: string,
  picture: Uint8Array,
  options: object,
  stops: readonly string[],
): Promise<HeapPeak> {
  const large = await onLargePage(picture);
  const vision = await startInspectedVision(name, entrypoint);
  try {
    await vision.call(method, large, options);
    return await heapPeak(vision.inspector, stops, () => vision.call(method, large, options));
  } finally {
    await vision.stop();
  }
}

async function measure(
  read: (bytes: Uint8Array) => Promise<unknown>,
  picture: Uint8Array,
  stop: () => Promise<void>,
): Promise<Omit<VisionMemory, "peak">> {
  try {
    await read(new Uint8Array());
    const idleMiB = workerdMemory()?.residentMiB ?? null;
    for (let at = 0; at < READS; at++) await read(picture);
    const peakMiB = workerdMemory()?.peakMiB ?? null;
    return { idleMiB, peakMiB, growthMiB: idleMiB === null || peakMiB === null ? null : peakMiB - idleMiB };
  } finally {
    await stop();
  }
}
