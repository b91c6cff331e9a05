import type { MrzCheckName, MrzFormat } from "../../../kernel/mrz-format.ts";

/** `unprotected`: no check digit of the format covers the field, so a misread or a change goes unnoticed. */
export type MrzCheckDigit = "pass" | "fail" | "unprotected";

export type MrzFieldName =
  | "documentNumber"
  | "personalNumber"
  | "optionalData"
  | "dateOfBirth"
  | "dateOfExpiry"
  | "sex"
  | "nationality"
  | "familyName"
  | "givenNames";

export interface MrzField {
  /**
   * What the print means; null where it means nothing (an impossible date, an empty field). Dates are `YYYY-MM-DD`,
   * or `YYYY-MM` and `YYYY` where the rest is printed as unknown. Names keep the transliteration of the MRZ.
   * Nationality is the code as printed; sex is `M`, `F` or `X`.
   */
  value: string | null;
  /** As printed, fillers included. */
  raw: string;
  /** Line and half-open column range, from 0. */
  line: number;
  from: number;
  to: number;
  checkDigit: MrzCheckDigit;
}

export type MrzProblem =
  | "CHECK_DIGIT_FAILED"
  | "ISSUING_STATE_UNKNOWN"
  | "NATIONALITY_UNKNOWN"
  | "DATE_IMPOSSIBLE"
  | "NAME_MALFORMED"
  | "SEX_MALFORMED"
  | "DOCUMENT_NUMBER_EMPTY"
  | "NOT_LEGIBLE";

export interface ParsedMrz {
  format: MrzFormat;
  /** The one or two letters of the document type as printed, without fillers (`P`, `ID`, `AR`, `VC`). */
  documentCode: string;
  /** The issuing state's code as printed, without fillers (`D`, `UTO`, `COL`). */
  issuingStateCode: string;
  /** ISO 3166-1 alpha-2 of the issuing state; null where the code belongs to no country. */
  issuingCountry: string | null;
  fields: Partial<Record<MrzFieldName, MrzField>>;
  /** The names fill their field to its end, so that letters may be missing (ICAO 9303-3 §4.6). */
  nameTruncated: boolean;
  /** Only the check digits that the format has. */
  checkDigits: Partial<Record<MrzCheckName, boolean>>;
  problems: MrzProblem[];
  /** All check digits agree, and codes, dates and names are such as ICAO 9303 allows. */
  valid: boolean;
}
