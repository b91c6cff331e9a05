/** Fields that a document's barcode may hold, in the words of the contract. */
export type BarcodeFieldName =
  | "documentNumber"
  | "personalNumber"
  | "familyName"
  | "givenNames"
  | "fullName"
  | "dateOfBirth"
  | "dateOfIssue"
  | "dateOfExpiry"
  | "sex"
  | "nationality"
  | "address"
  | "placeOfBirth"
  | "bloodType"
  | "heightCm"
  | "licenceCategories"
  | "licenceRestrictions"
  | "licenceEndorsements"
  | "documentDiscriminator"
  | "applicationNumber";

/** `value` in the contract's form (dates YYYY-MM-DD, sex M, F or X, height in cm), `raw` as the barcode has it. */
export interface BarcodeField {
  value: string;
  raw: string;
  /** True when the issuer says that it cut the text to fit. */
  truncated: boolean;
}

export type BarcodeFields = Partial<Record<BarcodeFieldName, BarcodeField>>;

export const BARCODE_LAYOUTS = [
  "aamva",
  "co_cedula",
  "ar_dni",
  "cl_cedula",
  "cr_cedula",
  "mx_ine",
  "icao_vds",
  "unknown",
] as const;

/** What a symbol carries, whoever printed it. */
export const PAYLOAD_KINDS = ["url", "json", "text", "binary"] as const;
export type PayloadKind = (typeof PAYLOAD_KINDS)[number];

/**
 * A link as printed. It is reported and never followed. `issuer`: the host is one that an issuer of documents is
 * known to print; `government`: under a suffix that its registry gives to public bodies alone; `other`: anybody's.
 */
export interface VerificationLink {
  url: string;
  host: string;
  standing: "issuer" | "government" | "other";
  /** ISO 3166-1 alpha-2 of the issuer or government; null for anybody's. */
  country: string | null;
}

/** Header of a visible digital seal; `signature` tells whether there is one, which nobody here has verified. */
export interface DigitalSeal {
  /** As in an MRZ: `D`, `UTO`. */
  issuingStateCode: string;
  signer: string;
  certificateReference: string;
  issuedOn: string | null;
  signedOn: string | null;
  /** Document feature definition reference and document type category, in hexadecimal. */
  profile: string;
  signature: "not_verified" | "absent";
}

/** The parts that may be left out are also missing on readings stored before they existed. */
export interface ParsedBarcode {
  parsedAs: (typeof BARCODE_LAYOUTS)[number];
  documentType: "driving_licence" | "identity_card" | "passport" | "residence_permit" | "visa" | null;
  /** ISO 3166-1 alpha-2. */
  issuingCountry: string | null;
  /** ISO 3166-2. */
  issuingSubdivision: string | null;
  fields: BarcodeFields;
  payload?: PayloadKind;
  link?: VerificationLink;
  seal?: DigitalSeal;
  /** A check digit within the payload disagrees: error correction rules a misread out. */
  contradicts?: true;
}

/** A barcode in none of the layouts we know: nothing is guessed from its text. */
export const UNKNOWN_BARCODE: ParsedBarcode = {
  parsedAs: "unknown",
  documentType: null,
  issuingCountry: null,
  issuingSubdivision: null,
  fields: {},
};

/** Whether the symbol says anything of its document: a link alone does not. */
export const carriesData = ({ fields }: ParsedBarcode): boolean => Object.keys(fields).length > 0;

/** A field that the issuer prints whole. */
export const wholeField = (value: string, raw: string): BarcodeField => ({ value, raw, truncated: false });
