import { NET_STRIDE } from "./mrz-net.ts";
import type { Strip } from "./sample-strip.ts";

/** Strips of equal width for one run of the net; narrower ones go on with their last column. */
export function padStrips(strips: readonly Strip[]): Strip[] {
  const widest = Math.max(0, ...strips.map(({ width }) => width));
  const width = Math.ceil(widest / NET_STRIDE) * NET_STRIDE;
  return strips.map((strip) => {
    if (strip.width === width) return strip;
    const values = new Float32Array(width * strip.height);
    for (let row = 0; row < strip.height; row++) {
      values.set(strip.values.subarray(row * strip.width, (row + 1) * strip.width), row * width);
      const last = strip.values[(row + 1) * strip.width - 1] as number;
      values.fill(last, row * width + strip.width, (row + 1) * width);
    }
    return { values, width, height: strip.height };
  });
}
