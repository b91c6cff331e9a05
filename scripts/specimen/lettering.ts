import { type Canvas, type Colour, fillOutlines, type Spot } from "./canvas.ts";
import { OCR_B, OCR_B_ADVANCE } from "./ocr-b.ts";

export interface Lettering {
  /** Left edge of the first character's cell and baseline, in pixels. */
  x: number;
  baseline: number;
  /** Width of a character's cell in pixels: OCR-B is monospaced. */
  pitch: number;
  colour: Colour;
  alpha?: number;
  /** Degrees, counter-clockwise about the start of the baseline. */
  angle?: number;
  /** Pixels by which each stroke is widened. */
  bold?: number;
}

/** Straight pieces a curve is cut into: letters here are at most a hundred pixels high. */
const PIECES = 8;
const flattened = new Map<string, Spot[][]>();

/** Marks over a letter, by their combining character, as outlines over the middle of a capital's cell. */
const MARKS: Record<string, Spot[][]> = {
  "\u0301": [
    [
      [330, 780],
      [470, 900],
      [520, 860],
      [380, 750],
    ],
  ],
  "\u0303": [
    [
      [200, 780],
      [290, 870],
      [420, 830],
      [520, 890],
      [530, 840],
      [420, 770],
      [290, 810],
      [210, 740],
    ],
  ],
  "\u0308": [
    [
      [210, 780],
      [290, 780],
      [290, 870],
      [210, 870],
    ],
    [
      [430, 780],
      [510, 780],
      [510, 870],
      [430, 870],
    ],
  ],
};

/** Prints a text; what the font lacks is left as a space. */
export function drawText(canvas: Canvas, text: string, style: Lettering): void {
  const { x, baseline, pitch, colour, alpha = 1, angle = 0, bold = 0 } = style;
  const scale = pitch / OCR_B_ADVANCE;
  const turn = (angle * Math.PI) / 180;
  let cell = -1;
  for (const character of text.normalize("NFD")) {
    const mark = MARKS[character];
    if (!mark) cell++;
    const outlines = mark ?? glyph(character);
    if (outlines.length === 0) continue;
    for (const shift of bold > 0 ? [-bold / 2, bold / 2] : [0]) {
      const placed = outlines.map((outline) =>
        outline.map(([u, v]): Spot => {
          const right = cell * pitch + u * scale + shift;
          const up = v * scale;
          return [
            x + right * Math.cos(turn) - up * Math.sin(turn),
            baseline - right * Math.sin(turn) - up * Math.cos(turn),
          ];
        }),
      );
      fillOutlines(canvas, placed, colour, alpha);
    }
  }
}

function glyph(character: string): Spot[][] {
  const known = flattened.get(character);
  if (known) return known;
  const outlines: Spot[][] = [];
  for (const [, command, numbers = ""] of (OCR_B[character] ?? "").matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const values = numbers.split(" ").map(Number);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
    if (command === "M") outlines.push([[a, b]]);
    const outline = outlines.at(-1) ?? [];
    if (command === "L") outline.push([a, b]);
    if (command === "C") outline.push(...curve(outline.at(-1) ?? [0, 0], [a, b], [c, d], [e, f]));
  }
  flattened.set(character, outlines);
  return outlines;
}

/** Points on a cubic Bézier curve after its start. */
function curve(start: Spot, first: Spot, second: Spot, end: Spot): Spot[] {
  return Array.from({ length: PIECES }, (_, index) => {
    const t = (index + 1) / PIECES;
    const s = 1 - t;
    const at = (axis: 0 | 1) =>
      s ** 3 * start[axis] + 3 * s * s * t * first[axis] + 3 * s * t * t * second[axis] + t ** 3 * end[axis];
    return [at(0), at(1)];
  });
}
