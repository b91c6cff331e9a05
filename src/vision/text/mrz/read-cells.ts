import { characterRuns } from "./character-runs.ts";
import { type Curve, curveAt } from "./fit-curve.ts";
import { fitPitch } from "./fit-pitch.ts";
import type { MrzLine } from "./mrz-line.ts";
import {
  type ColumnScores,
  type MrzNet,
  NET_CAP_ROWS,
  NET_CLASSES,
  NET_HEIGHT,
  NET_STRIDE,
} from "./mrz-net.ts";
import type { Pyramid } from "./pyramid.ts";
import { type Strip, sampleStrip } from "./sample-strip.ts";

/** Log-probabilities of the classes in each cell of a line, `NET_CLASSES` to a cell. */
export interface CellScores {
  /** Index of the first cell. */
  first: number;
  cells: number;
  logs: Float32Array;
}

/**
 * Cells that are read beyond both ends of a line, so that the longest format fits in any case: a reading cut short
 * could pass for a shorter format.
 */
const beyond = (count: number): number => Math.max(5, Math.min(12, LONGEST_LINE + 2 - count));
const LONGEST_LINE = 44;
/** Columns of classes to a cell: its strip is 16 pixels wide, in the middle of what the net was trained on. */
const CELL_COLUMNS = 4;
const CELL_PIXELS = CELL_COLUMNS * NET_STRIDE;

/** How a line is looked at more than once: heights and shifts that average the net's slips away. */
const LOOKS = [
  { capRows: NET_CAP_ROWS, offset: 0 },
  { capRows: NET_CAP_ROWS * 1.1, offset: 0.04 },
  { capRows: NET_CAP_ROWS * 0.92, offset: -0.04 },
] as const;

type Look = (typeof LOOKS)[number];

function cellStrip(pyramid: Pyramid, line: MrzLine, { first, cells }: Window, look: Look): Strip {
  const us = Float64Array.from({ length: cells * CELL_PIXELS }, (_, at) =>
    curveAt(line.places, (at + 0.5) / CELL_PIXELS - 0.5 + first),
  );
  return sampleStrip(pyramid, line.frame, us, { height: NET_HEIGHT, ...look });
}

interface Window {
  first: number;
  cells: number;
}

/** The cells that a reading of the lines takes: all are read equally wide, to go through the net together. */
function windowOf(lines: readonly MrzLine[]): Window {
  const count = Math.max(...lines.map((line) => line.count));
  return { first: -beyond(count), cells: count + 2 * beyond(count) };
}

/** Reads lines cell by cell, each with the first `looks` looks (1-3), whose log-probabilities are averaged. */
export function readCells(
  pyramid: Pyramid,
  net: MrzNet,
  lines: readonly MrzLine[],
  looks: number,
): CellScores[] {
  const window = windowOf(lines);
  const used = LOOKS.slice(0, looks);
  const reads = net.read(lines.flatMap((line) => used.map((look) => cellStrip(pyramid, line, window, look))));
  return lines.map((_, at) => ({
    ...window,
    logs: meanOfCells(reads.slice(at * used.length, (at + 1) * used.length), window.cells),
  }));
}

function meanOfCells(reads: readonly ColumnScores[], cells: number): Float32Array {
  const logs = new Float32Array(cells * NET_CLASSES);
  for (const read of reads)
    for (let cell = 0; cell < cells; cell++)
      // The two middle columns of four: the outer ones see the neighbours.
      for (const column of [CELL_COLUMNS * cell + 1, CELL_COLUMNS * cell + 2])
        for (let kind = 0; kind < NET_CLASSES; kind++) {
          const at = cell * NET_CLASSES + kind;
          logs[at] =
            (logs[at] as number) + (read.logs[column * NET_CLASSES + kind] as number) / (2 * reads.length);
        }
  return logs;
}

/** How sure the net is that the cells hold characters, 0-1. */
export function trustOf({ first, logs }: CellScores, count: number): number {
  let sum = 0;
  for (let cell = 0; cell < count; cell++) {
    const at = (cell - first) * NET_CLASSES;
    let best = Number.NEGATIVE_INFINITY;
    for (let kind = 1; kind < NET_CLASSES; kind++) best = Math.max(best, logs[at + kind] as number);
    sum += Math.exp(best);
  }
  return sum / count;
}

/**
 * Lays the cells of lines on what a reading with these cells shows, and says how far to trust each. The numbers of
 * the cells stay: a line moved over from its neighbour keeps the neighbour's columns.
 */
export function settle(pyramid: Pyramid, net: MrzNet, lines: readonly MrzLine[]): MrzLine[] {
  const window = windowOf(lines);
  const reads = net.read(lines.map((line) => cellStrip(pyramid, line, window, LOOKS[0])));
  return lines.map((line, at) => {
    const read = reads[at] as ColumnScores;
    const scores = { ...window, logs: meanOfCells([read], window.cells) };
    return { ...line, places: newPlaces(line, read, window), trust: trustOf(scores, line.count) };
  });
}

function newPlaces(line: MrzLine, read: ColumnScores, { first: from, cells }: Window): Curve {
  const pitch = fitPitch(characterRuns(read), Math.min(10, line.count / 2));
  if (!pitch || Math.abs(pitch.step - CELL_COLUMNS) > 0.35 || pitch.rms > 0.12) return line.places;
  // Where the character of each number was seen, in cells of the old curve.
  const seen = (number: number) => curveAt(pitch.curve, number) / CELL_COLUMNS - 0.5 + from;
  const origin = Math.round(seen(0));
  if (pitch.count < line.count * 0.7) {
    // Too short a part to tell how the whole line bends: only moved along.
    const middle = (pitch.count - 1) / 2;
    const [a, b, c] = line.places;
    const shift = seen(middle) - origin - middle;
    return [a + shift * (b + c * shift), b + 2 * c * shift, c];
  }
  const numbers = [from, from + cells / 2, from + cells] as const;
  const [x0, x1, x2] = numbers;
  const [y0, y1, y2] = numbers.map((number) => curveAt(line.places, seen(number - origin))) as [
    number,
    number,
    number,
  ];
  // The parabola through these three.
  const slope = (y1 - y0) / (x1 - x0);
  const c = ((y2 - y1) / (x2 - x1) - slope) / (x2 - x0);
  const b = slope - c * (x0 + x1);
  return [y0 - x0 * (b + c * x0), b, c];
}
