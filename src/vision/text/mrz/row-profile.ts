import type { Strip } from "./sample-strip.ts";

/** Mean strength of vertical strokes in each row over a range of columns, as prefix sums (first entry 0). */
export function strokeSums({ values, width, height }: Strip, from: number, to: number): Float64Array {
  const sums = new Float64Array(height + 1);
  for (let row = 0; row < height; row++) {
    let energy = 0;
    for (let at = row * width + from + 1; at < row * width + to; at++)
      energy += Math.abs((values[at] as number) - (values[at - 1] as number));
    sums[row + 1] = (sums[row] as number) + energy / Math.max(1, to - from);
  }
  return sums;
}

/** How much more stroke a band of rows has than the rows just above and below it. */
export function bandContrast(sums: Float64Array, top: number, rows: number): number {
  const mean = (from: number, to: number) => {
    const low = Math.max(0, from);
    const high = Math.min(sums.length - 1, to);
    return high > low ? ((sums[high] as number) - (sums[low] as number)) / (high - low) : 0;
  };
  const guard = Math.max(2, Math.round(rows * 0.3));
  return mean(top, top + rows) - (mean(top - guard, top) + mean(top + rows, top + rows + guard)) / 2;
}
