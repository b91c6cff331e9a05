import {
  MRZ_ALPHABET,
  MRZ_CLASSES,
  MRZ_LAYOUTS,
  type MrzCheckName,
  type MrzLayout,
  runChecks,
} from "../../../kernel/mrz-format.ts";
import { NET_CLASSES } from "./mrz-net.ts";
import type { CellScores } from "./read-cells.ts";

/** One way to read neighbouring lines as an MRZ. */
export interface Hypothesis {
  layout: MrzLayout;
  /** Index of the first of the lines, and the cell of each line's first character. */
  firstLine: number;
  starts: number[];
  lines: string[];
  confidences: number[][];
  checks: Map<MrzCheckName, boolean>;
  /** Mean log-probability of a cell, given that these characters and nothing else are printed. */
  score: number;
}

/** Hypotheses this much less likely a cell than the best are not looked at: their check digits could only agree by chance. */
const MARGIN = 0.12;
const KEPT = 8;
/**
 * What it costs, in nats a cell, that a line starts beside the others: they are printed flush, but perspective may
 * make the cell beside a cell another one.
 */
const RAGGED = 3;
const MAX_RAGGED_CELLS = 2;
/** No single cell may cost more than this, so that one blot does not decide. */
const FLOOR = -8;

const CLASS_KINDS = new Map(
  Object.entries(MRZ_CLASSES).map(([name, letters]) => [
    name,
    [...letters].map((letter) => MRZ_ALPHABET.indexOf(letter) + 1),
  ]),
);

const kindsOf = (layout: MrzLayout, line: number, column: number): number[] =>
  CLASS_KINDS.get(layout.classes[line]?.[column] as string) ?? [];

function bestKind(scores: CellScores, cell: number, kinds: readonly number[]): number {
  const at = (cell - scores.first) * NET_CLASSES;
  let best = kinds[0] as number;
  for (const kind of kinds)
    if ((scores.logs[at + kind] as number) > (scores.logs[at + best] as number)) best = kind;
  return best;
}

/**
 * Nats by which a character that tells the format may fall short of the likeliest one. Check digits cannot tell a
 * visa from a passport: a visa has no composite, so a passport whose composite fails would pass as one if its `P`
 * could be taken for a `V`.
 */
const TELLING_SLACK = 2;
const TELLING = new Set(["P", "V", "C", "T", "i", "d", "f", "r", "a", "o"]);
const ALL_KINDS = [...MRZ_ALPHABET].map((_, at) => at + 1);

/** Whether the characters that tell the format are printed as this layout has them. */
function isTold(layout: MrzLayout, lines: readonly CellScores[], starts: readonly number[]): boolean {
  return layout.classes.every((classes, line) =>
    [...classes].every((name, column) => {
      if (!TELLING.has(name)) return true;
      const scores = lines[line] as CellScores;
      const cell = (starts[line] as number) + column;
      const logAt = (kind: number) => scores.logs[(cell - scores.first) * NET_CLASSES + kind] as number;
      const printed = logAt(bestKind(scores, cell, ALL_KINDS));
      return logAt(bestKind(scores, cell, kindsOf(layout, line, column))) >= printed - TELLING_SLACK;
    }),
  );
}

/** Log-likelihood of a line of the layout that starts at a cell: characters within, gaps outside. */
function lineScore(layout: MrzLayout, line: number, scores: CellScores, start: number): number {
  let sum = 0;
  for (let cell = scores.first; cell < scores.first + scores.cells; cell++) {
    const column = cell - start;
    const inside = column >= 0 && column < layout.lineLength;
    const kind = inside ? bestKind(scores, cell, kindsOf(layout, line, column)) : 0;
    sum += Math.max(FLOOR, scores.logs[(cell - scores.first) * NET_CLASSES + kind] as number);
  }
  return sum;
}

