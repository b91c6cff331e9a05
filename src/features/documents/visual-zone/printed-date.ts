import { editDistance } from "../checks/name-score.ts";
import { DIGIT_OF } from "../digit-lookalikes.ts";
import { fold } from "./fold.ts";

export type DateOrder = "DMY" | "MDY" | "YMD";
export type DateKind = "birth" | "issue" | "expiry";

/** Names of months in Spanish, Portuguese, English and French, whole; three letters or more stand for them. */
const MONTHS: readonly (readonly string[])[] = [
  ["ENERO", "JANEIRO", "JANUARY", "JANVIER"],
  ["FEBRERO", "FEVEREIRO", "FEBRUARY", "FEVRIER"],
  ["MARZO", "MARCO", "MARCH", "MARS"],
  ["ABRIL", "APRIL", "AVRIL"],
  ["MAYO", "MAIO", "MAY", "MAI"],
  ["JUNIO", "JUNHO", "JUNE", "JUIN"],
  ["JULIO", "JULHO", "JULY", "JUILLET"],
  ["AGOSTO", "AUGUST", "AOUT"],
  ["SEPTIEMBRE", "SETIEMBRE", "SETEMBRO", "SEPTEMBER", "SEPTEMBRE"],
  ["OCTUBRE", "OUTUBRO", "OCTOBER", "OCTOBRE"],
  ["NOVIEMBRE", "NOVEMBRO", "NOVEMBER", "NOVEMBRE"],
  ["DICIEMBRE", "DEZEMBRO", "DECEMBER", "DECEMBRE"],
];

const digits = (text: string): string => text.replace(/[ODQILSBZ]/g, (letter) => DIGIT_OF[letter] ?? letter);

/** A part that may be meant as a number: digits, and no more letters among them than a reader confuses. */
const isNumeric = (part: string): boolean => /^[\dODQILSBZ]{1,4}$/.test(part) && /\d/.test(part);

export interface PrintedDate {
  /** `YYYY-MM-DD`; the year alone where no more is printed. */
  value: string;
  /** What stands behind the date in the same text, as its place; as printed. */
  rest: string;
}

/**
 * Reads a day as issuers print it: 12 AUG 1994, 12-AGO-1994, 12 de agosto de 1994, 12 AUG/AOÛT 94, 12.08.1994,
 * 1994-08-12, 12081994, AUG 12 1994; or a span of years (2019 - 2029), of which the last counts. Null for what is no
 * day, or no day that its kind can be.
 * @param order of day, month and year where all are numbers; four digits at the front are a year all the same
 * @param now milliseconds since 1970; tells the century of two digits
 */
export function printedDate(text: string, order: DateOrder, kind: DateKind, now: number): PrintedDate | null {
  const words = text.split(/[\s\-./,'’–—|]+/u).filter((word) => word !== "");
  const parts = words
    .map((word, at) => ({ text: fold(word).replaceAll(" ", ""), at }))
    .filter((part) => part.text !== "" && !/^(DE|DEL|DO|THE|OF)$/.test(part.text));
  for (let start = 0; start < parts.length; start++) {
    const found = dateAt(parts.slice(start), order, kind, now);
    if (found) return { value: found.value, rest: words.slice(found.next).join(" ") };
  }
  const years = /^\D*(\d{4})(?:\D{1,5}(\d{4}))?\D*$/.exec(text);
  const year = years?.[2] ?? years?.[1];
  // A year alone is printed for the end of validity only.
  return year && kind === "expiry" && isYear(Number(year)) ? { value: year, rest: "" } : null;
}

interface Part {
  text: string;
  at: number;
}

function dateAt(parts: readonly Part[], order: DateOrder, kind: DateKind, now: number) {
  const [one, two, three, four] = parts;
  if (!one) return null;
  // Readers drop spaces: 15112024, 15 112024.
  const packed = [one.text, one.text + (two?.text ?? "")].find((text) => /^\d{8}$/.test(text));
  if (packed) {
    const next = (packed === one.text ? one.at : (two?.at ?? one.at)) + 1;
    const [a, b, c] =
      order === "YMD"
        ? [packed.slice(0, 4), packed.slice(4, 6), packed.slice(6)]
        : [packed.slice(0, 2), packed.slice(2, 4), packed.slice(4)];
    return made(order, [a, b, c], kind, now, next);
  }
  if (!two || !three) return null;
  const month = monthOf(two.text);
  if (month && isNumeric(one.text)) {
    // A second language's name of the month may stand behind the first, legible or not: 12 AUG/AOÛT 94.
    const year = /^[A-Z0]{3,}$/.test(three.text) ? four : three;
    return year && isNumeric(year.text)
      ? day(digits(year.text), month, Number(digits(one.text)), kind, now, year.at + 1)
      : null;
  }
  const first = monthOf(one.text);
  if (first && isNumeric(two.text) && isNumeric(three.text))
    return day(digits(three.text), first, Number(digits(two.text)), kind, now, three.at + 1);
  if (![one, two, three].every(({ text }) => isNumeric(text))) return null;
  return made(order, [one.text, two.text, three.text], kind, now, three.at + 1);
}

function made(
  order: DateOrder,
  parts: readonly [string, string, string],
  kind: DateKind,
  now: number,
  next: number,
) {
  const [a, b, c] = parts.map(digits) as [string, string, string];
  if (a.length === 4) return day(a, Number(b), Number(c), kind, now, next);
  if (c.length !== 4 && c.length !== 2) return null;
  return order === "MDY"
    ? day(c, Number(a), Number(b), kind, now, next)
    : day(c, Number(b), Number(a), kind, now, next);
}

/** The month of a name, whole or cut to three letters or more, with one letter wrong in a longer one; 0 for none. */
function monthOf(text: string): number {
  const letters = text.replaceAll("0", "O").replaceAll("1", "I");
  if (!/^[A-Z]{3,}$/.test(letters)) return 0;
  const cut = MONTHS.flatMap((names, at) => (names.some((name) => name.startsWith(letters)) ? [at + 1] : []));
  // JUI may be juin or juillet.
  if (cut.length > 0) return cut.length === 1 ? (cut[0] ?? 0) : 0;
  const near = MONTHS.flatMap((names, at) =>
    names.some((name) =>
      [name, name.slice(0, 3)].some(
        (form) => letters.length === form.length && editDistance(letters, form) === 1,
      ),
    )
      ? [at + 1]
      : [],
  );
  // JUN and JUL are a letter apart: what could be either is neither.
  return near.length === 1 ? (near[0] ?? 0) : 0;
}

/** Years that a living person's document may print. */
const isYear = (year: number): boolean => year >= 1880 && year <= 2120;

function day(yearText: string, month: number, dayOfMonth: number, kind: DateKind, now: number, next: number) {
  const thisYear = new Date(now).getUTCFullYear();
  let year = Number(yearText);
  if (yearText.length === 2) {
    year += Math.floor(thisYear / 100) * 100;
    // A birth and an issue lie in the past; an expiry at most fifty years ahead.
    if (year > thisYear + (kind === "expiry" ? 50 : 0)) year -= 100;
  } else if (yearText.length !== 4) return null;
  if (!isYear(year) || month < 1 || month > 12 || dayOfMonth < 1) return null;
  if (dayOfMonth > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  const value = `${year}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
  const today = new Date(now).toISOString().slice(0, 10);
  if (kind !== "expiry" && value > today) return null;
  return { value, next };
}
