import type { DocumentType } from "../document-type.ts";
import type { Candidate, FieldSource } from "./candidates.ts";
import { isCutName, sameName } from "./name-forms.ts";

export type Resolution = "equivalent_transliteration" | "equivalent_truncation" | "different";

export interface Conflict {
  field: string;
  values: { source: FieldSource; value: string }[];
  resolution: Resolution;
}

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

  const fields: Record<string, Candidate> = {};
  const conflicts: Conflict[] = [];
  let compared = 0;
  for (const [field, values] of byField) {
    const best = values.find((one) => one.checkDigit !== "fail") ?? values[0];
    if (!best) continue;
    fields[field] = best;
    const others = values.filter((one) => one.source !== best.source);
    compared += others.length;
    const resolutions = others.flatMap((other) => resolve(field, best, other) ?? []);
    if (resolutions.length === 0) continue;
    conflicts.push({
      field,
      values: [best, ...others].map(({ source, value }) => ({ source, value })),
      resolution: WORST_FIRST.find((resolution) => resolutions.includes(resolution)) ?? "different",
    });
  }
  const fullName = fullNameOf(fields);
  if (fullName && !fields.fullName) fields.fullName = fullName;
  const missing = documentType ? EXPECTED[documentType].filter((field) => !fields[field]) : [];
  return { fields, conflicts, missing, compared };
}

const WORST_FIRST: readonly Resolution[] = [
  "different",
  "equivalent_truncation",
  "equivalent_transliteration",
];

/** Fields whose values are codes, dates or numbers: there, only spacing and capitals may differ. */
const EXACT = /^(date|sex|nationality|.*Number$|height|blood)/;

/** How two values that are not the same text agree; null when they are the same. */
function resolve(field: string, one: Candidate, other: Candidate): Resolution | null {
  if (one.value === other.value) return null;
  if (EXACT.test(field)) return squashed(one.value) === squashed(other.value) ? null : "different";
  if (sameName(one.value, other.value)) return "equivalent_transliteration";
  const cut =
    (one.truncated && isCutName(one.value, other.value)) ||
    (other.truncated && isCutName(other.value, one.value));
  return cut ? "equivalent_truncation" : "different";
}

const squashed = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

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
