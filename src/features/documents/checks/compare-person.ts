import type { ReasonCode } from "../../../kernel/reasons.ts";
import type { Candidate } from "../fields/candidates.ts";
import type { MergedFields } from "../fields/merge.ts";
import { type CheckEntry, entry } from "./entry.ts";
import { printedNumbers } from "./expected-number.ts";
import { editDistance, nameScore } from "./name-score.ts";

/** What the document should say, told in the request or stored with the user. */
export interface Expected {
  givenNames?: string | undefined;
  familyName?: string | undefined;
  fullName?: string | undefined;
  dateOfBirth?: string | undefined;
  documentNumber?: string | undefined;
  nationality?: string | undefined;
  sex?: string | undefined;
}

/** One misread letter in a name of seven is let through, two are not. */
export const NAME_THRESHOLD = 0.85;

/** From so much likeness on, a name that was only read from print may be the same, misread. */
const MISREAD_NAME = 0.7;

/** One character off what was told, and read from print alone: a misread, as likely as another value. */
const isNearMiss = (told: string, printed: Candidate): boolean => {
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return printed.source === "viz" && editDistance(plain(told), plain(printed.value)) <= 1;
};

/** Holds the document against what is expected of it; the score is that of the least similar name. */
export function comparePerson(expected: Expected, { fields }: MergedFields): CheckEntry {
  const reasons = new Set<ReasonCode>();
  let unread = 0;
  let told = 0;
  let score: number | null = null;
  for (const name of ["givenNames", "familyName", "fullName"] as const) {
    const value = expected[name];
    if (value === undefined) continue;
    told += 1;
    // Brazil's cards print the whole name on one line, which has every part of it.
    const printed = fields[name] ?? fields.fullName;
    if (!printed) {
      unread += 1;
      continue;
    }
    const likeness = nameScore(value, printed.value, printed.truncated);
    if (likeness < NAME_THRESHOLD && likeness >= MISREAD_NAME && printed.source === "viz") {
      unread += 1;
      continue;
    }
    score = Math.min(score ?? 1, likeness);
    if (likeness < NAME_THRESHOLD) reasons.add("NAME_MISMATCH");
  }
  const exact: [keyof Expected, ReasonCode][] = [
    ["dateOfBirth", "DOB_MISMATCH"],
    ["documentNumber", "NUMBER_MISMATCH"],
    ["nationality", "DATA_INCONSISTENT"],
    ["sex", "DATA_INCONSISTENT"],
  ];
  for (const [name, reason] of exact) {
    const value = expected[name];
    if (value === undefined) continue;
    told += 1;
    const printed = fields[name];
    // `X` in an MRZ also means that the issuer did not say (ICAO 9303-4 §4.2.2).
    if (!printed || (name === "sex" && printed.value === "X")) unread += 1;
    else if (!printedAs(name, fields).some((code) => sameCode(value, code))) {
      if (isNearMiss(value, printed)) unread += 1;
      else reasons.add(reason);
    }
  }
  if (told === 0) return entry("data_comparison", "not_applicable");
  const figures = score === null ? {} : { score, threshold: NAME_THRESHOLD };
  if (reasons.size > 0) return entry("data_comparison", "fail", [...reasons], figures);
  return entry("data_comparison", unread > 0 ? "inconclusive" : "pass", [], figures);
}

/**
 * What a user's data lets expect on a document: names and birth date always, the rest where the document prints it
 * (a Colombian cédula has no nationality). What the request itself expects is not let off like that.
 */
export function expectedOfData(told: Expected, { fields }: MergedFields): Expected {
  const { nationality, sex, documentNumber, ...always } = told;
  return {
    ...always,
    ...(fields.nationality ? { nationality } : {}),
    ...(fields.sex && fields.sex.value !== "X" ? { sex } : {}),
    ...(fields.documentNumber ? { documentNumber } : {}),
  };
}

/**
 * The values that a field may be printed as. Cards are numbered by their blank, and print the person's own number
 * as personal number or among the optional data (Colombia's cédula of 2020, the Dutch and Belgian cards).
 */
const printedAs = (name: keyof Expected, fields: MergedFields["fields"]): string[] =>
  name === "documentNumber" ? printedNumbers(fields) : [fields[name]?.value ?? ""];

/** Equal but for spacing and capitals; a date printed in part agrees as far as it goes. */
function sameCode(told: string, printed: string): boolean {
  const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const [one, other] = [plain(told), plain(printed)];
  const partialDate = /^\d{4}(-\d\d)?$/.test(printed) && /^\d{4}-\d\d-\d\d$/.test(told);
  return partialDate ? one.startsWith(other) : one === other;
}
