import type { Box, Point } from "../ports/picture.ts";

/** Maps (x, y) to (a·x + b·y + c, d·x + e·y + f); here always from a target pixel back to the source. */
export type Affine = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export function apply([a, b, c, d, e, f]: Affine, [x, y]: Point): Point {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** The map that does `second` after `first`. */
export function compose(second: Affine, first: Affine): Affine {
  const [a, b, c, d, e, f] = second;
  const [p, q, r, s, t, u] = first;
  return [a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f];
}

/** The map back; the given one must not be flat. */
export function invert([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  const [p, q, r, s] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [p, q, -(p * c + q * f), r, s, -(r * c + s * f)];
}

/** From pixels of a `width`×`height` target to the box of the source it shows (pixel centres on integers). */
export function cropMap(box: Box, width: number, height: number): Affine {
  const scaleX = box.width / width;
  const scaleY = box.height / height;
  return [scaleX, 0, box.x + (scaleX - 1) / 2, 0, scaleY, box.y + (scaleY - 1) / 2];
}

export type QuarterTurn = 0 | 90 | 180 | 270;

/**
 * From pixels of the picture as seen after a clockwise turn back to the picture's own pixels.
 * @param width Of the picture before the turn, as `height`.
 */
export function turnMap(turn: QuarterTurn, width: number, height: number): Affine {
  if (turn === 90) return [0, 1, 0, -1, 0, height - 1];
  if (turn === 180) return [-1, 0, width - 1, 0, -1, height - 1];
  if (turn === 270) return [0, -1, width - 1, 1, 0, 0];
  return [1, 0, 0, 0, 1, 0];
}

/**
 * The similarity (turn, one scale, shift) that brings `from` nearest to `to` in least squares; closed form for two
 * dimensions of Umeyama, PAMI 13(4), 1991. Lists of the same length, at least two different points.
 */
export function similarity(from: readonly Point[], to: readonly Point[]): Affine {
  const centre = (points: readonly Point[]): Point => [
    points.reduce((sum, [x]) => sum + x, 0) / points.length,
    points.reduce((sum, [, y]) => sum + y, 0) / points.length,
  ];
  const [fromX, fromY] = centre(from);
  const [toX, toY] = centre(to);
  let dot = 0;
  let cross = 0;
  let spread = 0;
  from.forEach(([px, py], at) => {
    const [qx, qy] = to[at] ?? [0, 0];
    const [x, y, u, v] = [px - fromX, py - fromY, qx - toX, qy - toY];
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  });
  const cos = dot / spread;
  const sin = cross / spread;
  return [cos, -sin, toX - cos * fromX + sin * fromY, sin, cos, toY - sin * fromX - cos * fromY];
}
