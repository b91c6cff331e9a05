import { drawChipEmblem, drawSecurityBackground } from "./background.ts";
import { type Canvas, createCanvas, fillRectangle, type Spot, strokeCurve } from "./canvas.ts";
import type { Holder, Outcome } from "./holder.ts";
import { td3Lines, withWrongLastDigit } from "./mrz-lines.ts";
import { INK, pagePrinter, RED_INK } from "./page.ts";

/** A passport's data page is 125 × 88 mm (ICAO 9303-4 §2.1). */
const PAGE = { width: 125, height: 88 };
/** The machine readable zone is the lowest 23.2 mm (9303-4 §3). */
const MRZ_ZONE_MM = 23.2;

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/** A date as passports print it: 12 AUG 1994. */
export function printedDate(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${day} ${MONTHS[Number(month) - 1] ?? "???"} ${year}`;
}

/** The data page of a passport of a fictitious state, at the given resolution. */
export function drawPassport(
  holder: Holder,
  state: string,
  portrait: Canvas | null,
  outcome: Outcome,
  pxPerMm: number,
): Canvas {
  const canvas = createCanvas(
    Math.round(PAGE.width * pxPerMm),
    Math.round(PAGE.height * pxPerMm),
    [240, 240, 236],
  );
  drawSecurityBackground(canvas);
  const page = pagePrinter(canvas, pxPerMm, PAGE.height);
  const px = (mm: number) => mm * pxPerMm;

  // The zone for machines stays nearly white, so that nothing stands behind its print.
  fillRectangle(
    canvas,
    0,
    px(PAGE.height - MRZ_ZONE_MM),
    canvas.width,
    px(MRZ_ZONE_MM),
    [252, 252, 250],
    0.78,
  );
  page.text("UTOPIA", 5, 8.4, 4, { bold: 1.4, colour: [25, 75, 90] });
  page.text("PASSPORT", 44, 8.4, 3, { bold: 1, colour: [25, 75, 90] });
  page.text("SPECIMEN", 5, 13.4, 2.2, { bold: 0.8, colour: RED_INK });
  drawChipEmblem(canvas, px(112), px(5), px(8), [150, 110, 40]);

  if (portrait) page.portrait(portrait, 5, 16.5, 35, 45);
  else fillRectangle(canvas, px(5), px(16.5), px(35), px(45), [205, 212, 214]);

  const shown = outcome === "data-mismatch" ? { familyName: "ERICKSEN", givenNames: "ANNIKA" } : holder;
  page.field("TYPE", "P", 44, 12);
  page.field("CODE OF STATE", state, 58, 12);
  page.field("PASSPORT NO", holder.documentNumber, 84, 12);
  page.field("SURNAME", shown.familyName, 44, 18.4);
  page.field("GIVEN NAMES", shown.givenNames, 44, 24.8);
  page.field("NATIONALITY", state === "UTO" ? "UTOPIAN" : holder.nationality, 44, 31.2);
  page.field("PERSONAL NO", holder.personalNumber, 84, 31.2);
  page.field("DATE OF BIRTH", printedDate(holder.dateOfBirth), 44, 37.6);
  page.field("SEX", holder.sex, 84, 37.6);
  page.field("PLACE OF BIRTH", holder.placeOfBirth, 96, 37.6);
  page.field("DATE OF ISSUE", printedDate(holder.dateOfIssue), 44, 44);
  page.field("AUTHORITY", "PASSPORT OFFICE", 84, 44);
  page.field("DATE OF EXPIRY", printedDate(holder.dateOfExpiry), 44, 50.4);
  page.text("HOLDER'S SIGNATURE", 84, 51.7, 1.15, { colour: [60, 95, 110] });
  strokeCurve(canvas, signature(px(86), px(58), px(26)), px(0.28), INK, 0.85);
  page.text("SPECIMEN", 52, 61, 8.5, { colour: RED_INK, alpha: 0.13, angle: 27, bold: 2 });

  const [first, second] = td3Lines(holder, state);
  // Centre lines 9.40 and 15.75 mm above the lower edge, first character 6 mm from the left (9303-4 §4.2).
  page.mrz([first, outcome === "bad-check-digit" ? withWrongLastDigit(second) : second], 6.6, 9.4);
  return canvas;
}

/** A scribble that nobody signs with. */
function* signature(x: number, y: number, width: number): Generator<Spot> {
  for (let t = 0; t <= 1; t += 0.0012) {
    const loops = Math.sin(t * 34) * (1 - t * 0.75);
    yield [x + width * (t + 0.035 * Math.cos(t * 34)), y - width * (0.1 * loops + 0.05 * Math.sin(t * 5))];
  }
}
