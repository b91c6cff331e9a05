/** The faces Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import { logLine } from "../../kernel/logger.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { FaceOptions, FacesReading, FacesVisionPort, VisionAnswer } from "../port.ts";
import { createNetLibrary, type ModelAssets } from "./net-library.ts";
import { readFaces } from "./read-faces.ts";

interface Env {
  MODELS: ModelAssets;
}

const libraryOf = createNetLibrary(wasm);
const inTurn = oneAtATime();

export class FacesVision extends WorkerEntrypoint<Env> implements FacesVisionPort {
  /** Finds and describes the faces of a JPEG, PNG or WebP file; never throws. */
  readFaces(image: Uint8Array, options: FaceOptions): Promise<VisionAnswer<FacesReading>> {
    const library = libraryOf(this.env.MODELS);
    const answer = inTurn(async (): Promise<VisionAnswer<FacesReading>> => {
      try {
        return await readFaces(library, image, options);
      } catch (error) {
        await library.reset();
        const cause = error instanceof Error ? error.name : "unknown";
        logLine("faces.engine_broken", { cause });
        return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `The face engine broke (${cause}).` };
      }
    });
    // A caller that hangs up would end the job half-way, and all that wait behind it would wait for ever.
    this.ctx.waitUntil(answer);
    return answer;
  }

  /** Bytes of the nets' WASM memory, for benchmarks. */
  heapBytes(): number {
    return libraryOf(this.env.MODELS).heapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler<Env>;
