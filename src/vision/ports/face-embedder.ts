import type { Engine, VisionAnswer } from "./answer.ts";
import type { Point } from "./picture.ts";

/** Faces as a second net describes them, in the order asked. */
export interface EmbeddedFaces {
  /** Of unit length. */
  embeddings: Float32Array[];
  embeddingModel: Engine;
}

/** Describes faces that a reading of the same picture has found, by the 68 points of each. */
export interface FaceEmbedderPort {
  embedFaces(image: Uint8Array, faces: readonly (readonly Point[])[]): Promise<VisionAnswer<EmbeddedFaces>>;
}
