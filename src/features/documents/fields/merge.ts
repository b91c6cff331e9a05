import type { DocumentType } from "../document-type.ts";
import type { Candidate } from "./candidates.ts";
import type { Conflict, Resolution } from "./conflict.ts";
import { doubted, settleTogether } from "./misread.ts";
import { isCutName, sameName } from "./name-forms.ts";

export interface MergedFields {
  /** By field, the value of the most trustworthy source. */
  fields: Record<string, Candidate>;
  conflicts: Conflict[];
  /** Fields that this type of document should have and that no source gave. */
  missing: string[];
  /** How many values of different sources were held against each other. */
  compared: number;
}

const IDENTITY = ["familyName", "givenNames", "documentNumber", "dateOfBirth", "sex"];
const EXPECTED: Readonly<Record<DocumentType, readonly string[]>> = {
  passport: [...IDENTITY, "nationality", "dateOfExpiry"],
  visa: [...IDENTITY, "nationality", "dateOfExpiry"],
  id_card: [...IDENTITY, "dateOfExpiry"],
  residence_permit: [...IDENTITY, "nationality", "dateOfExpiry"],
  driving_licence: [...IDENTITY, "dateOfIssue", "dateOfExpiry"],
};

/** Decides one value a field, and tells where the sources disagree and whether that means anything. */
export function mergeFields(found: readonly Candidate[], documentType: DocumentType | null): MergedFields {
  const byField = new Map<string, Candidate[]>();
  for (const one of found) byField.set(one.field, [...(byField.get(one.field) ?? []), one]);

  heldWhole(byField);
  const fields: Record<string, Candidate> = {};
  const conflicts: Conflict[] = [];
  let compared = 0;
  for (const [field, values] of byField) {
    const best = values.find((one) => one.checkDigit !== "fail") ?? values[0];
    if (!best) continue;
    fields[field] = best;
    const others = values.filter((one) => one.source !== best.source);
    const resolutions = others.flatMap((other) => {
      const plain = resolve(field, best, other);
      return plain === "different" ? doubted(field, best, other, byField) : (plain ?? []);
    });
    // A value that was probably misread says nothing, neither for nor against.
    compared += others.length - resolutions.filter((resolution) => resolution === "likely_misread").length;
    if (resolutions.length === 0) continue;
    conflicts.push({
      field,
      values: [best, ...others].map(({ source, value }) => ({ source, value })),
      resolution: WORST_FIRST.find((resolution) => resolutions.includes(resolution)) ?? "different",
    });
  }
  settleTogether(conflicts);
  const fullName = fullNameOf(fields);
  if (fullName && !fields.fullName) fields.fullName = fullName;
  const missing = documentType ? EXPECTED[documentType].filter((field) => !fields[field]) : [];
  return { fields, conflicts, missing, compared };
}

const WORST_FIRST: readonly Resolution[] = [
  "different",
  "uncertain",
  "likely_misread",
  "equivalent_truncation",
  "equivalent_transliteration",
];

/** Fields whose values are codes, dates or numbers: there, only spacing and capitals may differ. */
const EXACT = /^(date|sex|nationality|.*Number$|height|blood)/;

/** How two values that are not the same text agree; null when they are the same. */
function resolve(field: string, one: Candidate, other: Candidate): Resolution | null {
  if (one.value === other.value) return null;
  if (EXACT.test(field) && isSameCode(field, one.value, other.value)) return null;
  if (field === "documentNumber" && (isCutNumber(one, other) || isCutNumber(other, one)))
    return "equivalent_truncation";
  if (EXACT.test(field)) return "different";
  if (sameName(one.value, other.value)) return "equivalent_transliteration";
  const cut =
    (one.truncated && isCutName(one.value, other.value)) ||
    (other.truncated && isCutName(other.value, one.value));
  return cut ? "equivalent_truncation" : "different";
}

/** Equal but for spacing; of dates as far as both are printed, and of numbers but for a check digit behind a hyphen. */
function isSameCode(field: string, one: string, other: string): boolean {
  if (squashed(one) === squashed(other)) return true;
  if (field.startsWith("date")) return one.startsWith(other) || other.startsWith(one);
  const bare = (number: string) => squashed(number.replace(/-[0-9A-Z]$/, ""));
  return field.endsWith("Number") && (bare(one) === squashed(other) || squashed(one) === bare(other));
}

/** An MRZ has room for nine characters of a number, and visas leave the others out. */
const MRZ_NUMBER_LENGTH = 9;
const isCutNumber = (zone: Candidate, print: Candidate): boolean =>
  zone.source === "mrz" &&
  print.source === "viz" &&
  zone.value.length === MRZ_NUMBER_LENGTH &&
  squashed(print.value).startsWith(zone.value);

const squashed = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** A card that prints the whole name on one line is held against the parts that a machine reads. */
function heldWhole(byField: Map<string, Candidate[]>): void {
  const printed = byField.get("fullName");
  const proven = (field: string) => byField.get(field)?.find(({ source }) => source !== "viz");
  const [familyName, givenNames] = [proven("familyName"), proven("givenNames")];
  if (!printed || !familyName || !givenNames || printed.some(({ source }) => source !== "viz")) return;
  const whole = fullNameOf({ familyName, givenNames });
  if (whole) byField.set("fullName", [whole, ...printed]);
}

/** Given names and family name in one, as most people write it. */
function fullNameOf(fields: Record<string, Candidate>): Candidate | null {
  const { givenNames, familyName } = fields;
  if (!familyName) return null;
  if (!givenNames) return { ...familyName, field: "fullName" };
  return {
    ...familyName,
    field: "fullName",
    value: `${givenNames.value} ${familyName.value}`,
    raw: `${givenNames.raw} ${familyName.raw}`,
    confidence: Math.min(givenNames.confidence, familyName.confidence),
    truncated: givenNames.truncated || familyName.truncated,
    // Two places at once; each part has its own.
    region: null,
  };
}
