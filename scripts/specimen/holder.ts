/** What a specimen says of its invented holder; dates are YYYY-MM-DD. */
export interface Holder {
  familyName: string;
  givenNames: string;
  nationality: string;
  dateOfBirth: string;
  sex: "F" | "M" | "X";
  placeOfBirth: string;
  documentNumber: string;
  personalNumber: string;
  dateOfIssue: string;
  dateOfExpiry: string;
}

/**
 * `valid`: nothing wrong. `expired`: the last day of validity lies a year back. `bad-check-digit`: one check digit
 * of the MRZ is wrong. `data-mismatch`: the names printed for people differ from those of the MRZ.
 */
export const OUTCOMES = ["valid", "expired", "bad-check-digit", "data-mismatch"] as const;
export type Outcome = (typeof OUTCOMES)[number];

const VALIDITY_YEARS = 10;

/** The holder of ICAO 9303-4's own specimen, with dates of issue and expiry that fit the wanted outcome at `now`. */
export function specimenHolder(now: Date, outcome: Outcome): Holder {
  const yearsAgo = outcome === "expired" ? VALIDITY_YEARS + 1 : 2;
  const issued = new Date(Date.UTC(now.getUTCFullYear() - yearsAgo, now.getUTCMonth(), 15));
  const expires = new Date(Date.UTC(issued.getUTCFullYear() + VALIDITY_YEARS, issued.getUTCMonth(), 14));
  return {
    familyName: "ERIKSSON",
    givenNames: "ANNA MARIA",
    nationality: "UTO",
    dateOfBirth: "1994-08-12",
    sex: "F",
    placeOfBirth: "ZENITH",
    documentNumber: "L898902C3",
    personalNumber: "ZE184226B",
    dateOfIssue: issued.toISOString().slice(0, 10),
    dateOfExpiry: expires.toISOString().slice(0, 10),
  };
}
