import {
  longNumber,
  type MrzCheckName,
  type MrzFormat,
  mrzLayout,
  runChecks,
} from "../../../kernel/mrz-format.ts";
import { isLegible } from "../../../kernel/mrz-legibility.ts";
import { detectFormat } from "./detect-format.ts";
import { type FieldSpan, FORMAT_FIELDS, type FormatFields } from "./field-spans.ts";
import { parseMrzDate } from "./parse-date.ts";
import { parseMrzNames } from "./parse-names.ts";
import type { MrzField, MrzProblem, ParsedMrz } from "./parsed-mrz.ts";
import { countryOfState, isStateCode } from "./states.ts";

/** Formats whose optional data is the holder's own number: 9303-4 §4.2.2.2, and the Swiss licence. */
const PERSONAL: readonly MrzFormat[] = ["TD3", "DLCH"];

const withoutFillers = (raw: string): string => raw.replace(/<+$/, "");

/**
 * What the lines of an MRZ say, per ICAO Doc 9303 and nothing else: no character is changed, whatever the check
 * digits say. Null when the lines are of no known format.
 * @param now milliseconds since 1970, to tell the century of two-digit years
 * @param confidences per line and character, 0-1, of a reading; without them every character counts as certain
 */
export function parseMrz(
  lines: readonly string[],
  now: number,
  confidences?: readonly (readonly number[])[],
): ParsedMrz | null {
  const format = detectFormat(lines);
  if (!format) return null;
  const spans = FORMAT_FIELDS[format];
  const layout = mrzLayout(format);
  const checks = runChecks(layout, lines);
  const cut = ({ line, from, to }: { line: number; from: number; to: number }) =>
    (lines[line] as string).slice(from, to);
  const field = (span: FieldSpan, value: string | null): MrzField => ({
    value,
    raw: cut(span),
    line: span.line,
    from: span.from,
    to: span.to,
    checkDigit: span.check === null ? "unprotected" : checks.get(span.check) ? "pass" : "fail",
  });

  const problems: MrzProblem[] = [];
  const demand = (holds: boolean, problem: MrzProblem) => {
    if (!holds) problems.push(problem);
  };
  const fields: ParsedMrz["fields"] = {};
  demand(
    [...checks.values()].every((passed) => passed),
    "CHECK_DIGIT_FAILED",
  );

  const issuingStateCode = withoutFillers(cut(spans.issuingState));
  demand(isStateCode(issuingStateCode), "ISSUING_STATE_UNKNOWN");
  if (spans.nationality) {
    const code = withoutFillers(cut(spans.nationality));
    fields.nationality = field(spans.nationality, code || null);
    // Some identity cards of residents leave it empty (Macao): missing, but not wrong.
    demand(code === "" || isStateCode(code), "NATIONALITY_UNKNOWN");
  }

  const birth = spans.dateOfBirth && parseMrzDate(cut(spans.dateOfBirth), "birth", now);
  if (spans.dateOfBirth && birth) fields.dateOfBirth = field(spans.dateOfBirth, birth.value);
  const expiry = spans.dateOfExpiry && parseMrzDate(cut(spans.dateOfExpiry), "expiry", now);
  if (spans.dateOfExpiry && expiry) fields.dateOfExpiry = field(spans.dateOfExpiry, expiry.value);
  demand((birth?.possible ?? true) && (expiry?.possible ?? true), "DATE_IMPOSSIBLE");

  if (spans.sex) {
    const sex = cut(spans.sex);
    // A filler means unspecified (9303-3 §4.2.2); X is what the visual zone prints for it, and some MRZs.
    fields.sex = field(spans.sex, sex === "M" || sex === "F" ? sex : "X");
    demand(/[MFX<]/.test(sex), "SEX_MALFORMED");
  }

  const names = nameFields(spans, cut, field);
  Object.assign(fields, names.fields);
  demand(names.wellFormed, "NAME_MALFORMED");

  const { number, optional } = numberAndOptional(spans, lines, cut, field);
  fields.documentNumber = number;
  if (optional) fields[PERSONAL.includes(format) ? "personalNumber" : "optionalData"] = optional;
  demand(number.value !== null, "DOCUMENT_NUMBER_EMPTY");

  demand(!confidences || isLegible(layout, lines, confidences), "NOT_LEGIBLE");

  return {
    format,
    documentCode: withoutFillers(cut(spans.documentCode)),
    issuingStateCode,
    issuingCountry: countryOfState(issuingStateCode),
    fields,
    nameTruncated: names.truncated,
    checkDigits: Object.fromEntries(checks) as Partial<Record<MrzCheckName, boolean>>,
    problems,
    valid: problems.length === 0,
  };
}

type Cut = (span: { line: number; from: number; to: number }) => string;
type ToField = (span: FieldSpan, value: string | null) => MrzField;

function nameFields(spans: FormatFields, cut: Cut, field: ToField) {
  const names = parseMrzNames(cut(spans.names));
  const part = ([from, to]: readonly [number, number]): FieldSpan => ({
    ...spans.names,
    from: spans.names.from + from,
    to: spans.names.from + to,
  });
  if (spans.givenNames) {
    // The French card prints given names apart, parted by two fillers each.
    const given = cut(spans.givenNames).replace(/<+/g, " ").trim() || null;
    const wellFormed = names.wellFormed && names.givenNames === null && given !== null;
    return {
      fields: {
        familyName: field(part(names.family), names.familyName),
        givenNames: field(spans.givenNames, given),
      },
      wellFormed,
      truncated: names.truncated || !cut(spans.givenNames).endsWith("<"),
    };
  }
  return {
    fields: {
      familyName: field(part(names.family), names.familyName),
      ...(names.givenNames === null ? {} : { givenNames: field(part(names.given), names.givenNames) }),
    },
    wellFormed: names.wellFormed,
    truncated: names.truncated,
  };
}

function numberAndOptional(spans: FormatFields, lines: readonly string[], cut: Cut, field: ToField) {
  const { documentNumber: span } = spans;
  const head = cut(span);
  const line = lines[span.line] as string;
  const mayBeLong = spans.optionalData[0]?.line === span.line && spans.optionalData[0].check === "composite";
  const long = mayBeLong && line[span.to] === "<" ? longNumber(line, span.to) : null;
  // The rest of a long number and its digit take the start of the optional data.
  const taken = long ? long.rest.length + 1 : 0;
  const number = field(span, withoutFillers(head + (long?.rest ?? "")) || null);
  const optional = spans.optionalData
    .map((part, at) => (at === 0 && taken > 0 ? { ...part, from: part.from + taken } : part))
    .map((part) => field(part, cut(part).replace(/<+/g, " ").trim() || null))
    .filter(({ value }) => value !== null);
  return { number, optional: mergeOptional(optional) };
}

/** TD1 prints optional data on two lines: the place reported is the first's, values are joined by a space. */
function mergeOptional(parts: MrzField[]): MrzField | null {
  const [first] = parts;
  if (!first) return null;
  return { ...first, value: parts.map(({ value }) => value).join(" ") };
}
