import { decodePicture } from "../image/decode.ts";
import type { VisionAnswer } from "../ports/answer.ts";
import type { EmbeddedFaces } from "../ports/face-embedder.ts";
import type { Point } from "../ports/picture.ts";
import { embedFaceByDlib } from "./embed-dlib.ts";
import type { NetLibrary } from "./net-library.ts";
import { pyramidOf } from "./picture.ts";
import { MAX_PIXELS } from "./read-faces.ts";

/** Describes faces that `readFaces` found on the same picture, given their landmarks in the file's upright pixels. */
export async function embedAgain(
  library: NetLibrary,
  image: Uint8Array,
  faces: readonly (readonly Point[])[],
): Promise<VisionAnswer<EmbeddedFaces>> {
  const startedAt = performance.now();
  const decoded = await decodePicture(image, { maxPixels: MAX_PIXELS });
  if (!decoded.ok) return decoded;
  const loaded = await library.get("face-embed-dlib");
  if (!loaded) {
    const detail = "The weights of face-embed-dlib are not installed.";
    return { ok: false, fault: "ENGINE_UNAVAILABLE", detail };
  }
  const pyramid = pyramidOf(decoded);
  const scale = decoded.width / decoded.facts.width;
  const embeddings = faces.map((landmarks) =>
    embedFaceByDlib(
      loaded.net,
      pyramid,
      landmarks.map(([x, y]): Point => [x * scale, y * scale]),
    ),
  );
  return {
    ok: true,
    value: { embeddings, embeddingModel: loaded.engine },
    engines: [loaded.engine],
    elapsedMs: performance.now() - startedAt,
  };
}
