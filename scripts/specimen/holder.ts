import type { Outcome } from "./outcomes.ts";

/** What a specimen says of its invented holder; dates are YYYY-MM-DD. */
export interface Holder {
  familyName: string;
  givenNames: string;
  /** As an MRZ prints it: a code of ICAO 9303-3 §5. */
  nationality: string;
  dateOfBirth: string;
  sex: "F" | "M" | "X";
  placeOfBirth: string;
  documentNumber: string;
  personalNumber: string;
  dateOfIssue: string;
  dateOfExpiry: string;
  address: string;
  bloodType: string;
  heightCm: string;
}

const VALIDITY_YEARS = 10;
/** Under every age of majority. */
const MINOR_YEARS = 15;

/** The holder of ICAO 9303-4's own specimen, with dates that fit the wanted outcome at `now`. */
export function specimenHolder(now: Date, outcome: Outcome): Holder {
  const yearsAgo = outcome === "expired" ? VALIDITY_YEARS + 1 : 2;
  const day = (years: number, of: number) =>
    new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), of)).toISOString().slice(0, 10);
  return {
    familyName: "ERIKSSON",
    givenNames: "ANNA MARIA",
    nationality: "UTO",
    dateOfBirth: outcome === "under-age" ? day(MINOR_YEARS, 12) : "1994-08-12",
    sex: "F",
    placeOfBirth: "ZENITH",
    documentNumber: "L898902C3",
    personalNumber: "ZE184226B",
    dateOfIssue: day(yearsAgo, 15),
    dateOfExpiry: day(yearsAgo - VALIDITY_YEARS, 14),
    address: "CALLE 12 34-56, ZENITH",
    bloodType: "O+",
    heightCm: "168",
    ...(outcome === "other-person" ? OTHER_PERSON : {}),
  };
}

/** Nobody's relative: what a specimen says whose holder is not the person that enrols. */
const OTHER_PERSON = {
  familyName: "NAKAMURA",
  givenNames: "YUKI",
  dateOfBirth: "1988-02-29",
  documentNumber: "X1234567R",
} as const satisfies Partial<Holder>;
