import type { Canvas } from "../specimen/canvas.ts";
import { type CardSide, drawSide, EDGE_MM } from "../specimen/card.ts";
import { CARD_SIZES, type CardSize } from "../specimen/card-sizes.ts";
import type { Holder } from "../specimen/holder.ts";
import { identityOf } from "../specimen/identity.ts";
import { td1Lines, td2Lines, td3Lines, visaLines } from "../specimen/mrz-lines.ts";
import type { Draw } from "../specimen/seeded.ts";
import { specimenType } from "../specimen/specimen-layouts.ts";
import { aamvaText, coCedulaBytes } from "../specimen/symbol-contents.ts";
import { makeSymbol } from "../specimen/symbols.ts";

/** What a photograph shows, and what a reader should find on it. */
export interface Subject {
  kind: "TD1" | "TD2" | "TD3" | "MRVA" | "MRVB" | "aamva" | "co_cedula";
  size: CardSize;
  side: CardSide;
  mrz: readonly string[];
  /** The content of the symbol, byte by byte. */
  symbol: Uint8Array | null;
  /** Modules across the symbol, quiet zone included. */
  modules: number;
}

const FAMILY =
  "ERIKSSON,NAKAMURA,O'CONNOR,GARCÍA LÓPEZ,MUSTERMANN,N'DIAYE,VAN DER BERG,KOWALSKA,HERNÁNDEZ,ZHANG,IVANOVA,AL-RASHID,QUISPE MAMANI,SZÉKELY,ÑÁÑEZ,GONÇALVES,ÖZTÜRK,SVENSSON,WU,DOS SANTOS SILVA".split(
    ",",
  );
const GIVEN =
  "ANNA,MARÍA,JOSÉ,LUIS,WEI,FATOU,JAN,KATARZYNA,YUKI,OLGA,OMAR,BEATRIZ,ZOLTÁN,HUGO,XIMENA,INGRID,JEAN-PIERRE,SOFÍA,IÑAKI,GUADALUPE".split(
    ",",
  );
/** Not France: two lines of 36 from there follow its own layout of 1988. */
const STATES = [
  "UTO",
  "UTO",
  "D",
  "COL",
  "ESP",
  "SWE",
  "MEX",
  "PER",
  "CHN",
  "USA",
  "BRA",
  "ARG",
  "CHL",
] as const;
const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

const letters = (draw: Draw, length: number, from = ALPHANUMERIC): string =>
  Array.from({ length }, () => draw.oneOf([...from])).join("");
const day = (draw: Draw, from: number, to: number): string =>
  [draw.whole(from, to), draw.whole(1, 12), draw.whole(1, 28)]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

function someone(draw: Draw): Holder {
  const number = draw.unit() < 0.5 ? ALPHANUMERIC : "0123456789";
  return {
    familyName: draw.oneOf(FAMILY),
    givenNames: Array.from({ length: draw.whole(1, 3) }, () => draw.oneOf(GIVEN)).join(" "),
    nationality: draw.oneOf(STATES),
    dateOfBirth: day(draw, 1930, 2020),
    sex: draw.oneOf(["F", "M", "F", "M", "X"] as const),
    placeOfBirth: "ZENITH",
    documentNumber: letters(draw, draw.oneOf([9, 9, 9, 8, 7]), number),
    personalNumber: draw.unit() < 0.5 ? letters(draw, draw.whole(5, 12)) : "",
    dateOfIssue: day(draw, 2015, 2024),
    dateOfExpiry: day(draw, 2027, 2039),
    address: "CALLE 12 34-56, ZENITH",
    bloodType: "O+",
    heightCm: String(draw.whole(150, 195)),
  };
}

const fieldsOf = (holder: Holder): CardSide["fields"] =>
  [
    ["SURNAME / APELLIDOS", holder.familyName],
    ["GIVEN NAMES / NOMBRES", holder.givenNames],
    ["DATE OF BIRTH", holder.dateOfBirth],
    ["DOCUMENT NO", holder.documentNumber],
  ].map(([label = "", value = ""]) => ({ label, lines: [value], place: "under" as const }));

