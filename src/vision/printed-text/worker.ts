/** The printed-text Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import { systemClock } from "../../kernel/clock.ts";
import { logLine } from "../../kernel/logger.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { PrintedTextOptions, PrintedTextPort, PrintedTextReading, VisionAnswer } from "../port.ts";
import { type ModelAssets, PRINT_ENGINE, printEngine, printHeapBytes, resetPrintEngine } from "./engine.ts";
import { readPrint } from "./read-print.ts";

interface Env {
  MODELS: ModelAssets;
}

const inTurn = oneAtATime();

export class PrintedTextVision extends WorkerEntrypoint<Env> implements PrintedTextPort {
  /** Reads the print of a JPEG, PNG or WebP file; never throws. */
  readPrintedText(image: Uint8Array, options: PrintedTextOptions): Promise<VisionAnswer<PrintedTextReading>> {
    const answer = inTurn(async (): Promise<VisionAnswer<PrintedTextReading>> => {
      try {
        return await readPrint(await printEngine(this.env.MODELS), PRINT_ENGINE, image, options, systemClock);
      } catch (error) {
        resetPrintEngine();
        const cause = error instanceof Error ? error.name : "unknown";
        logLine("printed_text.engine_broken", { cause });
        return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `The text engine broke (${cause}).` };
      }
    });
    // A caller that hangs up would end the job half-way, and all that wait behind it would wait for ever.
    this.ctx.waitUntil(answer);
    return answer;
  }

  /** Bytes of the engine's WASM memory, for benchmarks. */
  heapBytes(): number {
    return printHeapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler<Env>;
