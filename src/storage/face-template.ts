import { openText, type SealContext, sealText } from "./cipher.ts";

/** A face as a net describes it. Two of different nets, or versions of one, mean nothing to each other. */
export interface FaceTemplate {
  /** The net's name and version. */
  model: string;
  modelVersion: string;
  /** Of unit length. */
  embedding: Float32Array;
}

/** Seals an embedding for a text column, as float32 in the platform's order (little-endian on every Worker). */
export function sealEmbedding(key: CryptoKey, at: SealContext, embedding: Float32Array): Promise<string> {
  const { buffer, byteOffset, byteLength } = embedding;
  return sealText(key, at, new Uint8Array(buffer, byteOffset, byteLength));
}

/** Opens what `sealEmbedding` made. */
export async function openEmbedding(key: CryptoKey, at: SealContext, sealed: string): Promise<Float32Array> {
  return new Float32Array((await openText(key, at, sealed)).buffer);
}

/** True when a similarity of the two would mean something. */
export const comparable = (one: FaceTemplate, other: FaceTemplate): boolean =>
  one.model === other.model &&
  one.modelVersion === other.modelVersion &&
  one.embedding.length === other.embedding.length;
