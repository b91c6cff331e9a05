/** The printed-text Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import { systemClock } from "../../kernel/clock.ts";
import type { VisionAnswer } from "../ports/answer.ts";
import type { PrintedTextOptions, PrintedTextPort, PrintedTextReading } from "../ports/printed-text.ts";
import { serveEngine } from "../serve-engine.ts";
import { type ModelAssets, PRINT_ENGINE, printEngine, printHeapBytes, resetPrintEngine } from "./engine.ts";
import { readPrint } from "./read-print.ts";

interface Env {
  MODELS: ModelAssets;
}

const serve = serveEngine("printed_text");

export class PrintedTextVision extends WorkerEntrypoint<Env> implements PrintedTextPort {
  /** Reads the print of a JPEG, PNG or WebP file; never throws. */
  readPrintedText(image: Uint8Array, options: PrintedTextOptions): Promise<VisionAnswer<PrintedTextReading>> {
    return serve(
      this.ctx,
      async () => readPrint(await printEngine(this.env.MODELS), PRINT_ENGINE, image, options, systemClock),
      resetPrintEngine,
    );
  }

  /** Bytes of the engine's WASM memory, for benchmarks. */
  heapBytes(): number {
    return printHeapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler<Env>;
