/** The documents Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import { systemClock } from "../../kernel/clock.ts";
import type { VisionAnswer } from "../ports/answer.ts";
import type { DocumentOptions, DocumentReading, DocumentsVisionPort } from "../ports/documents.ts";
import { serveEngine } from "../serve-engine.ts";
import { mrzHeapBytes, resetMrzNet } from "./mrz-engine.ts";
import { readDocument } from "./read-document.ts";

const serve = serveEngine("documents");

export class DocumentsVision extends WorkerEntrypoint implements DocumentsVisionPort {
  /** Reads quality, MRZ and barcodes of a JPEG, PNG or WebP file; never throws. */
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>> {
    return serve(this.ctx, () => readDocument(image, options, systemClock), resetMrzNet);
  }

  /** Bytes of the MRZ net's WASM memory, for benchmarks. */
  heapBytes(): number {
    return mrzHeapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler;
