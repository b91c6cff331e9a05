import { openText, type SealContext, sealText } from "./cipher.ts";

/** A face as a net describes it. Two of different nets, or versions of one, mean nothing to each other. */
export interface FaceTemplate {
  /** The net's name and version. */
  model: string;
  modelVersion: string;
  /** Of unit length. */
  embedding: Float32Array;
  /** The same face as a second net describes it, where one did. */
  second?: Omit<FaceTemplate, "second"> | null;
}

/** The vectors of a template in one, the second net's behind the first's. */
export function joinEmbeddings({ embedding, second }: FaceTemplate): Float32Array {
  if (!second) return embedding;
  const joined = new Float32Array(embedding.length + second.embedding.length);
  joined.set(embedding);
  joined.set(second.embedding, embedding.length);
  return joined;
}

/** Name and version of the nets in one text, such as `a@1+b@2`; neither part holds an `@` or a `+`. */
export const modelsText = ({ model, modelVersion, second }: FaceTemplate): string =>
  `${model}@${modelVersion}${second ? `+${second.model}@${second.modelVersion}` : ""}`;

/** A template from its joined vectors and the text of its nets. Throws when there is no room for both. */
export function splitEmbeddings(joined: Float32Array, models: string): FaceTemplate {
  const [own = "", other] = models.split("+");
  const [model = "", modelVersion = ""] = own.split("@");
  if (other === undefined) return { model, modelVersion, embedding: joined };
  const at = joined.length - SECOND_LENGTH;
  if (at <= 0) throw new Error("the template holds one vector and names two nets");
  const [secondModel = "", secondVersion = ""] = other.split("@");
  return {
    model,
    modelVersion,
    embedding: joined.slice(0, at),
    second: { model: secondModel, modelVersion: secondVersion, embedding: joined.slice(at) },
  };
}

/** Numbers of every second net there has been (dlib's). */
const SECOND_LENGTH = 128;

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
