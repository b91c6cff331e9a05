import type { Spot } from "./canvas.ts";

/** A projective map of the plane, row by row; the last of its nine numbers is 1. */
export type Homography = readonly number[];

/** The map that takes four points to four others (Hartley & Zisserman, Multiple View Geometry, §4.1). */
export function homography(from: readonly Spot[], to: readonly Spot[]): Homography {
  const rows: number[][] = [];
  for (const [index, [x, y]] of from.entries()) {
    const [u, v] = to[index] as Spot;
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u]);
    rows.push([0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  }
  return [...solved(rows), 1];
}

/** Gauss and Jordan's elimination with the largest pivot of each column; a row holds its right side last. */
function solved(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    }
    [rows[column], rows[best]] = [rows[best] as number[], rows[column] as number[]];
    const pivot = rows[column] as number[];
    const scale = pivot[column] as number;
    for (const [row, other] of rows.entries()) {
      if (row === column) continue;
      const share = (other[column] as number) / scale;
      for (let at = column; at <= size; at++) {
        other[at] = (other[at] as number) - share * (pivot[at] as number);
      }
    }
  }
  return rows.map((row, at) => (row[size] as number) / (row[at] as number));
}
