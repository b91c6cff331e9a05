/**
 * The grammar of machine readable zones: which characters may stand where, and what each check digit covers.
 * The reader needs it to know what it may be looking at, the parser to say what the print means; both import it
 * from here. Source: ICAO Doc 9303, 8th edition, parts 3 (§4), 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A, MRV-B); the
 * French identity card of 1988 by the décret n° 87-178 layout of two lines of 36; the French driving licence of 2013 and
 * the Swiss one of 2003 as cheminfo/mrz reads real ones (`frenchDrivingLicenceFields`, `swissDrivingLicenseFields`).
 */

/** Every character that an MRZ may hold (ICAO 9303-3 §4.1), in the order of the net's classes. */
export const MRZ_ALPHABET = "<ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

export type MrzFormat = "TD1" | "TD2" | "TD3" | "MRVA" | "MRVB" | "IDFR" | "DLFR" | "DLCH";

export type MrzCheckName = "documentNumber" | "dateOfBirth" | "dateOfExpiry" | "optionalData" | "composite";

/** Line and half-open column range, both from 0. */
export interface MrzSpan {
  line: number;
  from: number;
  to: number;
}

export interface MrzCheck {
  name: MrzCheckName;
  over: readonly MrzSpan[];
  at: { line: number; column: number };
  /** `empty`: a filler may stand for the digit of an empty field (9303-4 §4.2.2). `long`: a filler announces that
   * the number goes on in the optional data, its digit after it (9303-5 and 9303-6 §4.2.2, note j). */
  filler?: "empty" | "long";
}

export interface MrzLayout {
  format: MrzFormat;
  /** Of the longest line; each line is as long as its classes. */
  lineLength: number;
  /** One character class a column; see `CLASSES`. */
  classes: readonly string[];
  checks: readonly MrzCheck[];
}

/** The characters that each class allows. */
export const MRZ_CLASSES: Readonly<Record<string, string>> = {
  A: "<ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  // Unknown parts of a date are fillers (9303-3 §4.8).
  N: "<0123456789",
  X: MRZ_ALPHABET,
  D: "0123456789",
  O: "<0123456789",
  // Unspecified is a filler here; X stands in the visual zone only (9303-4 §4.2.2.2).
  S: "<FM",
  P: "P",
  V: "V",
  C: "ACI",
  T: "ACIP",
  i: "I",
  d: "D",
  f: "F",
  r: "R",
  a: "A",
  c: "C",
  h: "H",
  e: "E",
  o: "1",
  l: "<",
};

const span = (line: number, from: number, to: number): MrzSpan => ({ line, from, to });
const check = (name: MrzCheckName, line: number, from: number, to: number): MrzCheck => ({
  name,
  over: [span(line, from, to)],
  at: { line, column: to },
});
const dates = [check("dateOfBirth", 1, 13, 19), check("dateOfExpiry", 1, 21, 27)];
const secondLine = `${"X".repeat(9)}DAAA${"N".repeat(6)}DS${"N".repeat(6)}D`;

