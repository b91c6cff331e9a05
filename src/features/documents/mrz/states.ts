import { alpha2Of } from "../../../kernel/countries.ts";

/** Codes of issuing states and nationalities in MRZs: those of 9303-3 §5 that are no ISO 3166-1 alpha-3, with the country they stand for, if any. */
const ICAO_ONLY: Readonly<Record<string, string | null>> = {
  // Part A: Germany prints one letter.
  D: "DE",
  // Part B: the United Kingdom's other kinds of nationality.
  GBD: "GB",
  GBN: "GB",
  GBO: "GB",
  GBP: "GB",
  GBS: "GB",
  // Kosovo has a code of its own; `RKS` is what its documents print, `XK` the user-assigned code in general use.
  RKS: "XK",
  XKX: "XK",
  // Part C and D: organisations, and persons without a nationality.
  EUE: null,
  UNO: null,
  UNA: null,
  UNK: null,
  XBA: null,
  XIM: null,
  XCC: null,
  XCE: null,
  XCO: null,
  XEC: null,
  XES: null,
  XMP: null,
  XOM: null,
  XPO: null,
  XDC: null,
  XXA: null,
  XXB: null,
  XXC: null,
  XXX: null,
  // Specimens: Utopia (9303-3 §5, part E); the Netherlands' pre-independence code is no longer in use.
  UTO: null,
  // Withdrawn from ISO 3166-1, still on valid documents: the Netherlands Antilles, the neutral zone.
  ANT: null,
  NTZ: null,
  // Romania before 2002, Zaire, Yugoslavia, Serbia and Montenegro, Czechoslovakia, Soviet Union.
  ROM: "RO",
  ZAR: "CD",
  YUG: null,
  SCG: null,
  CSK: null,
  SUN: null,
};

/** Whether ICAO 9303-3 §5 knows the code (without fillers). */
export const isStateCode = (code: string): boolean =>
  Object.hasOwn(ICAO_ONLY, code) || alpha2Of(code) !== null;

/** ISO 3166-1 alpha-2 of a code of an MRZ; null for organisations, stateless persons, specimens and unknown codes. */
export const countryOfState = (code: string): string | null =>
  Object.hasOwn(ICAO_ONLY, code) ? (ICAO_ONLY[code] ?? null) : alpha2Of(code);