/** The likeliest start of each line around a common one, and the mean score of a cell. */
function align(
  layout: MrzLayout,
  lines: readonly CellScores[],
  common: number,
): { starts: number[]; score: number } {
  let sum = 0;
  let cells = 0;
  const starts = lines.map((scores, line) => {
    const fits = Array.from({ length: 2 * MAX_RAGGED_CELLS + 1 }, (_, at) => common + at - MAX_RAGGED_CELLS)
      .filter((start) => start >= scores.first && start + layout.lineLength <= scores.first + scores.cells)
      .map((start) => ({
        start,
        score: lineScore(layout, line, scores, start) - RAGGED * Math.abs(start - common),
      }));
    const best = fits.reduce((one, other) => (other.score > one.score ? other : one), {
      start: common,
      score: Number.NEGATIVE_INFINITY,
    });
    sum += best.score;
    cells += scores.cells;
    return best.start;
  });
  return { starts, score: sum / cells };
}

/** Cells beside a zone that must be checked for more characters, and below which likelihood a gap is none. */
const BESIDE = 3;
const MIN_GAP = 0.3;

/** Whether print goes on beside the zone on two lines or more: it then is part of a longer one. */
function goesOn(layout: MrzLayout, lines: readonly CellScores[], starts: readonly number[]): boolean {
  const continues = (scores: CellScores, from: number) => {
    if (from < scores.first || from + BESIDE > scores.first + scores.cells) return false;
    for (let cell = from; cell < from + BESIDE; cell++)
      if (Math.exp(scores.logs[(cell - scores.first) * NET_CLASSES] as number) > MIN_GAP) return false;
    return true;
  };
  return [-BESIDE, layout.lineLength].some(
    (side) => starts.filter((start, at) => continues(lines[at] as CellScores, start + side)).length >= 2,
  );
}

function decodeLine(layout: MrzLayout, line: number, scores: CellScores, start: number) {
  let text = "";
  const confidences: number[] = [];
  for (let column = 0; column < layout.lineLength; column++) {
    const kinds = kindsOf(layout, line, column);
    const kind = bestKind(scores, start + column, kinds);
    const at = (start + column - scores.first) * NET_CLASSES;
    // Among what may stand here, and against nothing standing here: how sure is this character.
    let total = Math.exp(scores.logs[at] as number);
    for (const other of kinds) total += Math.exp(scores.logs[at + other] as number);
    text += MRZ_ALPHABET[kind - 1];
    confidences.push(Math.exp(scores.logs[at + kind] as number) / Math.max(total, 0.05));
  }
  return { text, confidences };
}

/** Formats that a reading can be proven by: without a check digit, ordinary print would pass for one. */
const READABLE = MRZ_LAYOUTS.filter(({ checks }) => checks.length > 0);

/** Every plausible way to read the lines (top to bottom, cells counted from a common origin), likeliest first. */
export function chooseFormats(lines: readonly CellScores[]): Hypothesis[] {
  const fits: { layout: MrzLayout; firstLine: number; starts: number[]; score: number }[] = [];
  for (const layout of READABLE) {
    const height = layout.classes.length;
    for (let firstLine = 0; firstLine + height <= lines.length; firstLine++) {
      const part = lines.slice(firstLine, firstLine + height);
      const from = Math.max(...part.map(({ first }) => first));
      const to = Math.min(...part.map(({ first, cells }) => first + cells)) - layout.lineLength;
      for (let common = from; common <= to; common++)
        fits.push({ layout, firstLine, ...align(layout, part, common) });
    }
  }
  fits.sort((one, other) => other.score - one.score);
  const best = fits[0]?.score ?? 0;
  return fits
    .filter(({ score }) => score >= best - MARGIN)
    .filter((fit) => isTold(fit.layout, lines.slice(fit.firstLine), fit.starts))
    .filter((fit) => !goesOn(fit.layout, lines.slice(fit.firstLine), fit.starts))
    .slice(0, KEPT)
    .map((fit) => {
      const decoded = fit.layout.classes.map((_, line) =>
        decodeLine(fit.layout, line, lines[fit.firstLine + line] as CellScores, fit.starts[line] as number),
      );
      const texts = decoded.map(({ text }) => text);
      return {
        ...fit,
        lines: texts,
        confidences: decoded.map(({ confidences }) => confidences),
        checks: runChecks(fit.layout, texts),
      };
    });
}
