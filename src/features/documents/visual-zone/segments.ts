import type { Box } from "../../../vision/ports/picture.ts";
import type { PrintedLine, PrintedWord } from "../../../vision/ports/printed-text.ts";

/** Words that stand together: a line, or the part of one that a wide gap sets apart. */
export interface Segment {
  words: PrintedWord[];
  box: Box;
}

/** A gap this many times the height of the letters sets columns apart; a space is a third of it. */
const COLUMN_GAP = 1.7;

/** The print in its columns, without the lines of machine readable zones. */
export function segmentsOf(lines: readonly PrintedLine[]): Segment[] {
  return lines.filter((line) => !isMachineLine(line)).flatMap(({ words }) => split(words));
}

/** Fillers, or a long run of capitals and digits without a space. */
const isMachineLine = ({ words }: PrintedLine): boolean => {
  const text = words.map((word) => word.text).join("");
  return (text.match(/</g) ?? []).length >= 3 || words.some((word) => /^[A-Z0-9<«]{26,}$/.test(word.text));
};

function split(words: readonly PrintedWord[]): Segment[] {
  const sorted = [...words].sort((one, other) => one.box.x - other.box.x);
  const heights = sorted.map(({ box }) => box.height).sort((one, other) => one - other);
  const height = heights[Math.floor(heights.length / 2)] ?? 0;
  const parts: PrintedWord[][] = [];
  for (const word of sorted) {
    const part = parts.at(-1);
    const before = part?.at(-1);
    const gap = before ? word.box.x - (before.box.x + before.box.width) : 0;
    if (!part || gap > COLUMN_GAP * height) parts.push([word]);
    else part.push(word);
  }
  return parts.map(segment);
}

/** The segment of some words; of none, at no place. */
export const segment = (words: PrintedWord[]): Segment => ({
  words,
  box: boxAround(words.map(({ box }) => box)),
});

/** The smallest box around others. */
export function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

export const textOf = ({ words }: { words: readonly PrintedWord[] }): string =>
  words.map((word) => word.text).join(" ");
