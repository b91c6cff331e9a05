import type { Point } from "../../../vision/ports/picture.ts";

/** Row-major 3×3 with the last entry 1. */
export type Homography = readonly number[];

/** Rounds of reweighting, after which the algebraic error is the geometric one to four digits. */
const ROUNDS = 4;
/** Smallest pivot, in units of a set of points scaled to one: below it the points lie on a line. */
const FLAT = 1e-9;

/** Solves a square system by elimination with partial pivoting; null when it is singular. */
function solve(rows: number[][]): number[] | null {
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let best = at;
    for (let row = at + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = row;
    }
    const pivot = rows[best] as number[];
    [rows[best], rows[at]] = [rows[at] as number[], pivot];
    const head = pivot[at] ?? 0;
    if (Math.abs(head) < FLAT) return null;
    for (let row = 0; row < size; row++) {
      if (row === at) continue;
      const target = rows[row] as number[];
      const factor = (target[at] ?? 0) / head;
      for (let column = at; column <= size; column++) {
        target[column] = (target[column] ?? 0) - factor * (pivot[column] ?? 0);
      }
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] ?? 1));
}

/** The similarity that brings points to middle 0 and mean distance √2, without which the fit is ill-conditioned. */
function normalised(points: readonly Point[]): { points: Point[]; scale: number } {
  const x = points.reduce((sum, p) => sum + p[0], 0) / points.length;
  const y = points.reduce((sum, p) => sum + p[1], 0) / points.length;
  const spread = points.reduce((sum, p) => sum + Math.hypot(p[0] - x, p[1] - y), 0) / points.length;
  const scale = Math.SQRT2 / (spread || 1);
  return { points: points.map((p): Point => [(p[0] - x) * scale, (p[1] - y) * scale]), scale };
}

/** Where a homography takes a point, and the depth it is divided by. */
function project(h: Homography, [x, y]: Point): { at: Point; depth: number } {
  const depth = (h[6] ?? 0) * x + (h[7] ?? 0) * y + 1;
  return {
    at: [
      ((h[0] ?? 0) * x + (h[1] ?? 0) * y + (h[2] ?? 0)) / depth,
      ((h[3] ?? 0) * x + (h[4] ?? 0) * y + (h[5] ?? 0)) / depth,
    ],
    depth,
  };
}

/** Least squares over both coordinates of every point, each weighted. */
function fitted(from: readonly Point[], to: readonly Point[], weights: readonly number[]): Homography | null {
  const normal = Array.from({ length: 8 }, () => new Array<number>(9).fill(0));
  from.forEach(([x, y], at) => {
    const [u, v] = to[at] ?? [0, 0];
    const weight = weights[at] ?? 1;
    for (const row of [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ]) {
      for (let i = 0; i < 8; i++) {
        for (let j = 0; j < 9; j++) {
          (normal[i] as number[])[j] = (normal[i]?.[j] ?? 0) + weight * (row[i] ?? 0) * (row[j] ?? 0);
        }
      }
    }
  });
  return solve(normal);
}

/**
 * How far the points lie from where the best homography between the two views would put them: root mean square in
 * units of `to`. All views of a plane are such maps (Hartley & Zisserman 2004, §13.1), so that a flat picture,
 * however it is turned, leaves the noise of the landmarks alone. Direct linear transform with normalised points
 * (§4.4.4), reweighted to the geometric error. Null when the points cannot determine one.
 * @param from At least five points, in the order of `to`.
 */
export function homographyResidual(from: readonly Point[], to: readonly Point[]): number | null {
  const [source, target] = [normalised(from), normalised(to)];
  let weights = source.points.map(() => 1);
  let squares: number | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    const h = fitted(source.points, target.points, weights);
    if (!h) return null;
    const mapped = source.points.map((p) => project(h, p));
    const total = mapped.reduce((sum, { at: [x, y] }, at) => {
      const [u, v] = target.points[at] ?? [0, 0];
      return sum + (x - u) ** 2 + (y - v) ** 2;
    }, 0);
    // The best of the rounds: whoever looks for a plane must not miss one because a later round overshot.
    if (squares === null || total < squares) squares = total;
    weights = mapped.map(({ depth }) => 1 / Math.max(depth * depth, FLAT));
  }
  return squares === null ? null : Math.sqrt(squares / from.length) / target.scale;
}
