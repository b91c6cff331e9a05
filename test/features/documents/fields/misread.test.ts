import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../../src/features/documents/fields/candidates.ts";
import { mergeFields } from "../../../../src/features/documents/fields/merge.ts";

const given = (field: string, source: Candidate["source"], value: string, confidence = 0.99): Candidate => ({
  field,
  value,
  raw: value,
  confidence,
  source,
  checkDigit: source === "mrz" ? "pass" : null,
  truncated: false,
  region: null,
});
const SURE = 0.66;

/** Each conflict's resolution when print says `printed` beside a proven `mrz`. */
const resolutions = (mrz: Record<string, string>, printed: Record<string, string>, confidence = SURE) =>
  mergeFields(
    [
      ...Object.entries(mrz).map(([field, value]) => given(field, "mrz", value)),
      ...Object.entries(printed).map(([field, value]) => given(field, "viz", value, confidence)),
    ],
    "passport",
  ).conflicts.map(({ resolution }) => resolution);

describe("print that disagrees with a proven value", () => {
  it.each([
    ["one letter of a name", { familyName: "ERIKSSON" }, { familyName: "ERIKSSCN" }],
    ["a zero for an O", { documentNumber: "LO98902C" }, { documentNumber: "L098902C" }],
    [
      "the other name, taken from the wrong line",
      { familyName: "ERIKSSON", givenNames: "ANNA MARIA" },
      { familyName: "ANNA MARIA" },
    ],
    [
      "the whole name on one line, as Taiwan's passport prints it",
      { familyName: "LIN", givenNames: "MEI HUA" },
      { givenNames: "LIN, MEI-HUA" },
    ],
    ["a place, which no MRZ prints", { placeOfBirth: "ZENITH" }, { placeOfBirth: "NADIR" }],
  ])("is taken for misread when it is %s", (_what, mrz, printed) => {
    expect(resolutions(mrz, printed)).toEqual(["likely_misread"]);
  });

  it("is taken for misread when its reader was not sure, however different it is", () => {
    const mrz = { familyName: "ERIKSSON", givenNames: "ANNA MARIA" };
    expect(resolutions(mrz, { familyName: "NAKAMURA", givenNames: "YUKI" }, 0.4)).toEqual([
      "likely_misread",
      "likely_misread",
    ]);
  });

  it.each([
    ["one digit of a date", { dateOfBirth: "1994-08-12" }, { dateOfBirth: "1984-08-12" }],
    ["one character of a number", { documentNumber: "L898902C3" }, { documentNumber: "L898702C3" }],
    ["one name that resembles nothing", { familyName: "ERIKSSON" }, { familyName: "PASSPORT" }],
    ["the sex alone", { sex: "F" }, { sex: "M" }],
    [
      "the name with a maiden name after it",
      { familyName: "MUSTERMANN" },
      { familyName: "MUSTERMANN GEB GABLER" },
    ],
  ])("is uncertain when it is %s", (_what, mrz, printed) => {
    expect(resolutions(mrz, printed)).toEqual(["uncertain"]);
  });

  it.each([
    [
      "several letters of a name that still resembles it",
      { familyName: "ERIKSSON" },
      { familyName: "ERICKSEN" },
    ],
    ["two digits of a date", { dateOfBirth: "1994-08-12" }, { dateOfBirth: "1982-08-12" }],
  ])("is a difference when it is %s", (_what, mrz, printed) => {
    expect(resolutions(mrz, printed)).toEqual(["different"]);
  });

  it("is a difference when two facts disagree at once: two names of another person", () => {
    const mrz = { familyName: "ROMERO GOMEZ", givenNames: "ANA LUCIA" };
    expect(resolutions(mrz, { familyName: "NAKAMURA PEREIRA", givenNames: "YUKI INÉS" })).toEqual([
      "different",
      "different",
    ]);
  });

  it("is a difference when a full name on one line is another person's", () => {
    const mrz = { familyName: "ROMERO GOMES", givenNames: "ANA LUCIA" };
    expect(resolutions(mrz, { fullName: "YUKI INÉS NAKAMURA PEREIRA" })).toEqual(["different"]);
    expect(resolutions(mrz, { fullName: "ANA LÚCIA ROMERO GOMES" })).toEqual(["equivalent_transliteration"]);
  });

  it("agrees where it prints less: a year of expiry, a number with its check digit", () => {
    expect(resolutions({ dateOfExpiry: "2034-11-14" }, { dateOfExpiry: "2034" })).toEqual([]);
    expect(resolutions({ documentNumber: "12345678" }, { documentNumber: "12345678-9" })).toEqual([]);
  });
});
