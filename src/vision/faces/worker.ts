/** The faces Worker: an isolate of its own, reached by RPC from the API Worker and by nobody else. */

import { WorkerEntrypoint } from "cloudflare:workers";
import wasm from "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm";
import type { VisionAnswer } from "../ports/answer.ts";
import type { FaceOptions, FacesReading, FacesVisionPort } from "../ports/faces.ts";
import { serveEngine } from "../serve-engine.ts";
import { createNetLibrary, type ModelAssets } from "./net-library.ts";
import { readFaces } from "./read-faces.ts";

interface Env {
  MODELS: ModelAssets;
}

const libraryOf = createNetLibrary(wasm);
const serve = serveEngine("faces");

export class FacesVision extends WorkerEntrypoint<Env> implements FacesVisionPort {
  /** Finds and describes the faces of a JPEG, PNG or WebP file; never throws. */
  readFaces(image: Uint8Array, options: FaceOptions): Promise<VisionAnswer<FacesReading>> {
    const library = libraryOf(this.env.MODELS);
    return serve(
      this.ctx,
      () => readFaces(library, image, options),
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
