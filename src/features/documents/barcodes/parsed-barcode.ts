/** Fields that a document's barcode may hold, in the words of the contract. */
export type BarcodeFieldName =
  | "documentNumber"
  | "personalNumber"
  | "familyName"
  | "givenNames"
  | "dateOfBirth"
  | "dateOfIssue"
  | "dateOfExpiry"
  | "sex"
  | "address"
  | "placeOfBirth"
  | "bloodType"
  | "heightCm"
  | "licenceCategories"
  | "licenceRestrictions"
  | "licenceEndorsements"
  | "documentDiscriminator";

/** `value` in the contract's form (dates YYYY-MM-DD, sex M, F or X, height in cm), `raw` as the barcode has it. */
export interface BarcodeField {
  value: string;
  raw: string;
  /** True when the issuer says that it cut the text to fit. */
  truncated: boolean;
}

export type BarcodeFields = Partial<Record<BarcodeFieldName, BarcodeField>>;

export interface ParsedBarcode {
  parsedAs: "aamva" | "co_cedula" | "unknown";
  documentType: "driving_licence" | "identity_card" | null;
  /** ISO 3166-1 alpha-2. */
  issuingCountry: string | null;
  /** ISO 3166-2. */
  issuingSubdivision: string | null;
  fields: BarcodeFields;
}

/** A barcode in none of the layouts we know: nothing is guessed from its text. */
export const UNKNOWN_BARCODE: ParsedBarcode = {
  parsedAs: "unknown",
  documentType: null,
  issuingCountry: null,
  issuingSubdivision: null,
  fields: {},
};
