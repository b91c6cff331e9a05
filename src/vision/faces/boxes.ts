import type { Box } from "../ports/picture.ts";

export interface ScoredBox {
  box: Box;
  /** 0-1 */
  score: number;
}

/** Two answers to one face overlap more than this; two faces side by side do not (lib/fr_detect.js: 0.4). */
export const SAME_FACE = 0.4;

/** Intersection over union, 0-1. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / (a.width * a.height + b.width * b.height - width * height);
}

/** Keeps the best of every group of boxes that overlap by more than `limit`; best first. */
export function suppress(boxes: readonly ScoredBox[], limit: number): ScoredBox[] {
  const kept: ScoredBox[] = [];
  for (const candidate of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.every(({ box }) => overlap(box, candidate.box) <= limit)) kept.push(candidate);
  }
  return kept;
}
