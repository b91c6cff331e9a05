import { characterRuns } from "./character-runs.ts";
import { type Curve, curveAt } from "./fit-curve.ts";
import { fitPitch } from "./fit-pitch.ts";
import { capAt, type LineFrame } from "./line-frame.ts";
import { type ColumnScores, NET_CAP_ROWS, NET_HEIGHT, NET_STRIDE } from "./mrz-net.ts";
import type { Pyramid } from "./pyramid.ts";
import { evenPositions, type Strip, sampleStrip } from "./sample-strip.ts";

/** A line whose characters' places are known: the middle of cell `i` lies at u = curve(i). */
export interface MrzLine {
  frame: LineFrame;
  /** In pixels along the frame. */
  places: Curve;
  /** Cells seen, from index 0. */
  count: number;
  /** 0-1: how sure the net is of what stands in the cells. */
  trust: number;
}

/** Distance from one character to the next, at the middle of the line, in pixels. */
export const pitchOf = ({ places: [, b, c], count }: MrzLine): number => b + c * (count - 1);

/** u of the middle of the line. */
export const middleOf = (line: MrzLine): number => curveAt(line.places, (line.count - 1) / 2);

/** A line of unknown pitch as a strip for the net, as wide as its height says. */
export interface FirstLook {
  strip: Strip;
  /** u of the strip's left edge, and the length of one column of classes. */
  start: number;
  perColumn: number;
}

// Longer strips than 64 characters are no MRZ, and cost time.
const MAX_COLUMNS = 1100;

/** The strip of a line whose pitch is not known yet. */
export function firstLook(pyramid: Pyramid, frame: LineFrame): FirstLook {
  const cap = capAt(frame, (frame.from + frame.to) / 2);
  const step = cap / NET_CAP_ROWS;
  const start = frame.from - cap;
  const columns = Math.max(40, Math.min(MAX_COLUMNS, Math.round((frame.to + cap - start) / step)));
  const us = evenPositions(start, step, columns);
  const strip = sampleStrip(pyramid, frame, us, { height: NET_HEIGHT, capRows: NET_CAP_ROWS, offset: 0 });
  return { strip, start, perColumn: step * NET_STRIDE };
}

/**
 * Finds the cells of a line in its first reading; null when fewer than `least` characters stand there evenly
 * spaced, or the net is not sure of them, as with any print that is not OCR-B.
 */
export function findCells(
  frame: LineFrame,
  { start, perColumn }: FirstLook,
  read: ColumnScores,
  least: number,
): MrzLine | null {
  const runs = characterRuns(read);
  const pitch = fitPitch(runs, least);
  if (!pitch || pitch.count > 60 || pitch.rms > 0.2) return null;
  // Touching fillers make one long run of several characters.
  const weight = (columns: number) => Math.min(3, Math.max(1, Math.round(columns / pitch.step)));
  const sure = runs.reduce((sum, run) => sum + run.probability * weight(run.columns), 0);
  const [a, b, c] = pitch.curve;
  return {
    frame,
    places: [start + a * perColumn, b * perColumn, c * perColumn],
    count: pitch.count,
    trust: Math.min(1, sure / Math.max(runs.length, pitch.count)),
  };
}
