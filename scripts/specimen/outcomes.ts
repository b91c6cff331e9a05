/** What a specimen is made to lead to; the other half is what is asked of it (docs/specimens.md). */
export const OUTCOMES = {
  valid: "nothing wrong",
  expired: "the last day of validity lies a year back",
  "bad-check-digit": "one check digit of the MRZ is wrong",
  mismatch: "the names printed for people differ from those for machines",
  "other-person": "another holder than the one that specimens otherwise show",
  "number-invalid": "the number breaks its issuer's rule, or is missing",
  "under-age": "the holder is fifteen",
  "missing-back": "the front alone",
  "not-a-document": "a sheet of handwriting lines, no document",
  "two-documents": "two documents on one picture",
  blurred: "out of focus",
  glare: "a lamp's reflection over the print",
  cropped: "the frame cuts the print off at its right",
  "too-small": "a picture less than 200 pixels high",
  "too-dark": "a picture taken at night",
} as const;
export type Outcome = keyof typeof OUTCOMES;

export const isOutcome = (text: string): text is Outcome => Object.hasOwn(OUTCOMES, text);
