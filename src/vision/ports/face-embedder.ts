import type { Engine, VisionAnswer } from "./answer.ts";

/**
 * A face cut out for the second net: 150×150 pixels of red, green and blue, value / 256. Not rounded to bytes, for the
 * calibration holds for these very numbers.
 */
export type FaceChip = Float32Array;

/** Faces as a second net describes them, in the order asked. */
export interface EmbeddedFaces {
  /** Of unit length. */
  embeddings: Float32Array[];
  embeddingModel: Engine;
}

/** Describes faces that the first Worker has found and cut out, so that no picture is decoded twice. */
export interface FaceEmbedderPort {
  embedChips(chips: readonly FaceChip[]): Promise<VisionAnswer<EmbeddedFaces>>;
}
