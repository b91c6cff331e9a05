import type { Candidate } from "../fields/candidates.ts";
import type { MergedFields } from "../fields/merge.ts";
import type { Interpretation } from "../interpret.ts";
import { layoutOf } from "../visual-zone/layout-of.ts";
import { type CheckEntry, entry } from "./entry.ts";

const HOUR_MS = 3_600_000;

/** The day it is, in UTC, as `YYYY-MM-DD`. */
export const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10);

/**
 * A document is good through its last day, which ends last at UTC-12: until then it is not called expired. Of a
 * date printed without day or month, the last possible day counts (ICAO 9303-3 §4.8).
 */
export function judgeExpiry(found: Interpretation, merged: MergedFields, now: number): CheckEntry {
  const expires = merged.fields.dateOfExpiry;
  // The Colombian cédula does not expire and prints no such date.
  const unlimited =
    !found.mrz &&
    (found.barcodes.some(({ parsed }) => parsed.parsedAs === "co_cedula") ||
      layoutOf(found)?.unlimited === true);
  if (!expires) return entry("expiry", unlimited ? "not_applicable" : "inconclusive");
  if (expires.checkDigit === "fail") return entry("expiry", "inconclusive", ["MRZ_CHECK_DIGIT_FAILED"]);
  if (isDoubtful(expires)) return entry("expiry", "inconclusive");
  const today = dayOf(now - 12 * HOUR_MS);
  const expired = expires.value < today.slice(0, expires.value.length);
  return expired ? entry("expiry", "fail", ["DOCUMENT_EXPIRED"]) : entry("expiry", "pass");
}

/** Print that its reader was not sure of decides about nobody. */
const isDoubtful = ({ source, confidence }: Candidate): boolean => source === "viz" && confidence < 0.5;

/** Whole years between two days; a 29 February birthday is counted on 1 March in common years. */
export function ageOn(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4));
  return today.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Whether the holder has reached an age, where one was asked for. */
export function judgeAge(merged: MergedFields, minimumAge: number | null, now: number): CheckEntry {
  if (minimumAge === null) return entry("minimum_age", "not_applicable");
  const born = merged.fields.dateOfBirth;
  if (!born || born.checkDigit === "fail" || born.value.length < 10 || isDoubtful(born))
    return entry("minimum_age", "inconclusive");
  const age = ageOn(born.value, dayOf(now));
  return age >= minimumAge
    ? entry("minimum_age", "pass")
    : entry("minimum_age", "fail", ["UNDER_MINIMUM_AGE"]);
}
