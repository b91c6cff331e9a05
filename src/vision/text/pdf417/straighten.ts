import type { GrayPicture } from "../../image/gray.ts";
import type { Point } from "../../ports/picture.ts";

/** Where each point of a new picture comes from in the old one: `(ax + by + c) / (gx + hy + 1)`, and so on, in pixels. */
export type Projection = readonly [number, number, number, number, number, number, number, number];

export const project = ([a, b, c, d, e, f, g, h]: Projection, [x, y]: Point): Point => {
  const depth = g * x + h * y + 1;
  return [(a * x + b * y + c) / depth, (d * x + e * y + f) / depth];
};

/** The picture seen through a projection, with cubic interpolation (Keys, 1981, a = -1/2): linear would blur narrow bars. */
export function straighten(
  source: GrayPicture,
  [a, b, c, d, e, f, g, h]: Projection,
  width: number,
  height: number,
): GrayPicture {
  const data = new Uint8Array(width * height);
  const across = new Float64Array(4);
  const down = new Float64Array(4);
  const right = source.width - 1;
  const bottom = source.height - 1;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to++) {
      const depth = g * (x + 0.5) + h * (y + 0.5) + 1;
      const u = (a * (x + 0.5) + b * (y + 0.5) + c) / depth - 0.5;
      const v = (d * (x + 0.5) + e * (y + 0.5) + f) / depth - 0.5;
      const left = Math.floor(u);
      const top = Math.floor(v);
      cubicWeights(u - left, across);
      cubicWeights(v - top, down);
      let sum = 0.5;
      for (let row = 0; row < 4; row++) {
        const from = Math.max(0, Math.min(bottom, top + row - 1)) * source.width;
        let line = 0;
        for (let column = 0; column < 4; column++) {
          const at = from + Math.max(0, Math.min(right, left + column - 1));
          line += (across[column] as number) * (source.data[at] as number);
        }
        sum += (down[row] as number) * line;
      }
      data[to] = Math.max(0, Math.min(255, sum));
    }
  }
  return { data, width, height };
}

/** The shares of the four pixels around a place that lies `t` of a pixel behind the second of them. */
function cubicWeights(t: number, weights: Float64Array): void {
  weights[0] = ((-0.5 * t + 1) * t - 0.5) * t;
  weights[1] = (1.5 * t - 2.5) * t * t + 1;
  weights[2] = ((-1.5 * t + 2) * t + 0.5) * t;
  weights[3] = (0.5 * t - 0.5) * t * t;
}

/** The projection that takes four points of the new picture to four of the old one; null when they lie on a line. */
export function projectionOf(from: readonly Point[], to: readonly Point[]): Projection | null {
  const rows = from.flatMap(([x, y], at) => {
    const [u, v] = to[at] as Point;
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  for (let pivot = 0; pivot < 8; pivot++) {
    const size = (row: number[]) => Math.abs(row[pivot] as number);
    const best = rows.slice(pivot).reduce((one, other) => (size(other) > size(one) ? other : one));
    if (size(best) < 1e-9) return null;
    rows[rows.indexOf(best)] = rows[pivot] as number[];
    rows[pivot] = best.map((value) => value / (best[pivot] as number));
    for (const [at, row] of rows.entries()) {
      const times = row[pivot] as number;
      if (at !== pivot && times !== 0)
        rows[at] = row.map((value, column) => value - times * ((rows[pivot] as number[])[column] as number));
    }
  }
  return rows.map((row) => row[8] as number) as unknown as Projection;
}
