import type { GrayPicture } from "../../image/gray.ts";
import { CODEWORD_MODULES } from "./patterns.ts";
import { PX } from "./resolution.ts";
import type { Rows } from "./rows.ts";

/** Rows are taken together in bands of about this many; a band's lines agree where a codeword begins. */
const ROWS_IN_BAND = 4;
/** How far the outline may be wrong along a row, in pixels: 1.7 modules. */
const MAX_SHIFT = 5;
/** Pixels on either side of a boundary: the space before and the bar behind are at least one wide. */
const SIDE = 4;

/**
 * How much lighter the symbol is before the places where codewords begin than behind them, as a share of its own
 * contrast: every codeword begins with a bar and ends with a space, so all rows agree there and nowhere else.
 */
export function boundaryContrast(view: GrayPicture, slots: number): number {
  const profile = meanProfile(view, 0, view.height);
  let sum = 0;
  for (let slot = 1; slot < slots; slot++) {
    const at = slot * CODEWORD_MODULES * PX;
    let best = Number.NEGATIVE_INFINITY;
    for (let shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift++)
      best = Math.max(best, stepAt(profile, at + shift));
    sum += best;
  }
  const sorted = view.data.slice().sort();
  const share = (part: number) => sorted[Math.floor(sorted.length * part)] as number;
  return sum / (slots - 1) / Math.max(1, share(0.95) - share(0.05));
}

/** For every row where each codeword begins, the stop included, in pixels; the outline alone is a module or so wrong. */
export function findBoundaries(view: GrayPicture, rows: Rows, modules: number): number[][] {
  const slots = (modules - 1) / CODEWORD_MODULES;
  const bands = Math.max(1, Math.round(rows.count / ROWS_IN_BAND));
  const found = Array.from({ length: bands }, (_, band) => {
    const top = rows.top + (rows.pitch * rows.count * band) / bands;
    const profile = meanProfile(view, top, top + (rows.pitch * rows.count) / bands);
    const shifts = Array.from({ length: slots - 1 }, (_, slot) =>
      shiftAt(profile, (slot + 1) * CODEWORD_MODULES * PX),
    );
    return smooth(shifts);
  });
  return Array.from({ length: rows.count }, (_, row) => {
    const place = Math.max(0, Math.min(bands - 1, ((row + 0.5) * bands) / rows.count - 0.5));
    const low = Math.min(bands - 1, Math.floor(place));
    const [above = [], below = []] = [found[low], found[Math.min(bands - 1, low + 1)]];
    return above.map(
      (shift, slot) =>
        (slot + 1) * CODEWORD_MODULES * PX + shift + (place - low) * ((below[slot] as number) - shift),
    );
  });
}

function meanProfile({ data, width, height }: GrayPicture, top: number, bottom: number): Float32Array {
  const first = Math.max(0, Math.round(top));
  const last = Math.max(first + 1, Math.min(height, Math.round(bottom)));
  const profile = new Float32Array(width);
  for (let y = first; y < last; y++)
    for (let x = 0; x < width; x++)
      profile[x] = (profile[x] as number) + (data[y * width + x] as number) / (last - first);
  return profile;
}

function stepAt(profile: Float32Array, at: number): number {
  let sum = 0;
  for (let side = 0; side < SIDE; side++) sum += (profile[at - 1 - side] ?? 0) - (profile[at + side] ?? 255);
  return sum / SIDE;
}

function shiftAt(profile: Float32Array, at: number): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift++) {
    const step = stepAt(profile, at + shift);
    if (step > most) [best, most] = [shift, step];
  }
  const [before, after] = [stepAt(profile, at + best - 1), stepAt(profile, at + best + 1)];
  const curve = before - 2 * most + after;
  return curve < 0 ? best + (before - after) / (2 * curve) : best;
}

/** The median of five neighbours, then the mean of three: paper bends slowly. */
function smooth(shifts: readonly number[]): number[] {
  const near = (values: readonly number[], at: number, reach: number) =>
    values.slice(Math.max(0, at - reach), at + reach + 1);
  const medians = shifts.map((_, at) => {
    const sorted = near(shifts, at, 2).toSorted((one, other) => one - other);
    return sorted[Math.floor(sorted.length / 2)] as number;
  });
  return medians.map((_, at) => {
    const some = near(medians, at, 1);
    return some.reduce((sum, value) => sum + value, 0) / some.length;
  });
}
