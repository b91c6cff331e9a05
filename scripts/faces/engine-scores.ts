import { DLIB_SHARE } from "../../src/features/biometrics/dlib-share.ts";
import type { FaceTemplate } from "../../src/storage/face-template.ts";

/** What the two nets say of a pair, and both together; before any of it is brought to one scale. */
export interface EngineScores {
  primary: number;
  dlib: number;
  fused: number;
}
export const ENGINE_NAMES = ["primary", "dlib", "fused"] as const;

const dot = (a: Float32Array, b: Float32Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number);
  return sum;
};

/** A pair of which one face was not found can only be rejected: it gets the lowest similarity there is. */
export function engineScores(one: FaceTemplate | null, other: FaceTemplate | null): EngineScores {
  if (!one?.second || !other?.second) return { primary: -1, dlib: -1, fused: -1 };
  const primary = dot(one.embedding, other.embedding);
  const dlib = dot(one.second.embedding, other.second.embedding);
  return { primary, dlib, fused: (1 - DLIB_SHARE) * primary + DLIB_SHARE * dlib };
}
