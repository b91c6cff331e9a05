import type { Colour } from "./canvas.ts";
import { INK, LABEL_INK } from "./page.ts";
import { SANS_FACE, textWidth } from "./print-face.ts";

export interface PrintedField {
  label: string;
  /** The value, line by line. */
  lines: readonly string[];
  /** Where the value stands, seen from its label. */
  place: "under" | "right" | "above";
}

/** Heights of capitals in mm on a card, as Latin American cards print them. */
const LABEL_MM = 1.25;
const VALUE_MM = 1.95;
/** Between the lines of print, as a share of a capital: descenders and marks need room. */
const LEADING = 0.65;

interface BlockText {
  content: string;
  x: number;
  baseline: number;
  height: number;
  ink: Colour;
}

/** A field's label and value as texts in mm from its own corner; `size` enlarges all. */
export function layField(
  { label, lines, place }: PrintedField,
  size: number,
): { texts: BlockText[]; width: number; height: number } {
  const labelCap = LABEL_MM * size;
  const valueCap = VALUE_MM * size;
  const labelWidth = textWidth(label, SANS_FACE, labelCap);
  const valueLeft = place === "right" ? labelWidth + valueCap : 0;
  const labelText = (baseline: number): BlockText => ({
    content: label,
    x: 0,
    baseline,
    height: labelCap,
    ink: LABEL_INK,
  });
  const texts: BlockText[] = [];
  let y = 0;
  const printLabel = () => {
    y += labelCap * (1 + LEADING / 2);
    texts.push(labelText(y));
    y += labelCap * LEADING;
  };
  if (place === "under") printLabel();
  for (const [index, content] of lines.entries()) {
    y += valueCap * (1 + LEADING / 2);
    texts.push({ content, x: valueLeft, baseline: y, height: valueCap, ink: INK });
    if (place === "right" && index === 0) texts.unshift(labelText(y));
    y += (valueCap * LEADING) / 2;
  }
  if (place === "above") printLabel();
  const valueWidth = Math.max(0, ...lines.map((line) => textWidth(line, SANS_FACE, valueCap)));
  return {
    texts,
    width: place === "right" ? valueLeft + valueWidth : Math.max(labelWidth, valueWidth),
    height: y + valueCap * 0.35,
  };
}
