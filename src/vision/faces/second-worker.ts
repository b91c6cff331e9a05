/** The second face embedder: an isolate of its own, as its weights alone fill a fifth of one. Reached by RPC only. */

import { WorkerEntrypoint } from "cloudflare:workers";
import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import { logLine } from "../../kernel/logger.ts";
import { oneAtATime } from "../one-at-a-time.ts";
import type { EmbeddedFaces, FaceEmbedderPort, Point, VisionAnswer } from "../port.ts";
import { embedAgain } from "./embed-again.ts";
import { createNetLibrary, type ModelAssets } from "./net-library.ts";

interface Env {
  MODELS: ModelAssets;
}

const libraryOf = createNetLibrary(wasm);
const inTurn = oneAtATime();

export class SecondFaceEmbedder extends WorkerEntrypoint<Env> implements FaceEmbedderPort {
  /** Describes the faces whose 68 points are given; never throws. */
  embedFaces(image: Uint8Array, faces: readonly (readonly Point[])[]): Promise<VisionAnswer<EmbeddedFaces>> {
    const library = libraryOf(this.env.MODELS);
    const answer = inTurn(async (): Promise<VisionAnswer<EmbeddedFaces>> => {
      try {
        return await embedAgain(library, image, faces);
      } catch (error) {
        await library.reset();
        const cause = error instanceof Error ? error.name : "unknown";
        logLine("faces_second.engine_broken", { cause });
        return { ok: false, fault: "ENGINE_UNAVAILABLE", detail: `The second embedder broke (${cause}).` };
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
