import type { Entity, EntityIdentifier, ListDate } from "../lists/entity.ts";

/** What is known of a person beside the name. Dates `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; countries alpha-2. */
export interface SubjectQualifiers {
  birthDate?: string;
  countries?: string[];
  identifiers?: { type?: string; country?: string; number: string }[];
  gender?: "F" | "M" | null;
  /** What kind of subject is asked about; a person is not a ship. */
  type?: "person" | "organisation";
}

/** One reason why a score moved, for the explanation. */
export interface Adjustment {
  code:
    | "BIRTH_DATE_EQUAL"
    | "BIRTH_YEAR_EQUAL"
    | "BIRTH_YEAR_NEAR"
    | "BIRTH_YEAR_DIFFERS"
    | "BIRTH_YEAR_FAR"
    | "COUNTRY_CONFLICT"
    | "GENDER_CONFLICT"
    | "TYPE_CONFLICT"
    | "IDENTIFIER_EQUAL"
    | "SINGLE_WORD_QUERY"
    | "WEAK_ALIAS";
  delta: number;
}

// screening.md: equal +.03, off by two -.08, more -.18; country conflict -.1.
const DELTAS = {
  BIRTH_DATE_EQUAL: 0.04,
  BIRTH_YEAR_EQUAL: 0.03,
  BIRTH_YEAR_NEAR: 0,
  BIRTH_YEAR_DIFFERS: -0.08,
  BIRTH_YEAR_FAR: -0.18,
  COUNTRY_CONFLICT: -0.1,
  GENDER_CONFLICT: -0.05,
  TYPE_CONFLICT: -0.08,
} as const;

/** What the qualifiers say about a hit, and whether one of them bears it out. */
export interface Qualification {
  adjustments: Adjustment[];
  /** Date of birth or an identifier agrees. */
  borneOut: boolean;
  identifierEqual: boolean;
}

/** Compares what is known of the subject with the entry; what either side does not state says nothing. */
export function qualify(subject: SubjectQualifiers, entity: Entity): Qualification {
  const codes: (keyof typeof DELTAS)[] = [];
  const birth = compareBirth(subject.birthDate, entity.birthDates);
  if (birth) codes.push(birth);
  if (conflicts(subject.countries, entity.countries)) codes.push("COUNTRY_CONFLICT");
  if (subject.gender && entity.gender && subject.gender !== entity.gender) codes.push("GENDER_CONFLICT");
  if (isOtherType(subject.type, entity.type)) codes.push("TYPE_CONFLICT");
  const identifierEqual = entity.identifiers.some((listed) =>
    subject.identifiers?.some((own) => isSameIdentifier(own, listed)),
  );
  return {
    adjustments: codes.map((code) => ({ code, delta: DELTAS[code] })),
    borneOut: identifierEqual || birth === "BIRTH_DATE_EQUAL" || birth === "BIRTH_YEAR_EQUAL",
    identifierEqual,
  };
}

function compareBirth(birthDate: string | undefined, listed: ListDate[]): keyof typeof DELTAS | undefined {
  if (!birthDate || listed.length === 0) return undefined;
  const [year = 0, month, day] = birthDate.split("-").map(Number);
  const isSameDay = (date: ListDate) =>
    date.year === year &&
    date.month === month &&
    date.day === day &&
    month !== undefined &&
    day !== undefined;
  if (listed.some(isSameDay)) return "BIRTH_DATE_EQUAL";
  const off = Math.min(...listed.map((date) => yearsOff(year, date)));
  if (off === 0) return "BIRTH_YEAR_EQUAL";
  if (off === 1) return "BIRTH_YEAR_NEAR";
  return off === 2 ? "BIRTH_YEAR_DIFFERS" : "BIRTH_YEAR_FAR";
}

/** Years between a year and a listed date; an approximate date reaches two years to each side. */
function yearsOff(year: number, date: ListDate): number {
  const slack = date.circa ? 2 : 0;
  const from = date.year - slack;
  const to = (date.yearTo ?? date.year) + slack;
  if (year < from) return from - year;
  return year > to ? year - to : 0;
}

const conflicts = (own: string[] | undefined, listed: string[]): boolean =>
  own !== undefined &&
  own.length > 0 &&
  listed.length > 0 &&
  !own.some((country) => listed.includes(country));

function isOtherType(own: SubjectQualifiers["type"], listed: Entity["type"]): boolean {
  if (own === undefined || listed === "unknown") return false;
  return own !== listed;
}

/** Equal when the characters are, whatever the separators; short numbers are shared by too many people. */
function isSameIdentifier(
  own: { type?: string; country?: string; number: string },
  listed: EntityIdentifier,
): boolean {
  const number = compact(own.number);
  if (number.length < 5 || number !== compact(listed.number)) return false;
  return own.country === undefined || listed.country === undefined || own.country === listed.country;
}

const compact = (number: string): string => number.toUpperCase().replace(/[^0-9A-Z]/g, "");
