import { fitCurve, type Sample } from "./fit-curve.ts";
import { capAt, type LineFrame } from "./line-frame.ts";
import type { Pyramid } from "./pyramid.ts";
import { bandContrast, strokeSums } from "./row-profile.ts";
import { evenPositions, sampleStrip } from "./sample-strip.ts";

// A tall strip: 2.9 capital heights, so that a wrong first guess of the height still has the whole line in it.
const ROWS = { height: 58, capRows: 20, offset: 0 };
const MIN_BAND_ROWS = 10;
const MAX_BAND_ROWS = 34;

interface FoundBand {
  top: number;
  rows: number;
  score: number;
}

function bestBand(sums: Float64Array, heights: [number, number], middle: number, reach: number): FoundBand {
  let best: FoundBand = { top: 0, rows: heights[0], score: Number.NEGATIVE_INFINITY };
  for (let rows = heights[0]; rows <= heights[1]; rows++) {
    for (let top = 0; top + rows < sums.length; top++) {
      if (Math.abs(top + rows / 2 - middle) > reach) continue;
      const score = bandContrast(sums, top, rows) * rows ** 0.25;
      if (score > best.score) best = { top, rows, score };
    }
  }
  return best;
}

/**
 * The frame laid exactly on its print: the height of the capitals from the row profile of the whole line, and the
 * course of the line from the profiles of its parts.
 */
export function refineFrame(pyramid: Pyramid, frame: LineFrame, rounds = 2): LineFrame {
  let current = frame;
  for (let round = 0; round < rounds; round++) current = refineOnce(pyramid, current, round === 0);
  return current;
}

function refineOnce(pyramid: Pyramid, frame: LineFrame, first: boolean): LineFrame {
  const cap = capAt(frame, (frame.from + frame.to) / 2);
  const step = cap / 14;
  const count = Math.max(16, Math.min(1200, Math.round((frame.to - frame.from) / step)));
  const us = evenPositions(frame.from, (frame.to - frame.from) / count, count);
  const strip = sampleStrip(pyramid, frame, us, ROWS);
  const centre = ROWS.height / 2;
  const whole = bestBand(strokeSums(strip, 0, count), [MIN_BAND_ROWS, MAX_BAND_ROWS], centre, first ? 12 : 7);
  if (!(whole.score > 0)) return frame;

  const toPixels = cap / ROWS.capRows;
  const parts = Math.max(3, Math.min(10, Math.round(count / 56)));
  const samples: Sample[] = [];
  for (let part = 0; part < parts; part++) {
    const from = Math.floor((part * count) / parts);
    const to = Math.floor(((part + 1) * count) / parts);
    const sums = strokeSums(strip, from, to);
    const found = bestBand(sums, [whole.rows, whole.rows], whole.top + whole.rows / 2, whole.rows * 0.6);
    if (!(found.score > whole.score * 0.25)) continue; // a part without print says nothing
    samples.push({
      at: ((us[from] as number) + (us[to - 1] as number)) / 2,
      value: (found.top + found.rows / 2 - centre) * toPixels,
      weight: found.score,
    });
  }
  const tolerance = whole.rows * toPixels * 0.12;
  const fit =
    fitCurve(samples, samples.length >= 7 ? 2 : 1, tolerance) ?? fitCurve(samples, 1, tolerance * 1.6);
  const [a, b, c] = fit?.curve ?? [(whole.top + whole.rows / 2 - centre) * toPixels, 0, 0];
  const [c0, c1, c2] = frame.centre;
  return {
    ...frame,
    centre: [c0 + a, c1 + b, c2 + c],
    // Profiles of a band of rows see the strokes' ends, hence the whole capital.
    cap: [Math.max(4, whole.rows * toPixels), 0],
  };
}
