import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from "miniflare";
import type { VisionAnswer } from "../src/vision/ports/answer.ts";
import type { FaceOptions, FacesReading } from "../src/vision/ports/faces.ts";
import { buildVision } from "./build-vision.ts";

/** The faces Worker as it is deployed, running in workerd, for measuring. */
export interface OpenFaces {
  readFaces(image: Uint8Array, options: FaceOptions): Promise<VisionAnswer<FacesReading>>;
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Calls the entrypoint by RPC as the API Worker does; JSON has no Float32Array, so an embedding becomes a list. */
const DRIVER = `export default { async fetch(request, env) {
  const query = new URL(request.url).searchParams;
  if (query.has("heap")) return Response.json(await env.FACES.heapBytes());
  const image = new Uint8Array(await request.arrayBuffer());
  const answer = await env.FACES.readFaces(image, JSON.parse(query.get("options")));
  const plain = (_, value) => (value instanceof Float32Array || value instanceof Uint8Array ? [...value] : value);
  return new Response(JSON.stringify(answer, plain));
} };`;

let opened = 0;

/**
 * Builds and starts the Worker; throws, saying what to run, when the models are not there.
 * @param modelsDir Another folder of models, which may be empty.
 */
export async function openFaces(modelsDir?: string): Promise<OpenFaces> {
  const built = path.resolve(".enroll", "build", `faces-${process.pid}-${opened++}`);
  const faces = await buildVision("faces", built);
  const { directory, binding } = faces.assets ?? { directory: "", binding: "MODELS" };
  if (modelsDir) faces.assets = { directory: modelsDir, binding };
  else if (!existsSync(path.join(directory, "manifest.json"))) throw new Error("Run `npm run models` first.");
  const driver: V4WorkerOptions = {
    name: "driver",
    modules: true,
    script: DRIVER,
    compatibilityDate: faces.compatibilityDate,
    serviceBindings: { FACES: { name: faces.name, entrypoint: "FacesVision" } },
  };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ workers: [driver, faces] }));
  return {
    async readFaces(image, options) {
      const query = new URLSearchParams({ options: JSON.stringify(options) });
      const response = await miniflare.dispatchFetch(`http://driver/?${query}`, {
        method: "POST",
        body: image,
      });
      if (!response.ok) throw new Error(await response.text());
      const answer = (await response.json()) as VisionAnswer<FacesReading>;
      if (answer.ok) {
        for (const face of answer.value.faces) {
          face.embedding &&= Float32Array.from(face.embedding);
          if (face.chip) face.chip = Float32Array.from(face.chip);
          if (face.print) face.print = Uint8Array.from(face.print);
        }
      }
      return answer;
    },
    heapBytes: async () => (await (await miniflare.dispatchFetch("http://driver/?heap")).json()) as number,
    async close() {
      await miniflare.dispose();
      rmSync(built, { recursive: true, force: true });
    },
  };
}