export const MRZ_LAYOUTS: readonly MrzLayout[] = [
  {
    format: "TD1",
    lineLength: 30,
    classes: [
      `CAAAA${"X".repeat(9)}O${"X".repeat(15)}`,
      `${"N".repeat(6)}DS${"N".repeat(6)}DAAA${"X".repeat(11)}D`,
      "A".repeat(30),
    ],
    checks: [
      { ...check("documentNumber", 0, 5, 14), filler: "long" },
      check("dateOfBirth", 1, 0, 6),
      check("dateOfExpiry", 1, 8, 14),
      {
        name: "composite",
        over: [span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)],
        at: { line: 1, column: 29 },
      },
    ],
  },
  {
    format: "TD2",
    lineLength: 36,
    classes: [
      `T${"A".repeat(35)}`,
      `${"X".repeat(9)}OAAA${"N".repeat(6)}DS${"N".repeat(6)}D${"X".repeat(7)}D`,
    ],
    checks: [
      { ...check("documentNumber", 1, 0, 9), filler: "long" },
      ...dates,
      {
        name: "composite",
        over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)],
        at: { line: 1, column: 35 },
      },
    ],
  },
  {
    format: "TD3",
    lineLength: 44,
    classes: [`P${"A".repeat(43)}`, `${secondLine}${"X".repeat(14)}OD`],
    checks: [
      check("documentNumber", 1, 0, 9),
      ...dates,
      { ...check("optionalData", 1, 28, 42), filler: "empty" },
      {
        name: "composite",
        over: [span(1, 0, 10), span(1, 13, 20), span(1, 21, 43)],
        at: { line: 1, column: 43 },
      },
    ],
  },
  {
    format: "MRVA",
    lineLength: 44,
    classes: [`V${"A".repeat(43)}`, `${secondLine}${"X".repeat(16)}`],
    checks: [check("documentNumber", 1, 0, 9), ...dates],
  },
  {
    format: "MRVB",
    lineLength: 36,
    classes: [`V${"A".repeat(35)}`, `${secondLine}${"X".repeat(8)}`],
    checks: [check("documentNumber", 1, 0, 9), ...dates],
  },
  {
    format: "IDFR",
    lineLength: 36,
    classes: [
      `idfra${"A".repeat(25)}${"X".repeat(6)}`,
      `${"X".repeat(12)}D${"A".repeat(14)}${"N".repeat(6)}DSD`,
    ],
    checks: [
      check("documentNumber", 1, 0, 12),
      check("dateOfBirth", 1, 27, 33),
      { name: "composite", over: [span(0, 0, 36), span(1, 0, 35)], at: { line: 1, column: 35 } },
    ],
  },
  {
    format: "DLFR",
    lineLength: 30,
    classes: [`dofra${"X".repeat(9)}D${"N".repeat(6)}${"A".repeat(8)}D`],
    checks: [check("documentNumber", 0, 0, 14), check("composite", 0, 0, 29)],
  },
  {
    format: "DLCH",
    lineLength: 30,
    classes: [
      `${"X".repeat(6)}All`,
      `fache${"D".repeat(9)}DDDll${"N".repeat(6)}${"l".repeat(5)}`,
      "A".repeat(30),
    ],
    // It has none: nothing in it notices a misread or a change.
    checks: [],
  },
];

/** The layout of a format. */
export function mrzLayout(format: MrzFormat): MrzLayout {
  const found = MRZ_LAYOUTS.find((layout) => layout.format === format);
  if (!found) throw new Error(`no layout for ${format}`);
  return found;
}

/** Of a check digit (ICAO 9303-3 §4.9). */
export const WEIGHTS = [7, 3, 1] as const;

/** The check digit of a text of MRZ characters: weights 7-3-1, modulo 10 (ICAO 9303-3 §4.9). */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const place = MRZ_ALPHABET.indexOf(text[at] as string);
    if (place < 0) return "";
    const value = place === 0 ? 0 : place <= 26 ? place + 9 : place - 27;
    sum += value * (WEIGHTS[at % 3] as number);
  }
  return String(sum % 10);
}

/** A number that goes on in the optional data: its other characters and its check digit (9303-5 §4.2.2, note j). */
export function longNumber(line: string, fillerAt: number): { rest: string; digit: string } | null {
  const found = /^([A-Z0-9]+)([0-9])(?:<|$)/.exec(line.slice(fillerAt + 1));
  return found ? { rest: found[1] as string, digit: found[2] as string } : null;
}

function passes(rule: MrzCheck, lines: readonly string[]): boolean {
  const text = rule.over.map(({ line, from, to }) => lines[line]?.slice(from, to) ?? "").join("");
  const printed = lines[rule.at.line]?.[rule.at.column] ?? "";
  if (printed === "<" && rule.filler === "empty") return /^<*$/.test(text);
  if (printed === "<" && rule.filler === "long") {
    const long = longNumber(lines[rule.at.line] as string, rule.at.column);
    return long !== null && checkDigit(text + long.rest) === long.digit;
  }
  return printed !== "" && checkDigit(text) === printed;
}

/** Whether each check digit of the format agrees with what it covers; lines must have the format's length. */
export function runChecks(layout: MrzLayout, lines: readonly string[]): Map<MrzCheckName, boolean> {
  return new Map(layout.checks.map((rule) => [rule.name, passes(rule, lines)]));
}

/** Whether a check digit covers the place, or it is one itself: elsewhere a misread goes unnoticed. */
export function isProtected(layout: MrzLayout, line: number, column: number): boolean {
  return layout.checks.some(
    ({ over, at }) =>
      (at.line === line && at.column === column) ||
      over.some((part) => part.line === line && column >= part.from && column < part.to),
  );
}
