import type { GrayPicture } from "../../image/gray.ts";
import { CODEWORD_MODULES, patternsOf } from "./patterns.ts";
import { PX } from "./resolution.ts";
import type { Rows } from "./rows.ts";

/** Samples of a codeword: two to a module. */
const SAMPLES = 2 * CODEWORD_MODULES;
/** Of a row's height, its middle: the rest is mixed with its neighbours by blur. */
const MIDDLE = 0.5;
/** Deviations of blur, in modules, of which the one is taken that fits the symbol. */
const BLURS = [0.35, 0.6, 0.9] as const;
/** How many codewords the blur is chosen by. */
const TRIED = 60;
/** How far the boundary found may be wrong, in modules. */
const SHIFTS = [-0.3, 0, 0.3] as const;

/** For every row the widths of the bars and spaces in each slot between start and stop that are the most alike. */
export function nearestPatterns(
  view: GrayPicture,
  rows: Rows,
  boundaries: readonly (readonly number[])[],
): (readonly number[])[][] {
  const lines = boundaries.map((_, row) => middleOf(view, rows, row));
  const pixelsOf = (row: number, slot: number, shift: number) => {
    const places = boundaries[row] as readonly number[];
    return sampled(lines[row] as Float32Array, places[slot] as number, places[slot + 1] as number, shift);
  };
  const slots = (boundaries[0]?.length ?? 1) - 1;
  const every = Math.max(1, Math.floor((slots * rows.count) / TRIED));
  let best = { templates: templatesOf(BLURS[0]), score: -1 };
  for (const blur of BLURS) {
    const templates = templatesOf(blur);
    let score = 0;
    for (let at = 0; at < slots * rows.count; at += every) {
      const row = at % rows.count;
      score += nearest(
        templates[row % 3] as Float32Array,
        pixelsOf(row, Math.floor(at / rows.count), 0),
      ).score;
    }
    if (score > best.score) best = { templates, score };
  }
  return boundaries.map((_, row) =>
    Array.from({ length: slots }, (_, slot) => {
      const found = SHIFTS.map((shift) =>
        nearest(best.templates[row % 3] as Float32Array, pixelsOf(row, slot, shift)),
      );
      const { at } = found.reduce((one, other) => (other.score > one.score ? other : one));
      return patternsOf(row % 3)[at] as readonly number[];
    }),
  );
}

function middleOf({ data, width, height }: GrayPicture, rows: Rows, row: number): Float32Array {
  const centre = rows.top + (row + 0.5) * rows.pitch;
  const first = Math.max(0, Math.round(centre - (rows.pitch * MIDDLE) / 2));
  const last = Math.min(height, Math.max(first + 1, Math.round(centre + (rows.pitch * MIDDLE) / 2)));
  const line = new Float32Array(width);
  for (let y = first; y < last; y++)
    for (let x = 0; x < width; x++) line[x] = (line[x] as number) + (data[y * width + x] as number);
  return line;
}

/** The samples between two boundaries, with a mean of nought and a length of one. */
function sampled(line: Float32Array, from: number, to: number, shift: number): Float32Array {
  const samples = new Float32Array(SAMPLES);
  for (let at = 0; at < SAMPLES; at++) {
    const x = Math.max(
      0,
      Math.min(line.length - 1.001, from + shift * PX + ((at + 0.5) * (to - from)) / SAMPLES - 0.5),
    );
    const left = Math.floor(x);
    samples[at] = (line[left] as number) + (x - left) * ((line[left + 1] as number) - (line[left] as number));
  }
  return levelled(samples);
}

function levelled(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  let squares = 0;
  for (const value of samples) squares += (value - mean) ** 2;
  const length = Math.sqrt(squares) || 1;
  return samples.map((value) => (value - mean) / length);
}

function nearest(templates: Float32Array, samples: Float32Array): { at: number; score: number } {
  let at = 0;
  let score = -1;
  for (let from = 0, index = 0; from < templates.length; from += SAMPLES, index++) {
    let sum = 0;
    for (let sample = 0; sample < SAMPLES; sample++)
      sum += (templates[from + sample] as number) * (samples[sample] as number);
    if (sum > score) [at, score] = [index, sum];
  }
  return { at, score };
}

/** What each cluster's patterns look like with a blur: the space before belongs to the last codeword, the bar behind to the next. */
function templatesOf(blur: number): Float32Array[] {
  const made = TEMPLATES.get(blur);
  if (made) return made;
  // Each edge is the integral of a Gaussian, seen from sample 2 × 17 before it to as many behind.
  const rise = Float32Array.from({ length: 2 * SAMPLES }, (_, at) => risen((at - SAMPLES + 0.5) / 2 / blur));
  const templates = [0, 1, 2].map((cluster) => {
    const patterns = patternsOf(cluster);
    const drawn = new Float32Array(patterns.length * SAMPLES);
    for (const [at, widths] of patterns.entries()) {
      const samples = new Float32Array(SAMPLES);
      // Light is one, so that a bar begins by taking one away.
      let edge = 0;
      for (let index = 0; index <= widths.length; index++) {
        const sign = index % 2 === 0 ? -1 : 1;
        for (let sample = 0; sample < SAMPLES; sample++)
          samples[sample] =
            (samples[sample] as number) + sign * (rise[SAMPLES + sample - 2 * edge] as number);
        edge += widths[index] ?? 0;
      }
      drawn.set(levelled(samples), at * SAMPLES);
    }
    return drawn;
  });
  TEMPLATES.set(blur, templates);
  return templates;
}

/** Half a megabyte for each of the three blurs, which take 20 ms to draw. */
const TEMPLATES = new Map<number, Float32Array[]>();

/** The normal distribution by its logistic approximation, whose error is below .01 (Bowling and others, 2009). */
const risen = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));
