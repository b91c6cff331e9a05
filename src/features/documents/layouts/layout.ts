import type { DocumentType } from "../document-type.ts";

/** Fields that a layout may print, in the words of the contract; the last ones are national ones. */
export type PrintedFieldName =
  | "familyName"
  | "secondFamilyName"
  | "givenNames"
  | "fullName"
  | "documentNumber"
  | "personalNumber"
  | "dateOfBirth"
  | "dateOfIssue"
  | "dateOfExpiry"
  | "sex"
  | "nationality"
  | "placeOfBirth"
  | "placeOfIssue"
  | "issuingAuthority"
  | "address"
  | "bloodType"
  | "heightCm"
  | "licenceCategories"
  | "civilStatus"
  | "occupation"
  | "parents"
  | "voterKey"
  | "electoralSection"
  | "registrationYear"
  | "processNumber"
  | "registryNumber"
  | "previousNumber"
  | "firstLicenceDate";

export type Side = "front" | "back";
export type LabelLanguage = "es" | "en" | "pt" | "fr";

/** What a machine reads on a side. */
export type MachineZone = "TD1" | "TD2" | "TD3" | "PDF417" | "QRCode" | "Code128";

/** A value printed with a label. */
export interface PrintedField {
  field: PrintedFieldName;
  /**
   * The label as printed, without the colon; the first is what specimens print, the others are what other print runs
   * of the card have. Bilingual labels stand with their slash.
   */
  labels: readonly [string, ...string[]];
  /** What else the same value holds: `FECHA Y LUGAR DE EXPEDICIÓN` has the day and, behind it, the place. */
  also?: PrintedFieldName;
  /** Where the value stands; `near` (right of the label, else under it) unless the card is strict. */
  place?: "near" | "above" | "right" | "under";
  /**
   * How many lines the value may take, one unless told. `surnames-then-given`: a line each for the first and the
   * second surname and one for the given names, as on Mexico's INE.
   */
  lines?: number | "surnames-then-given";
}

/** A number whose form alone tells something of its issuer. */
export interface PrintedNumber {
  field: PrintedFieldName;
  /** Its kind in `national-ids/`; null where no rule is known. */
  identifier: string | null;
  /** The form as printed, with its dots and hyphens. */
  pattern: RegExp;
  /** An invented number in the printed form. */
  example: string;
}

export interface LayoutSide {
  /** Texts that stand there without being a field: titles, issuers, mottos. */
  texts: readonly string[];
  fields: readonly PrintedField[];
  machine: readonly MachineZone[];
  portrait: boolean;
}

/** How days are printed: `MMM` is a month of three letters in `months`' language, `MMMM` one in full. */
export interface PrintedDates {
  form:
    | "DD-MMM-YYYY"
    | "DD MMM YYYY"
    | "DD MMMM YYYY"
    | "DD/MM/YYYY"
    | "DD MM YYYY"
    | "DD/MMM/YYYY"
    | "YYYY-MM-DD"
    | "MM/DD/YYYY";
  months: LabelLanguage | null;
}

/** What a type of document prints for people, and where. One row a type. */
export interface DocumentLayout {
  /** `<country>-<name>`, lower case; stays the same for good. */
  id: string;
  /** ISO 3166-1 alpha-2; null for the forms of ICAO 9303 that any state may issue. */
  issuingCountry: string | null;
  documentType: DocumentType;
  /** What people call it, in the language of its country. */
  name: string;
  languages: readonly [LabelLanguage, ...LabelLanguage[]];
  /** Any of these on the print speaks for this document; the more of them, the surer. */
  titles: readonly [string, ...string[]];
  front: LayoutSide;
  back: LayoutSide | null;
  numbers: readonly PrintedNumber[];
  dates: PrintedDates;
  /** Letters for the sex that mean another thing than elsewhere: Mexico's M is mujer. */
  sexes?: Readonly<Record<string, "M" | "F" | "X">>;
  /** Whether the document prints no date of expiry because it has none. */
  unlimited: boolean;
  /** Where the row comes from: the issuer's page or the public specification. */
  source: string;
}

/** A side that prints no more than what a machine reads. */
export const machineSide = (...machine: MachineZone[]): LayoutSide => ({
  texts: [],
  fields: [],
  machine,
  portrait: false,
});
