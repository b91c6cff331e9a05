import { checkDigit } from "../../src/kernel/mrz-format.ts";
import type { Holder } from "./holder.ts";

const field = (text: string, length: number) => mrzText(text).padEnd(length, "<").slice(0, length);
const mrzDate = (date: string) => date.replaceAll("-", "").slice(2);
const mrzSex = (sex: Holder["sex"]) => (sex === "X" ? "<" : sex);
const withDigit = (text: string) => text + checkDigit(text);

/** Letters whose form in an MRZ is more than the letter without its mark (ICAO 9303-3 §6 A). */
const SPELT: Readonly<Record<string, string>> = {
  Ä: "AE",
  Ö: "OE",
  Ü: "UE",
  ß: "SS",
  Æ: "AE",
  Ø: "OE",
  Å: "AA",
};

/** Capitals without marks, fillers for the rest (ICAO 9303-3 §4.1, §6 A); Ñ is N here, as Spain and Latin America print. */
function mrzText(text: string): string {
  return text
    .normalize("NFC")
    .toUpperCase()
    .replace(/[ÄÖÜÆØÅß]/g, (letter) => SPELT[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]/g, "")
    .replace(/[^A-Z0-9]/g, "<");
}

const names = ({ familyName, givenNames }: Holder, length: number) =>
  `${mrzText(familyName)}<<${mrzText(givenNames)}`.padEnd(length, "<").slice(0, length);

/** Number, nationality, dates and sex with their digits, as TD2, TD3 and visas have them. */
function personLine(holder: Holder): string {
  const number = withDigit(field(holder.documentNumber, 9));
  const birth = withDigit(mrzDate(holder.dateOfBirth));
  const expiry = withDigit(mrzDate(holder.dateOfExpiry));
  return `${number}${field(holder.nationality, 3)}${birth}${mrzSex(holder.sex)}${expiry}`;
}

/** The two lines of a passport's MRZ with their check digits (ICAO 9303-4 §4.2.2). */
export function td3Lines(holder: Holder, state: string, code = "P"): [string, string] {
  const second = personLine(holder) + withDigit(field(holder.personalNumber, 14));
  const composite = checkDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43));
  return [`${field(code, 2)}${field(state, 3)}${names(holder, 39)}`, second + composite];
}

/** The two lines of a larger card's MRZ (ICAO 9303-6 §4.2.2). */
export function td2Lines(holder: Holder, state: string, code = "I"): [string, string] {
  const second = personLine(holder) + field(holder.personalNumber, 7);
  const composite = checkDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 35));
  return [`${field(code, 2)}${field(state, 3)}${names(holder, 31)}`, second + composite];
}

/** The two lines of a visa: 44 characters on a full page (MRV-A), 36 on a small one (ICAO 9303-7 §4.2.2). */
export function visaLines(holder: Holder, state: string, length: 44 | 36): [string, string] {
  const second = personLine(holder) + field(holder.personalNumber, length - 28);
  return [`V<${field(state, 3)}${names(holder, length - 5)}`, second];
}

/**
 * The three lines of an identity card's MRZ with their check digits (ICAO 9303-5 §4.2.2). A number of more than nine
 * characters goes on in the optional data, its digit after it (note j).
 */
export function td1Lines(
  holder: Holder,
  state: string,
  code = "I",
  optional: { first?: string; second?: string } = {},
): [string, string, string] {
  const { first: optionalFirst = holder.personalNumber, second: optionalSecond = "" } = optional;
  const number = mrzText(holder.documentNumber);
  const head =
    number.length > 9
      ? field(`${number.slice(0, 9)}<${number.slice(9)}${checkDigit(number)}<${optionalFirst}`, 25)
      : withDigit(field(number, 9)) + field(optionalFirst, 15);
  const first = `${field(code, 2)}${field(state, 3)}${head}`;
  const birth = withDigit(mrzDate(holder.dateOfBirth));
  const expiry = withDigit(mrzDate(holder.dateOfExpiry));
  const rest = field(optionalSecond, 11);
  const composite = checkDigit(first.slice(5) + birth + expiry + rest);
  const second = `${birth}${mrzSex(holder.sex)}${expiry}${field(holder.nationality, 3)}${rest}${composite}`;
  return [first, second, names(holder, 30)];
}

/** The lines with the check digit of the date of birth off by one, as a forger's or a printer's slip. */
export function withWrongDigit(lines: readonly string[]): string[] {
  const at = lines.length === 3 ? 6 : 19;
  return lines.map((line, index) =>
    index === 1 ? `${line.slice(0, at)}${(Number(line[at]) + 1) % 10}${line.slice(at + 1)}` : line,
  );
}
