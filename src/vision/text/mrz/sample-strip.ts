import { capAt, centreAt, type LineFrame } from "./line-frame.ts";
import type { Pyramid } from "./pyramid.ts";

export interface Strip {
  /** Grey values 0-255, row by row. */
  values: Float32Array;
  width: number;
  height: number;
}

/** How the rows of a strip lie on the line. */
export interface StripRows {
  height: number;
  /** Rows that a capital letter takes. */
  capRows: number;
  /** Shift of the middle row, in capital heights. */
  offset: number;
}

/** The print at which a level of the pyramid is read: above it bilinear samples would miss strokes. */
const LEVEL_CAP_PX = 17;

/**
 * Straightens a line into a strip: column `i` is taken at `us[i]` along the line, rows follow the line's curve and
 * its capital height. Bilinear, at the halving of the picture where a capital is about as high as in the strip.
 */
export function sampleStrip(pyramid: Pyramid, frame: LineFrame, us: Float64Array, rows: StripRows): Strip {
  const width = us.length;
  const { height } = rows;
  const values = new Float32Array(width * height);
  const scale = Math.max(1, capAt(frame, 0) / LEVEL_CAP_PX);
  const { picture, shrink } = pyramid.level(Math.round(Math.log2(scale)));
  const { data, width: w, height: h } = picture;
  const cos = Math.cos(frame.angle);
  const sin = Math.sin(frame.angle);
  const right = w - 1.001;
  const bottom = h - 1.001;
  for (let column = 0; column < width; column++) {
    const u = us[column] as number;
    const step = capAt(frame, u) / rows.capRows;
    const middle = centreAt(frame, u) + rows.offset * capAt(frame, u);
    const baseX = frame.x + u * cos;
    const baseY = frame.y + u * sin;
    for (let row = 0; row < height; row++) {
      const v = middle + (row + 0.5 - height / 2) * step;
      let x = (baseX - v * sin + 0.5) / shrink - 0.5;
      let y = (baseY + v * cos + 0.5) / shrink - 0.5;
      x = Math.max(0, Math.min(right, x));
      y = Math.max(0, Math.min(bottom, y));
      const left = x | 0;
      const top = y | 0;
      const fx = x - left;
      const fy = y - top;
      const at = top * w + left;
      const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
      const lower = (data[at + w] as number) * (1 - fx) + (data[at + w + 1] as number) * fx;
      values[row * width + column] = upper * (1 - fy) + lower * fy;
    }
  }
  return { values, width, height };
}

/** `count` positions from `from` with an equal step, at the middle of each step. */
export function evenPositions(from: number, step: number, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, at) => from + (at + 0.5) * step);
}
