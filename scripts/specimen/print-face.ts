import type { Spot } from "./canvas.ts";
import { OCR_B, OCR_B_ADVANCE, OCR_B_CAP_HEIGHT } from "./ocr-b.ts";
import { SANS, SANS_CAP_HEIGHT } from "./sans.ts";

/** A typeface as closed outlines in units of its own, y upwards from the baseline. */
export interface PrintFace {
  capHeight: number;
  /** Width of a character's cell; combining marks have none. */
  advance(character: string): number;
  outlines(character: string): readonly (readonly Spot[])[];
  /** How a text is cut into characters of this face. */
  characters(text: string): readonly string[];
}

/** Straight pieces a curve is cut into: letters here are at most a hundred pixels high. */
const PIECES = 8;

/** Marks over a letter, by their combining character, as outlines over the middle of a capital's cell. */
const MARKS: Record<string, string> = {
  "\u0301": "M330 780L470 900L520 860L380 750Z",
  "\u0303": "M200 780L290 870L420 830L520 890L530 840L420 770L290 810L210 740Z",
  "\u0308": "M210 780L290 780L290 870L210 870ZM430 780L510 780L510 870L430 870Z",
};

/** The print of machine readable zones: monospaced; a mark is set over the letter before it. */
export const OCR_B_FACE: PrintFace = {
  capHeight: OCR_B_CAP_HEIGHT,
  advance: (character) => (MARKS[character] ? 0 : OCR_B_ADVANCE),
  outlines: flattened((character) => MARKS[character] ?? OCR_B[character] ?? ""),
  characters: (text) => [...text.normalize("NFD")],
};

/** The print for people; what it lacks is left as a space. */
export const SANS_FACE: PrintFace = {
  capHeight: SANS_CAP_HEIGHT,
  advance: (character) => (SANS[character] ?? SANS[" "] ?? [0])[0],
  outlines: flattened((character) => SANS[character]?.[1] ?? ""),
  characters: (text) => [...text.normalize("NFC")],
};

/** Width of a text whose capitals are `capHeight` high, in the unit of that height. */
export function textWidth(text: string, face: PrintFace, capHeight: number): number {
  const units = face.characters(text).reduce((sum, character) => sum + face.advance(character), 0);
  return (units * capHeight) / face.capHeight;
}

function flattened(pathOf: (character: string) => string): PrintFace["outlines"] {
  const known = new Map<string, Spot[][]>();
  return (character) => {
    const found = known.get(character) ?? flatten(pathOf(character));
    known.set(character, found);
    return found;
  };
}

function flatten(path: string): Spot[][] {
  const outlines: Spot[][] = [];
  for (const [, command, numbers = ""] of path.matchAll(/([MLQCZ])([^MLQCZ]*)/g)) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers.split(" ").map(Number);
    if (command === "M") outlines.push([[a, b]]);
    const outline = outlines.at(-1) ?? [];
    const start = outline.at(-1) ?? [0, 0];
    if (command === "L") outline.push([a, b]);
    if (command === "Q") outline.push(...curve([start, [a, b], [c, d]]));
    if (command === "C") outline.push(...curve([start, [a, b], [c, d], [e, f]]));
  }
  return outlines;
}

/** Points on a Bézier curve after its start, by de Casteljau's construction. */
function curve(control: readonly Spot[]): Spot[] {
  return Array.from({ length: PIECES }, (_, index) => {
    const t = (index + 1) / PIECES;
    let points = control;
    while (points.length > 1) {
      points = points.slice(1).map(([x, y], at): Spot => {
        const [fromX, fromY] = points[at] as Spot;
        return [fromX + (x - fromX) * t, fromY + (y - fromY) * t];
      });
    }
    return points[0] as Spot;
  });
}
