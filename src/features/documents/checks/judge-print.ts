import type { ReasonCode } from "../../../kernel/reasons.ts";
import { carriesData } from "../barcodes/parsed-barcode.ts";
import type { Candidate } from "../fields/candidates.ts";
import type { MergedFields } from "../fields/merge.ts";
import type { Interpretation } from "../interpret.ts";
import type { ScanVerdict } from "../judge-scan.ts";
import { isSpecimen } from "../specimen.ts";
import type { StoredReading } from "../stored-reading.ts";
import { layoutOf } from "../visual-zone/layout-of.ts";
import { type CheckEntry, entry } from "./entry.ts";

/** Symbols beside which an MRZ stands: reading them alone leaves its check digits unread. */
const BESIDE_AN_MRZ: ReadonlySet<string> = new Set([
  "QRCode cl_cedula",
  "QRCode mx_ine",
  "DataMatrix icao_vds",
]);

/** True when what is printed was read with its own proof: check digits, or a symbol's error correction. */
export const isProven = (found: Interpretation): boolean =>
  (found.mrz?.parsed.valid === true && Object.keys(found.mrz.parsed.checkDigits).length > 0) ||
  found.barcodes.some(({ parsed }) => carriesData(parsed));

/** Glare beside a zone that was read and proven is no reason to ask for another picture. */
export function judgeMedia(reading: StoredReading, found: Interpretation): CheckEntry {
  const issues = [...new Set(reading.sides.flatMap(({ quality }) => quality.issues))];
  const score = Math.min(...reading.sides.map(({ quality }) => quality.sharpness));
  const figures = { score: Math.round(score * 1000) / 1000 };
  const spoilt = issues.length > 0 && !isProven(found);
  return entry("media_capture", spoilt ? "fail" : "pass", spoilt ? issues : [], figures);
}

/** Whether a document was found, and is the one that was announced. */
export function judgeSupported(
  reading: StoredReading,
  found: Interpretation,
  scan: ScanVerdict,
  livemode: boolean,
): CheckEntry {
  if (scan.status === "failed") {
    return entry("document_supported", "fail", [scan.reasons[0] ?? "DOCUMENT_NOT_FOUND"]);
  }
  const { documentType, issuingCountry } = reading.requested;
  const reasons: ReasonCode[] = [];
  // A sandbox lives on specimens; a live enrolment must never rest on one.
  if (livemode && isSpecimen(found)) reasons.push("SPECIMEN_DOCUMENT");
  if (documentType !== null && documentType !== found.documentType)
    reasons.push("DOCUMENT_TYPE_NOT_SUPPORTED");
  if (issuingCountry !== null && issuingCountry !== found.issuingCountry)
    reasons.push("COUNTRY_NOT_SUPPORTED");
  return entry("document_supported", reasons.length > 0 ? "fail" : "pass", reasons);
}

/** Whether codes, dates and names are such as the document's standard allows. */
export function judgeFormat(found: Interpretation): CheckEntry {
  const { mrz, barcodes, brokenMrz } = found;
  if (mrz) {
    const { problems } = mrz.parsed;
    const wrong = problems.filter((problem) => problem !== "CHECK_DIGIT_FAILED" && problem !== "NOT_LEGIBLE");
    if (wrong.length > 0) {
      const reasons = new Set(
        wrong.map(
          (problem): ReasonCode =>
            problem === "DOCUMENT_NUMBER_EMPTY" ? "NUMBER_FORMAT_INVALID" : "DATA_INCONSISTENT",
        ),
      );
      return entry("data_format", "fail", [...reasons]);
    }
    if (problems.includes("NOT_LEGIBLE")) return entry("data_format", "inconclusive", ["IMAGE_BLURRED"]);
    return entry("data_format", "pass");
  }
  // A layout is only recognised when its number, dates and codes are well-formed.
  if (barcodes.some(({ parsed }) => carriesData(parsed))) return entry("data_format", "pass");
  if (!brokenMrz && printsItsNumber(found)) return entry("data_format", "pass");
  return entry("data_format", "inconclusive", brokenMrz ? ["IMAGE_BLURRED"] : []);
}

