import { utf8 } from "../../../kernel/bytes.ts";

/**
 * Turns an embedding into the form that is kept for searching. Orthogonal, so that the similarity of two templates
 * under one key is that of the embeddings; under two keys it is that of strangers (ISO/IEC 24745: unlinkable), and
 * a fresh key makes fresh templates of the same faces (renewable).
 */
export type TemplateTransform = (embedding: Float32Array) => Float32Array;

/** One round leaves a sparse vector sparse in the next basis; after three every number depends on every other. */
const ROUNDS = 3;

interface Round {
  /** -1 or 1, with the norm of the Walsh-Hadamard matrix in it. */
  signs: Float32Array;
  permutation: Uint32Array;
}

/**
 * The transform of a secret for embeddings of one length: rounds of random signs, a fast Walsh-Hadamard transform
 * and a permutation, all drawn by HKDF-SHA-256 (RFC 5869).
 * @param purpose what the secret is used for; another purpose gives an unrelated transform
 * @param length a power of two from 16 to 1,024; throws for others
 */
export async function deriveTransform(
  secret: Uint8Array<ArrayBuffer>,
  purpose: string,
  length: number,
): Promise<TemplateTransform> {
  if (length < 16 || length > 1024 || (length & (length - 1)) !== 0) {
    throw new Error(`no transform for embeddings of length ${length}`);
  }
  const rounds = await Promise.all(
    Array.from({ length: ROUNDS }, (_, at) => drawRound(secret, `${purpose}|${length}|${at}`, length)),
  );
  return (embedding) => {
    if (embedding.length !== length) throw new Error("embedding of another length than its transform");
    return rounds.reduce<Float32Array>(applyRound, embedding);
  };
}

/** Bytes of a secret for one purpose: HKDF-SHA-256 without salt, as the secret is random (RFC 5869 §3.1). */
export async function deriveBytes(
  secret: Uint8Array<ArrayBuffer>,
  purpose: string,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const params = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(purpose) };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, bytes * 8));
}

async function drawRound(secret: Uint8Array<ArrayBuffer>, purpose: string, length: number): Promise<Round> {
  const drawn = await deriveBytes(secret, purpose, length * 5);
  const signs = Float32Array.from(
    drawn.subarray(length * 4),
    (byte) => (byte & 1 ? 1 : -1) / Math.sqrt(length),
  );
  // Sorting by random keys gives a random permutation; equal keys (once in 30,000 draws) keep their order.
  const keys = new Uint32Array(drawn.buffer, 0, length);
  const permutation = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  return { signs, permutation };
}

function applyRound(vector: Float32Array, { signs, permutation }: Round): Float32Array {
  const spread = vector.map((value, at) => value * (signs[at] ?? 0));
  walshHadamard(spread);
  return Float32Array.from(permutation, (from) => spread[from] ?? 0);
}

/** In place, in the order of Hadamard: n log n additions and no multiplication. */
function walshHadamard(vector: Float32Array): void {
  for (let half = 1; half < vector.length; half *= 2) {
    for (let block = 0; block < vector.length; block += half * 2) {
      for (let at = block; at < block + half; at++) {
        const [a = 0, b = 0] = [vector[at], vector[at + half]];
        vector[at] = a + b;
        vector[at + half] = a - b;
      }
    }
  }
}
