import type { DocumentType } from "../document-type.ts";
import type { Candidate } from "../fields/candidates.ts";
import type { MergedFields } from "../fields/merge.ts";
import type { Interpretation } from "../interpret.ts";
import type { IdentifierFacts } from "../national-ids/identifier-rule.ts";
import { type IdentifierJudgement, judgeIdentifier } from "../national-ids/national-ids.ts";
import { type CheckEntry, entry } from "./entry.ts";

/**
 * Which identifiers an issuer prints as a card's own number and as its holder's. Only kinds whose rule proves or
 * tells something; a card's serial number follows none and must not be held against one.
 */
const PRINTED: readonly {
  country: string;
  documentTypes: readonly DocumentType[];
  asDocumentNumber: readonly string[];
  asHolderNumber: readonly string[];
}[] = [
  { country: "ES", documentTypes: ["id_card"], asDocumentNumber: ["DNI"], asHolderNumber: ["DNI"] },
  { country: "ES", documentTypes: ["residence_permit"], asDocumentNumber: ["NIE"], asHolderNumber: ["NIE"] },
  { country: "PT", documentTypes: ["id_card"], asDocumentNumber: ["CC"], asHolderNumber: [] },
  { country: "CL", documentTypes: ["id_card"], asDocumentNumber: [], asHolderNumber: ["RUN"] },
  { country: "UY", documentTypes: ["id_card"], asDocumentNumber: [], asHolderNumber: ["CI"] },
  { country: "EC", documentTypes: ["id_card"], asDocumentNumber: [], asHolderNumber: ["CEDULA"] },
  {
    country: "BR",
    documentTypes: ["id_card", "driving_licence"],
    asDocumentNumber: [],
    asHolderNumber: ["CPF"],
  },
  {
    country: "MX",
    documentTypes: ["id_card", "passport", "driving_licence"],
    asDocumentNumber: ["CURP", "CLAVE_ELECTOR"],
    asHolderNumber: ["CURP", "CLAVE_ELECTOR"],
  },
];

export interface NumberFindings {
  /** `proven`: no such number exists and it was read with proof; `unproven`: it may as well be misread. */
  impossible: "proven" | "unproven" | null;
  /** What the numbers tell agrees with the document's other data; null when there was nothing to compare. */
  agrees: boolean | null;
}

/** Judges the numbers of a document by its issuer's rules, and what they tell against its other fields. */
export function judgeNumbers(found: Interpretation, merged: MergedFields): NumberFindings {
  const findings = judgePrinted(found, merged);
  // No issuer of passports publishes a rule: another form than those that are seen is unusual, not impossible.
  return findings.impossible === null && isUnusualPassport(found, merged)
    ? { ...findings, impossible: "unproven" }
    : findings;
}

function isUnusualPassport(
  { documentType, issuingCountry }: Interpretation,
  { fields }: MergedFields,
): boolean {
  const number = fields.documentNumber?.value;
  if (documentType !== "passport" || issuingCountry === null || number === undefined) return false;
  return judgeIdentifier({ country: issuingCountry, type: "PASSPORT", number }).valid === false;
}

function judgePrinted(found: Interpretation, { fields }: MergedFields): NumberFindings {
  const printed = PRINTED.find(
    ({ country, documentTypes }) =>
      country === found.issuingCountry && documentTypes.some((type) => type === found.documentType),
  );
  if (!printed) return { impossible: null, agrees: null };
  const { country, asDocumentNumber, asHolderNumber } = printed;
  const { documentNumber, personalNumber, optionalData } = fields;
  const told: [Candidate | undefined, readonly string[]][] = [
    [documentNumber, asDocumentNumber],
    [personalNumber, asHolderNumber],
    [optionalData, asHolderNumber],
  ];
  const numbers = told.flatMap(([field, types]) =>
    (field?.value ?? "").split(" ").map((number) => ({
      field,
      judged: types.map((type) => judgeIdentifier({ country, type, number })),
    })),
  );
  const wrong = numbers.filter(({ judged }) => isImpossible(judged));
  const compared = numbers.flatMap(({ field, judged }) =>
    judged.flatMap(({ facts }) => (facts ? agreements(facts, fields, isProven(field)) : [])),
  );
  return {
    impossible:
      wrong.length === 0 ? null : wrong.some(({ field }) => isProven(field)) ? "proven" : "unproven",
    agrees: compared.length === 0 ? null : compared.every(Boolean),
  };
}

const isImpossible = (judged: readonly IdentifierJudgement[]): boolean =>
  judged.some(({ impossible }) => impossible) && judged.every(({ valid }) => valid === false);

/** A symbol's error correction or a check digit of the MRZ vouches for the reading; nothing does in the visual zone. */
const isProven = (field: Candidate | undefined): boolean =>
  field?.source === "barcode" || field?.checkDigit === "pass";

/**
 * Of a number that nothing vouches for the century is not compared: in a CURP it hangs on one character, 0 or O, which
 * readers of print confuse and whose check digit is the same.
 */
function agreements(
  facts: IdentifierFacts,
  { dateOfBirth, sex }: MergedFields["fields"],
  proven: boolean,
): boolean[] {
  const born = dateOfBirth?.value ?? "";
  const isWhole = /^\d{4}-\d\d-\d\d$/.test(born);
  const from = proven ? 0 : 2;
  // A day or sex that was only read from print may be misread: it speaks for a number, not against it.
  const tells = (agrees: boolean, field: Candidate | undefined) =>
    agrees || field?.source !== "viz" ? [agrees] : [];
  return [
    ...(isWhole && facts.dateOfBirth
      ? tells(facts.dateOfBirth.slice(from) === born.slice(from), dateOfBirth)
      : []),
    ...(isWhole && facts.shortDateOfBirth
      ? tells(facts.shortDateOfBirth === born.slice(2).replaceAll("-", ""), dateOfBirth)
      : []),
    // An X may mean that one of the two did not say.
    ...(sex && facts.sex && sex.value !== "X" && facts.sex !== "X"
      ? tells(facts.sex === sex.value, sex)
      : []),
  ];
}

/** `data_format` with what the numbers' own rules say. */
export function formatWithNumbers(format: CheckEntry, { impossible }: NumberFindings): CheckEntry {
  if (impossible === null || (impossible === "unproven" && format.result !== "pass")) return format;
  const reasons = new Set([...(format.reasons ?? []), "NUMBER_FORMAT_INVALID" as const]);
  return entry(format.name, impossible === "proven" ? "fail" : "inconclusive", [...reasons]);
}

/** `data_consistency` with what the numbers tell of their holder. */
export function consistencyWithNumbers(consistency: CheckEntry, { agrees }: NumberFindings): CheckEntry {
  if (agrees === null || consistency.result === "fail") return consistency;
  return agrees ? entry(consistency.name, "pass") : entry(consistency.name, "fail", ["DATA_INCONSISTENT"]);
}
