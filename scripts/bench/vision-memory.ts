import type { DocumentsVisionPort, FacesVisionPort } from "../../src/vision/port.ts";
import { startVision } from "../vision-on-workerd.ts";
import { workerdMemory } from "./process-memory.ts";

/**
 * What a vision Worker takes when it alone runs: growth of workerd's resident memory over an idle one, in MiB. An
 * upper bound of the isolate's own use, since the process frees late and keeps its code in it; null without `/proc`.
 */
export interface VisionMemory {
  idleMiB: number | null;
  peakMiB: number | null;
  growthMiB: number | null;
}

const READS = 5;

/** Measures the faces Worker on a picture. */
export async function facesMemory(picture: Uint8Array): Promise<VisionMemory> {
  const { port, stop } = await startVision<FacesVisionPort>("faces", "FacesVision");
  return measure((bytes) => port.readFaces(bytes, { embed: true, liveness: true }), picture, stop);
}

/** Measures the documents Worker on a picture. */
export async function documentsMemory(picture: Uint8Array): Promise<VisionMemory> {
  const { port, stop } = await startVision<DocumentsVisionPort>("documents", "DocumentsVision");
  return measure((bytes) => port.readDocument(bytes, { budgetMs: 3000 }), picture, stop);
}

async function measure(
  read: (bytes: Uint8Array) => Promise<unknown>,
  picture: Uint8Array,
  stop: () => Promise<void>,
): Promise<VisionMemory> {
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
