import type { DocumentType } from "../document-type.ts";
import type { MergedFields } from "../fields/merge.ts";
import { judgeIdentifier, ruleFor } from "../national-ids/national-ids.ts";

/**
 * Which of a person's identifiers each issuer prints on a document, by the first name of its rule in `national-ids/`
 * (so that RUT and RUN, or CI and CEDULA, are one).
 */
const PRINTED_ON: readonly {
  documentType: DocumentType;
  rules: Readonly<Record<string, readonly string[]>>;
}[] = [
  {
    documentType: "id_card",
    rules: {
      AR: ["DNI"],
      BO: ["CI"],
      BR: ["CPF", "RG", "RG_SP"],
      CL: ["RUT"],
      CO: ["CC", "TI", "NUIP"],
      CR: ["CEDULA"],
      DO: ["CEDULA"],
      EC: ["CEDULA"],
      ES: ["DNI"],
      GT: ["CUI"],
      HN: ["DNI"],
      MX: ["CURP", "CLAVE_ELECTOR"],
      PA: ["CEDULA"],
      PE: ["DNI"],
      PT: ["CC"],
      PY: ["CI"],
      SV: ["DUI"],
      UY: ["CI"],
      VE: ["CI"],
    },
  },
  {
    documentType: "residence_permit",
    rules: { CO: ["CE", "PPT"], CR: ["DIMEX"], ES: ["NIE"], PE: ["CE"] },
  },
  { documentType: "driving_licence", rules: { BR: ["CNH", "CPF"], CO: ["CC"] } },
];

/** Names for the number of a document itself, in whatever country. */
const OWN_NUMBER: Partial<Record<DocumentType, readonly string[]>> = {
  passport: ["PASSPORT", "PP", "PASAPORTE", "PASSAPORTE"],
  id_card: ["NATIONAL_ID", "ID_CARD"],
  residence_permit: ["RESIDENCE_PERMIT"],
  driving_licence: ["DRIVING_LICENCE"],
};

/** Every number that was read off a document: its own, and its holder's among the optional data. */
export function printedNumbers({
  documentNumber,
  personalNumber,
  optionalData,
}: MergedFields["fields"]): string[] {
  return [
    documentNumber?.value ?? "",
    personalNumber?.value ?? "",
    ...(optionalData?.value.split(" ") ?? []),
  ].filter(Boolean);
}

/**
 * The number that a user's identifiers let expect on this document; undefined when none says. An identifier counts
 * where something of its form was read: a card whose own serial alone was read says nothing of its holder's number.
 */
export function expectedNumber(
  identifiers: readonly { type: string; country: string; number: string }[],
  documentType: DocumentType | null,
  issuingCountry: string | null,
  fields: MergedFields["fields"],
): string | undefined {
  if (documentType === null || issuingCountry === null) return undefined;
  const own = OWN_NUMBER[documentType] ?? [];
  const named = PRINTED_ON.find((one) => one.documentType === documentType)?.rules[issuingCountry] ?? [];
  const read = printedNumbers(fields);
  return identifiers.find(({ type, country }) => {
    if (country !== issuingCountry) return false;
    if (own.includes(type.toUpperCase())) return true;
    const rule = ruleFor(country, type)?.types[0];
    const isPrinted = rule !== undefined && named.includes(rule);
    return isPrinted && read.some((number) => judgeIdentifier({ country, type, number }).valid !== false);
  })?.number;
}
