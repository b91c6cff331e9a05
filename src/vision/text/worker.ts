/** The documents Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import { systemClock } from "../../kernel/clock.ts";
import { logLine } from "../../kernel/logger.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { DocumentOptions, DocumentReading, DocumentsVisionPort, VisionAnswer } from "../port.ts";
import { mrzHeapBytes, resetMrzNet } from "./mrz-engine.ts";
import { readDocument } from "./read-document.ts";

const inTurn = oneAtATime();

export class DocumentsVision extends WorkerEntrypoint implements DocumentsVisionPort {
  /** Reads quality, MRZ and barcodes of a JPEG, PNG or WebP file; never throws. */
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>> {
    const answer = inTurn(async (): Promise<VisionAnswer<DocumentReading>> => {
      try {
        return await readDocument(image, options, systemClock);
      } catch (error) {
        await resetMrzNet();
        const cause = error instanceof Error ? error.name : "unknown";
        logLine("documents.engine_broken", { cause });
        return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `The document engine broke (${cause}).` };
      }
    });
    // A caller that hangs up would end the job half-way, and all that wait behind it would wait for ever.
    this.ctx.waitUntil(answer);
    return answer;
  }

  /** Bytes of the MRZ net's WASM memory, for benchmarks. */
  heapBytes(): number {
    return mrzHeapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler;
