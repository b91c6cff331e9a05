import type { VisionAnswer } from "./ports/answer.ts";
import type { DocumentsVisionPort } from "./ports/documents.ts";
import type { FaceEmbedderPort } from "./ports/face-embedder.ts";
import type { FacesVisionPort } from "./ports/faces.ts";
import type { PrintedTextPort } from "./ports/printed-text.ts";
import { withinTime } from "./within-time.ts";

/** A cold start of an isolate with its nets, plus the reader's own budget, fit in this with room to spare. */
const TIMEOUT_MS = 25_000;

/** The documents Worker behind the port: a call that throws or is late answers `ENGINE_UNAVAILABLE`. */
export function documentsVisionClient(
  worker: DocumentsVisionPort,
  timeoutMs: number = TIMEOUT_MS,
): DocumentsVisionPort {
  return {
    readDocument: (image, options) =>
      answered("documents", () => worker.readDocument(image, options), timeoutMs),
  };
}

/** The faces Worker behind the port: a call that throws or is late answers `ENGINE_UNAVAILABLE`. */
export function facesVisionClient(worker: FacesVisionPort, timeoutMs: number = TIMEOUT_MS): FacesVisionPort {
  return {
    readFaces: (image, options) => answered("faces", () => worker.readFaces(image, options), timeoutMs),
  };
}

/** The second embedder behind its port: a call that throws or is late answers `ENGINE_UNAVAILABLE`. */
export function faceEmbedderClient(
  worker: FaceEmbedderPort,
  timeoutMs: number = TIMEOUT_MS,
): FaceEmbedderPort {
  return {
    embedChips: (chips) => answered("faces-second", () => worker.embedChips(chips), timeoutMs),
  };
}

/** The printed-text Worker behind the port: a call that throws or is late answers `ENGINE_UNAVAILABLE`. */
export function printedTextClient(worker: PrintedTextPort, timeoutMs: number = TIMEOUT_MS): PrintedTextPort {
  return {
    readPrintedText: (image, options) =>
      answered("printed-text", () => worker.readPrintedText(image, options), timeoutMs),
  };
}

async function answered<T>(
  engine: string,
  call: () => Promise<VisionAnswer<T>>,
  timeoutMs: number,
): Promise<VisionAnswer<T>> {
  try {
    return await withinTime(call(), timeoutMs);
  } catch (error) {
    // The name only: a message from inside an engine could quote what it was reading.
    const failure = error instanceof Error ? error.name : "unknown failure";
    return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `${engine}: ${failure}` };
  }
}