/** Whether a card that is read by its print alone shows a number in its issuer's printed form. */
function printsItsNumber(found: Interpretation): boolean {
  const layout = layoutOf(found);
  const printed = found.visualZones.flatMap(({ fields }) => fields);
  return (layout?.numbers ?? []).some(({ field, pattern }) =>
    printed.some(({ name, value, raw = value }) => name === field && pattern.test(raw.trim().toUpperCase())),
  );
}

/** The check digits of the MRZ (ICAO 9303-3 §4.9). */
export function judgeCheckDigits(found: Interpretation): CheckEntry {
  const { mrz, brokenMrz, barcodes, visualZones } = found;
  if (mrz) {
    const digits = Object.values(mrz.parsed.checkDigits);
    // The Swiss driving licence has none.
    if (digits.length === 0) return entry("check_digits", "not_applicable");
    const agree = digits.every(Boolean);
    return agree ? entry("check_digits", "pass") : entry("check_digits", "fail", ["MRZ_CHECK_DIGIT_FAILED"]);
  }
  if (brokenMrz) return entry("check_digits", "inconclusive", ["IMAGE_BLURRED"]);
  const layout = layoutOf(found);
  if (layout && barcodes.length === 0) {
    // A card with an MRZ that was not sent, or not read, has check digits that nobody looked at.
    const side = (["front", "back"] as const).find((one) => layout[one]?.machine.some(isMrz));
    if (!side) return entry("check_digits", "not_applicable");
    const lacksSide = visualZones.every((zone) => zone.side !== side);
    return entry("check_digits", "inconclusive", lacksSide && side === "back" ? ["MISSING_BACK"] : []);
  }
  // A document that is read by its barcode alone carries no check digits, unless its layout stands beside an MRZ.
  const lacksMrz = barcodes.some(({ format, parsed }) => BESIDE_AN_MRZ.has(`${format} ${parsed.parsedAs}`));
  return entry("check_digits", barcodes.length > 0 && !lacksMrz ? "not_applicable" : "inconclusive");
}

const isMrz = (zone: string): boolean => zone.startsWith("TD");

/** Whether the sources agree with each other, and the dates with themselves. */
export function judgeConsistency(merged: MergedFields, today: string): CheckEntry {
  const { dateOfBirth: born, dateOfIssue: issued, dateOfExpiry: expires } = merged.fields;
  const pairs: [Candidate | undefined, Candidate | undefined][] = [
    [born, undefined],
    [issued, undefined],
    [born, issued],
    [born, expires],
    [issued, expires],
  ];
  const known = pairs.flatMap(([early, late], at) =>
    early && (late || at < 2) ? [{ dates: [early.value, late?.value ?? today], of: [early, late] }] : [],
  );
  // ISO dates order as text; a date of which only the year is known is compared as far as it goes.
  const disordered = known.filter(
    ({ dates: [early = "", late = ""] }) => early.slice(0, late.length) > late.slice(0, early.length),
  );
  const outOfOrder = disordered.some(({ of }) => of.every((one) => one?.source !== "viz"));
  const differing = merged.conflicts.some(({ resolution }) => resolution === "different");
  // What may be a misread letter or a forged one fails nobody and passes nobody.
  const doubtful =
    disordered.length > 0 || merged.conflicts.some(({ resolution }) => resolution === "uncertain");
  // Print that only agrees with itself proves nothing: a document is never passed by its print alone.
  const isPrintAlone = Object.values(merged.fields).every(({ source }) => source === "viz");
  if (outOfOrder || differing) return entry("data_consistency", "fail", ["DATA_INCONSISTENT"]);
  if (doubtful || isPrintAlone) return entry("data_consistency", "inconclusive");
  return entry("data_consistency", known.length + merged.compared > 0 ? "pass" : "inconclusive");
}