const SIZES = { TD1: "ID1", TD2: "ID2", TD3: "ID3", MRVA: "MRVA", MRVB: "MRVB" } as const;
const KINDS = ["TD1", "TD2", "TD3", "TD3", "MRVA", "MRVB"] as const;
/** Of six photographs one is of a barcode. */
const BARCODE_SHARE = 1 / 6;

/** A document of an invented person with an MRZ or a PDF417. */
export async function drawSubject(draw: Draw): Promise<Subject> {
  const holder = someone(draw);
  const state = draw.oneOf(STATES);
  const plain = {
    headings: ["UTOPIA", "DOCUMENT"],
    portrait: true,
    fields: fieldsOf(holder),
    mrz: [],
    symbols: [],
  };
  if (draw.unit() < BARCODE_SHARE) {
    const kind = draw.oneOf(["aamva", "co_cedula"] as const);
    const layout = specimenType(kind === "aamva" ? "us-driving-licence" : "co-cedula-amarilla")?.layout;
    if (!layout) throw new Error(`no layout for ${kind}`);
    const told = {
      ...holder,
      documentNumber: letters(draw, 9, "123456789"),
      sex: draw.oneOf(["F", "M"] as const),
    };
    const identity = identityOf(layout, state, new Date(0), "valid", told);
    const content = kind === "aamva" ? Buffer.from(aamvaText(identity)) : coCedulaBytes(identity);
    const symbol = await makeSymbol(
      "PDF417",
      kind === "aamva" ? content.toString() : content,
      kind === "aamva" ? 12 : 18,
    );
    const side = { ...plain, portrait: false, fields: fieldsOf(holder).slice(0, 2), symbols: [symbol] };
    return { kind, size: "ID1", side, mrz: [], symbol: content, modules: symbol.width };
  }
  const kind = draw.oneOf(KINDS);
  const mrz = linesOf(kind, holder, state, draw);
  const side = kind === "TD1" ? { ...plain, portrait: false, fields: [], mrz } : { ...plain, mrz };
  return { kind, size: SIZES[kind], side, mrz, symbol: null, modules: 0 };
}

function linesOf(kind: (typeof KINDS)[number], holder: Holder, state: string, draw: Draw): readonly string[] {
  if (kind === "TD1") {
    // One number in four is longer than the nine places it has (9303-5, note j).
    const long = draw.unit() < 0.25;
    const documentNumber = long
      ? holder.documentNumber.padEnd(9, "0") + letters(draw, draw.whole(1, 5))
      : holder.documentNumber;
    const optional = {
      first: long ? "" : holder.personalNumber,
      second: draw.unit() < 0.3 ? letters(draw, 9) : "",
    };
    return td1Lines({ ...holder, documentNumber }, state, draw.oneOf(["I", "ID", "AC", "C"]), optional);
  }
  if (kind === "TD2") return td2Lines({ ...holder, personalNumber: "" }, state, draw.oneOf(["I", "ID"]));
  if (kind === "TD3") return td3Lines(holder, state, draw.oneOf(["P", "P", "PO", "PD"]));
  return visaLines(
    kind === "MRVA" ? holder : { ...holder, personalNumber: "" },
    state,
    kind === "MRVA" ? 44 : 36,
  );
}

/** The subject drawn finer than it is photographed, so that a camera has something to average. */
export function drawSheet(
  { side, size, modules }: Subject,
  pxPerMm: number,
): { sheet: Canvas; sheetPxPerMm: number } {
  const sheetPxPerMm = modules === 0 && pxPerMm <= 3 ? 6 : FINE_PX_PER_MM;
  return { sheet: drawSide(side, size, null, sheetPxPerMm), sheetPxPerMm };
}

const FINE_PX_PER_MM = 12;

/** Width of a document in mm. */
export const widthOf = ({ size }: Subject): number => CARD_SIZES[size].width;

/** Width of a module of the symbol, which is printed in whole pixels between the card's edges; null without one. */
export const mmPerModule = (subject: Subject): number | null =>
  subject.modules === 0
    ? null
    : Math.floor(((widthOf(subject) - 2 * EDGE_MM) * FINE_PX_PER_MM) / subject.modules) / FINE_PX_PER_MM;
