import type { IdentifierRule } from "./identifier-rule.ts";

const VALIDATOR = "validator.js isPassportNumber";
const NATIONID = "nationid";

/** What issuers print; none publishes a rule, so that a number of another form is unusual, not impossible. */
const SHAPES: readonly [country: string, layout: string, pattern: RegExp, source: string][] = [
  ["AR", "3 letters and 6 digits, or the older 8 or 9 characters", /^[A-Z0-9]{8,9}$/, NATIONID],
  ["BO", "6 to 9 letters and digits", /^[A-Z0-9]{6,9}$/, NATIONID],
  ["BR", "2 letters and 6 digits", /^[A-Z]{2}\d{6}$/, `${VALIDATOR}; ${NATIONID}`],
  [
    "CA",
    "2 letters and 6 digits, or a letter, 6 digits, 2 letters",
    /^[A-Z](?:[A-Z]\d{6}|\d{6}[A-Z]{2})$/,
    VALIDATOR,
  ],
  ["CL", "8 or 9 letters and digits; before 2013 the RUN", /^[A-Z0-9]{8,9}$/, NATIONID],
  ["CO", "2 letters and 6 digits, older ones up to 9 characters", /^[A-Z0-9]{6,9}$/, NATIONID],
  ["CR", "9 letters and digits", /^[A-Z0-9]{9}$/, NATIONID],
  ["DO", "2 letters and 7 digits", /^[A-Z]{2}\d{7}$/, NATIONID],
  ["EC", "8 or 9 letters and digits", /^[A-Z0-9]{8,9}$/, NATIONID],
  ["ES", "2 or 3 letters or digits and 6 digits", /^[A-Z0-9]{2,3}\d{6}$/, `${VALIDATOR}; ${NATIONID}`],
  ["GT", "8 or 9 letters and digits", /^[A-Z0-9]{8,9}$/, NATIONID],
  ["HN", "7 to 9 digits, a letter before them on some", /^[A-Z]?\d{7,9}$/, NATIONID],
  [
    "MX",
    "a letter and 8 digits, or 8 characters on new ones",
    /^[A-Z][A-Z0-9]{7,8}$/,
    `${VALIDATOR}; ${NATIONID}`,
  ],
  ["PA", "up to 2 letters and 6 to 8 digits", /^[A-Z]{0,2}\d{6,8}$/, NATIONID],
  ["PE", "8 or 9 digits, a letter before them on some", /^[A-Z]?\d{8,9}$/, NATIONID],
  ["PT", "1 or 2 letters and 6 digits", /^[A-Z]{1,2}\d{6}$/, `${VALIDATOR}; ${NATIONID}`],
  ["PY", "6 to 9 letters and digits", /^[A-Z0-9]{6,9}$/, NATIONID],
  ["SV", "7 to 9 digits, a letter before them on some", /^[A-Z]?\d{7,9}$/, NATIONID],
  ["US", "9 digits, or a letter and 8 digits", /^[A-Z0-9]\d{8}$/, `${VALIDATOR}; ${NATIONID}`],
  ["UY", "a letter and 6 digits", /^[A-Z]\d{6}$/, NATIONID],
  ["VE", "8 or 9 digits", /^\d{8,9}$/, NATIONID],
];

const TYPES = ["PASSPORT", "PP", "PASAPORTE", "PASSAPORTE"] as const;

const passport = (country: string, layout: string, pattern: RegExp, source: string): IdentifierRule => ({
  country,
  types: TYPES,
  title: "Passport",
  layout,
  pattern,
  proof: "none",
  source,
});

export const PASSPORTS: readonly IdentifierRule[] = SHAPES.map((shape) => passport(...shape));

/** The rule of every other issuer: the document number has nine places. */
export const anyPassport = (country: string): IdentifierRule =>
  passport(country, "1 to 9 letters and digits", /^[A-Z0-9]{1,9}$/, "ICAO 9303-4 §4.2.2");

export const isPassportType = (type: string): boolean => (TYPES as readonly string[]).includes(type);
