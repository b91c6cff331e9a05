import type { GrayPicture } from "./gray.ts";

/** About a word of print: small enough that a document's edge does not speak for its text. */
const TILE_PX = 32;
/** Standard deviation of luma under which a tile is plain paper or background and says nothing of focus. */
const TEXTURED = 10;
/** Ratio that counts as half sharp; press photos of faces lie there, crisp print lies ten times higher. */
const HALF_SHARP = 0.12;

/**
 * Focus, 0-1: in each textured tile the variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) over the
 * variance of luma, which makes it independent of contrast; the upper quartile of the tiles, as a document may
 * lie on a blurred table. 0 when nothing is textured. Sensor noise passes for sharpness: a known weakness.
 */
export function measureSharpness(picture: GrayPicture): number {
  const ratios: number[] = [];
  // The Laplacian needs one pixel around a tile.
  const side = Math.min(TILE_PX, picture.width - 2, picture.height - 2);
  for (let top = 1; top + side < picture.height; top += side) {
    for (let left = 1; left + side < picture.width; left += side) {
      const ratio = tileRatio(picture, left, top, side);
      if (ratio !== null) ratios.push(ratio);
    }
  }
  ratios.sort((a, b) => a - b);
  const upper = ratios[Math.floor(ratios.length * 0.75)] ?? 0;
  return upper / (upper + HALF_SHARP);
}

function tileRatio({ data, width }: GrayPicture, left: number, top: number, side: number): number | null {
  let sum = 0;
  let squares = 0;
  let edgeSum = 0;
  let edgeSquares = 0;
  for (let y = top; y < top + side; y++) {
    for (let at = y * width + left; at < y * width + left + side; at++) {
      const value = data[at] as number;
      const edge =
        (data[at - 1] as number) +
        (data[at + 1] as number) +
        (data[at - width] as number) +
        (data[at + width] as number) -
        4 * value;
      sum += value;
      squares += value * value;
      edgeSum += edge;
      edgeSquares += edge * edge;
    }
  }
  const count = side * side;
  const variance = squares / count - (sum / count) ** 2;
  if (variance < TEXTURED * TEXTURED) return null;
  return (edgeSquares / count - (edgeSum / count) ** 2) / variance;
}
