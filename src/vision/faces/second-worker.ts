/** The second face embedder: an isolate of its own, as its weights alone fill a fifth of one. Reached by RPC only. */

import { WorkerEntrypoint } from "cloudflare:workers";
import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import type { VisionAnswer } from "../ports/answer.ts";
import type { EmbeddedFaces, FaceChip, FaceEmbedderPort } from "../ports/face-embedder.ts";
import { serveEngine } from "../serve-engine.ts";
import { embedChips } from "./embed-chips.ts";
import { createNetLibrary, type ModelAssets } from "./net-library.ts";

interface Env {
  MODELS: ModelAssets;
}

const libraryOf = createNetLibrary(wasm);
const serve = serveEngine("faces_second");

export class SecondFaceEmbedder extends WorkerEntrypoint<Env> implements FaceEmbedderPort {
  /** Describes faces that the first Worker cut out; never throws. */
  embedChips(chips: readonly FaceChip[]): Promise<VisionAnswer<EmbeddedFaces>> {
    const library = libraryOf(this.env.MODELS);
    return serve(
      this.ctx,
      () => embedChips(library, chips),
      () => library.reset(),
    );
  }

  /** Bytes of the nets' WASM memory, for benchmarks. */
  heapBytes(): number {
    return libraryOf(this.env.MODELS).heapBytes();
  }
}

export default {
  fetch: () => new Response(null, { status: 404 }),
} satisfies ExportedHandler<Env>;
