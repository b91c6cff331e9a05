import { type Canvas, type Colour, fillOutlines, type Spot } from "./canvas.ts";
import type { PrintFace } from "./print-face.ts";

export interface Lettering {
  face: PrintFace;
  /** Left edge of the first character's cell and baseline, in pixels. */
  x: number;
  baseline: number;
  /** Height of a capital letter in pixels. */
  capHeight: number;
  colour: Colour;
  alpha?: number;
  /** Degrees, counter-clockwise about the start of the baseline. */
  angle?: number;
  /** Pixels by which each stroke is widened. */
  bold?: number;
}

/** Prints a text; what the face lacks is left as a space. */
export function drawText(canvas: Canvas, text: string, style: Lettering): void {
  const { face, x, baseline, capHeight, colour, alpha = 1, angle = 0, bold = 0 } = style;
  const scale = capHeight / face.capHeight;
  const turn = (angle * Math.PI) / 180;
  let pen = 0;
  let cell = 0;
  for (const character of face.characters(text)) {
    const advance = face.advance(character);
    // A mark without a width of its own is set over the cell before it.
    const start = advance === 0 ? cell : pen;
    const outlines = face.outlines(character);
    for (const shift of bold > 0 ? [-bold / 2, bold / 2] : [0]) {
      if (outlines.length === 0) break;
      const placed = outlines.map((outline) =>
        outline.map(([u, v]): Spot => {
          const right = (start + u) * scale + shift;
          const up = v * scale;
          return [
            x + right * Math.cos(turn) - up * Math.sin(turn),
            baseline - right * Math.sin(turn) - up * Math.cos(turn),
          ];
        }),
      );
      fillOutlines(canvas, placed, colour, alpha);
    }
    cell = start;
    pen += advance;
  }
}
