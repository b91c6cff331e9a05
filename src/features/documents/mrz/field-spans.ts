import type { MrzCheckName, MrzFormat, MrzSpan } from "../../../kernel/mrz-format.ts";

/** Where a format prints what, and the check digit that covers it. */
export interface FieldSpan extends MrzSpan {
  check: MrzCheckName | null;
}

export interface FormatFields {
  documentCode: MrzSpan;
  issuingState: MrzSpan;
  nationality: FieldSpan | null;
  documentNumber: FieldSpan;
  dateOfBirth: FieldSpan | null;
  dateOfExpiry: FieldSpan | null;
  sex: FieldSpan | null;
  /** One span with both names, or the family name's where the given names stand apart. */
  names: FieldSpan;
  givenNames: FieldSpan | null;
  optionalData: readonly FieldSpan[];
}

const at = (line: number, from: number, to: number, check: MrzCheckName | null = null): FieldSpan => ({
  line,
  from,
  to,
  check,
});

/** The second line of TD2, TD3 and visas up to the expiry. */
const common = {
  documentCode: at(0, 0, 2),
  issuingState: at(0, 2, 5),
  documentNumber: at(1, 0, 9, "documentNumber"),
  nationality: at(1, 10, 13),
  dateOfBirth: at(1, 13, 19, "dateOfBirth"),
  sex: at(1, 20, 21),
  dateOfExpiry: at(1, 21, 27, "dateOfExpiry"),
  givenNames: null,
};

/** Field positions: ICAO 9303-4 to 9303-7 §4.2.2. Optional data without a digit of its own is under the composite. */
export const FORMAT_FIELDS: Readonly<Record<MrzFormat, FormatFields>> = {
  TD1: {
    documentCode: at(0, 0, 2),
    issuingState: at(0, 2, 5),
    documentNumber: at(0, 5, 14, "documentNumber"),
    optionalData: [at(0, 15, 30, "composite"), at(1, 18, 29, "composite")],
    dateOfBirth: at(1, 0, 6, "dateOfBirth"),
    sex: at(1, 7, 8),
    dateOfExpiry: at(1, 8, 14, "dateOfExpiry"),
    nationality: at(1, 15, 18),
    names: at(2, 0, 30),
    givenNames: null,
  },
  TD2: { ...common, names: at(0, 5, 36), optionalData: [at(1, 28, 35, "composite")] },
  TD3: { ...common, names: at(0, 5, 44), optionalData: [at(1, 28, 42, "optionalData")] },
  MRVA: { ...common, names: at(0, 5, 44), optionalData: [at(1, 28, 44)] },
  MRVB: { ...common, names: at(0, 5, 36), optionalData: [at(1, 28, 36)] },
  IDFR: {
    documentCode: at(0, 0, 2),
    issuingState: at(0, 2, 5),
    names: at(0, 5, 30, "composite"),
    givenNames: at(1, 13, 27, "composite"),
    documentNumber: at(1, 0, 12, "documentNumber"),
    dateOfBirth: at(1, 27, 33, "dateOfBirth"),
    sex: at(1, 34, 35, "composite"),
    nationality: null,
    dateOfExpiry: null,
    optionalData: [at(0, 30, 36, "composite")],
  },
  DLFR: {
    documentCode: at(0, 0, 2),
    issuingState: at(0, 2, 5),
    documentNumber: at(0, 5, 14, "documentNumber"),
    dateOfExpiry: at(0, 15, 21, "composite"),
    // The first eight letters of the family name.
    names: at(0, 21, 29, "composite"),
    givenNames: null,
    dateOfBirth: null,
    sex: null,
    nationality: null,
    optionalData: [],
  },
  DLCH: {
    documentCode: at(1, 0, 2),
    issuingState: at(1, 2, 5),
    // The card's; the holder's own number stands on the second line, a version behind it.
    documentNumber: at(0, 0, 9),
    optionalData: [at(1, 5, 14)],
    dateOfBirth: at(1, 19, 25),
    names: at(2, 0, 30),
    givenNames: null,
    sex: null,
    nationality: null,
    dateOfExpiry: null,
  },
};
