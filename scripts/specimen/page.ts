import { blend, type Canvas, createCanvas, fillRectangle } from "./canvas.ts";
import { type CropArea, crop, middleOf } from "./crop.ts";
import { drawText, type Lettering } from "./lettering.ts";
import { OCR_B_ADVANCE, OCR_B_CAP_HEIGHT } from "./ocr-b.ts";
import { OCR_B_FACE, SANS_FACE } from "./print-face.ts";

export const INK = [28, 30, 48] as const;
export const LABEL_INK = [60, 95, 110] as const;
export const RED_INK = [170, 40, 50] as const;

/** OCR-B size 1: ten characters an inch (ICAO 9303-3 §4.1, ISO 1073-2). */
const MRZ_PITCH_MM = 2.54;
export const MRZ_CAP_MM = (MRZ_PITCH_MM * OCR_B_CAP_HEIGHT) / OCR_B_ADVANCE;
/** Lines are a quarter of an inch apart (ICAO 9303-4 to 9303-7 §4.2). */
export const MRZ_LINE_MM = 6.35;

/** Where things stand on a page, in millimetres from its left and top edge. */
export interface PagePrinter {
  /** Prints a line whose capitals are `height` mm high. */
  text(text: string, x: number, baseline: number, height: number, style?: Partial<Lettering>): void;
  mrz(lines: readonly string[], left: number, lastCentreLine: number): void;
  portrait(picture: Canvas, x: number, y: number, width: number, height: number): void;
}

export function pagePrinter(canvas: Canvas, pxPerMm: number, heightMm: number): PagePrinter {
  const px = (mm: number) => mm * pxPerMm;
  const text: PagePrinter["text"] = (content, x, baseline, height, style = {}) =>
    drawText(canvas, content, {
      face: SANS_FACE,
      x: px(x),
      baseline: px(baseline),
      capHeight: px(height),
      colour: INK,
      ...style,
    });
  return {
    text,
    mrz(lines, left, lastCentreLine) {
      for (const [index, line] of lines.entries()) {
        const centre = heightMm - lastCentreLine - (lines.length - 1 - index) * MRZ_LINE_MM;
        drawText(canvas, line, {
          face: OCR_B_FACE,
          x: px(left),
          baseline: px(centre + MRZ_CAP_MM / 2),
          capHeight: px(MRZ_CAP_MM),
          colour: [20, 20, 24],
        });
      }
    },
    portrait(picture, x, y, width, height) {
      const area: CropArea = middleOf(picture, width / height);
      const print = crop(picture, area, Math.round(px(width)), Math.round(px(height)));
      for (let row = 0; row < print.height; row++) {
        for (let column = 0; column < print.width; column++) {
          const at = (row * print.width + column) * 4;
          const [red = 0, green = 0, blue = 0] = print.data.subarray(at, at + 3);
          // A touch of the paper shows through, as with a laminated print.
          blend(canvas, Math.round(px(x)) + column, Math.round(px(y)) + row, [red, green, blue], 0.97);
        }
      }
    },
  };
}
/** The page on a plain grey table with a soft shadow, with the faint grain of a sensor. */
export function onTable(page: Canvas, marginPx: number): Canvas {
  const table = createCanvas(page.width + 2 * marginPx, page.height + 2 * marginPx, [96, 98, 102]);
  for (let shade = 6; shade > 0; shade--) {
    fillRectangle(
      table,
      marginPx - shade + 3,
      marginPx - shade + 4,
      page.width + 2 * shade,
      page.height + 2 * shade,
      [40, 40, 44],
      0.12,
    );
  }
  for (let y = 0; y < page.height; y++) {
    const row = page.data.subarray(y * page.width * 4, (y + 1) * page.width * 4);
    table.data.set(row, ((y + marginPx) * table.width + marginPx) * 4);
  }
  let seed = 9303;
  for (let at = 0; at < table.data.length; at += 4) {
    // A linear congruential generator: the same specimen is the same file, every time.
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const grain = ((seed >>> 24) / 255 - 0.5) * 5;
    for (let channel = 0; channel < 3; channel++)
      table.data[at + channel] = (table.data[at + channel] as number) + grain;
  }
  return table;
}
