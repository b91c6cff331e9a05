import { checkDigit } from "../../src/kernel/mrz-format.ts";
import type { Holder } from "./holder.ts";

const field = (text: string, length: number) => mrzText(text).padEnd(length, "<").slice(0, length);
const mrzDate = (date: string) => date.replaceAll("-", "").slice(2);
const mrzSex = (sex: Holder["sex"]) => (sex === "X" ? "<" : sex);

/** Capitals without marks, fillers for the rest (ICAO 9303-3 §4.1, §6 A). */
function mrzText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/['’]/g, "")
    .replace(/[^A-Z0-9]/g, "<");
}

const names = ({ familyName, givenNames }: Holder, length: number) =>
  `${mrzText(familyName)}<<${mrzText(givenNames)}`.padEnd(length, "<").slice(0, length);

/** The two lines of a passport's MRZ with their check digits (ICAO 9303-4 §4.2.2). */
export function td3Lines(holder: Holder, state: string): [string, string] {
  const number = field(holder.documentNumber, 9);
  const birth = mrzDate(holder.dateOfBirth);
  const expiry = mrzDate(holder.dateOfExpiry);
  const personal = field(holder.personalNumber, 14);
  const numberPart = number + checkDigit(number);
  const datePart = birth + checkDigit(birth);
  const rest = expiry + checkDigit(expiry) + personal + checkDigit(personal);
  const composite = checkDigit(numberPart + datePart + rest);
  const second = `${numberPart}${field(holder.nationality, 3)}${datePart}${mrzSex(holder.sex)}${rest}${composite}`;
  return [`P<${field(state, 3)}${names(holder, 39)}`, second];
}

/** The three lines of an identity card's MRZ with their check digits (ICAO 9303-5 §4.2.2). */
export function td1Lines(holder: Holder, state: string): [string, string, string] {
  const number = field(holder.documentNumber, 9);
  const first = `I<${field(state, 3)}${number}${checkDigit(number)}${field(holder.personalNumber, 15)}`;
  const birth = mrzDate(holder.dateOfBirth);
  const expiry = mrzDate(holder.dateOfExpiry);
  const dates = [birth + checkDigit(birth), expiry + checkDigit(expiry)] as const;
  const optional = "<".repeat(11);
  const composite = checkDigit(first.slice(5) + dates.join("") + optional);
  const second = `${dates[0]}${mrzSex(holder.sex)}${dates[1]}${field(holder.nationality, 3)}${optional}${composite}`;
  return [first, second, names(holder, 30)];
}

/** The same line with its last check digit off by one, as a forger's or a printer's slip. */
export function withWrongLastDigit(line: string): string {
  const digit = Number(line.at(-1));
  return `${line.slice(0, -1)}${(digit + 1) % 10}`;
}
