import { drawSecurityBackground } from "./background.ts";
import { type Canvas, createCanvas, fillRectangle } from "./canvas.ts";
import { CARD_SIZES, type CardSize } from "./card-sizes.ts";
import { layField, type PrintedField } from "./field-block.ts";
import { MRZ_LINE_MM, pagePrinter, RED_INK } from "./page.ts";
import { SANS_FACE, textWidth } from "./print-face.ts";
import { drawSymbol, type PrintedSymbol } from "./symbols.ts";

export interface CardSide {
  /** Issuer, title and whatever else stands there without being a field. */
  headings: readonly string[];
  portrait: boolean;
  fields: readonly PrintedField[];
  mrz: readonly string[];
  symbols: readonly PrintedSymbol[];
}

const INK_BLUE = [25, 75, 90] as const;
const MARK = "SPECIMEN / MUESTRA";
export const EDGE_MM = 4;
const HEADING_MM = 1.9;
/** From one heading's baseline to the next, and room above and below the print of the MRZ. */
const HEADING_LINE_MM = 3.1;
const MRZ_ROOM_MM = 4;
/** Sizes of the fields' print, the first that fits; under the last the card is too full. */
const FIELD_SIZES = [1, 0.9, 0.8, 0.7, 0.62] as const;

const papers = new Map<string, Canvas>();

/** Security print of a size; drawn once, as it takes longer than all the rest. */
function paper(size: CardSize, pxPerMm: number): Canvas {
  const name = `${size} ${pxPerMm}`;
  const { width, height } = CARD_SIZES[size];
  let known = papers.get(name);
  if (!known) {
    known = createCanvas(Math.round(width * pxPerMm), Math.round(height * pxPerMm), [240, 240, 236]);
    drawSecurityBackground(known);
    papers.set(name, known);
  }
  return { ...known, data: known.data.slice() };
}

/**
 * One side of a card or page, at the given resolution: headings, portrait, and the fields in the order given, as many
 * beside each other as fit; symbols and the MRZ at the foot. The same plain arrangement for every issuer: nobody's
 * design is imitated, and every side says that it is a specimen.
 */
export function drawSide(side: CardSide, size: CardSize, portrait: Canvas | null, pxPerMm: number): Canvas {
  const { width, height, mrzLeft, mrzLast, large } = CARD_SIZES[size];
  const canvas = paper(size, pxPerMm);
  const page = pagePrinter(canvas, pxPerMm, height);
  const px = (mm: number) => mm * pxPerMm;

  let bottom = height - 1.5;
  if (side.mrz.length > 0) {
    bottom = height - mrzLast - (side.mrz.length - 1) * MRZ_LINE_MM - MRZ_ROOM_MM;
    // The zone for machines stays nearly white, so that nothing stands behind its print.
    fillRectangle(canvas, 0, px(bottom), canvas.width, canvas.height - px(bottom), [252, 252, 250], 0.78);
    page.mrz(side.mrz, mrzLeft, mrzLast);
  }
  const markHeight = 1.7 * large;
  const markWidth = textWidth(MARK, SANS_FACE, markHeight);
  page.text(MARK, width - markWidth - EDGE_MM, 4.6 * large, markHeight, { bold: 0.6, colour: RED_INK });
  for (const [index, heading] of side.headings.entries()) {
    const room = width - 2 * EDGE_MM - (index === 0 ? markWidth + 4 : 0);
    const wide = textWidth(heading, SANS_FACE, HEADING_MM * large);
    const cap = HEADING_MM * large * Math.min(1, room / wide);
    page.text(heading, EDGE_MM, (4.6 + index * HEADING_LINE_MM) * large, cap, {
      bold: 0.6,
      colour: INK_BLUE,
    });
  }
  const top = (5.6 + Math.max(0, side.headings.length - 1) * HEADING_LINE_MM) * large + 1;

  let left = EDGE_MM;
  let right = width - EDGE_MM;
  for (const symbol of side.symbols) {
    if (symbol.width > symbol.height * 1.5) {
      const strip = Math.min(17, (bottom - top) * 0.45);
      bottom -= printSymbol(symbol, EDGE_MM, bottom - strip - 0.5, width - 2 * EDGE_MM, strip) + 1.5;
    } else {
      const square = Math.min(26, bottom - top);
      printSymbol(symbol, right - square, top, square, square);
      right -= square + 2;
    }
  }
  if (side.portrait) {
    const high = Math.min(28.3 * large, bottom - top - 0.5);
    const wide = high / 1.2857;
    if (portrait) page.portrait(portrait, EDGE_MM, top, wide, high);
    else fillRectangle(canvas, px(EDGE_MM), px(top), px(wide), px(high), [205, 212, 214]);
    // Across the chest: over the face it would be what a comparison of faces looks at.
    page.text("SPECIMEN", EDGE_MM + 1, top + high - 1, wide / 9, { colour: RED_INK, alpha: 0.6, bold: 0.6 });
    left += wide + 3.5;
  }
  const print = FIELD_SIZES.map((size) =>
    layFields(side.fields, left, top, right, bottom, size * large),
  ).find(Boolean);
  if (!print) throw new Error("the fields do not fit the card");
  for (const { content, x, baseline, height: cap, ink } of print)
    page.text(content, x, baseline, cap, { colour: ink });
  return canvas;

  function printSymbol(symbol: PrintedSymbol, x: number, y: number, wide: number, high: number): number {
    return drawSymbol(canvas, symbol, { x: px(x), y: px(y), width: px(wide), height: px(high) }) / pxPerMm;
  }
}

type LaidText = ReturnType<typeof layField>["texts"][number];

/** Every text of the fields in rows between the given edges; null when there is no room for all. */
function layFields(
  fields: readonly PrintedField[],
  left: number,
  top: number,
  right: number,
  bottom: number,
  size: number,
): LaidText[] | null {
  const texts: LaidText[] = [];
  let x = left;
  let y = top;
  let rowHeight = 0;
  for (const field of fields) {
    const block = layField(field, size);
    if (x > left && x + block.width > right) {
      x = left;
      y += rowHeight;
      rowHeight = 0;
    }
    if (y + block.height > bottom || x + block.width > right) return null;
    for (const text of block.texts) texts.push({ ...text, x: x + text.x, baseline: y + text.baseline });
    rowHeight = Math.max(rowHeight, block.height);
    // Columns a third of the room wide, so that fields stand under each other.
    const column = (right - left) / 3;
    x = left + Math.ceil((x - left + block.width + 2) / column) * column;
  }
  return texts;
}
