import { describe, expect, it } from "vitest";
import { typeOfMrz } from "../../../../src/features/documents/document-type.ts";
import { parseMrz } from "../../../../src/features/documents/mrz/parse-mrz.ts";
import { NOON } from "../../../support/deps.ts";

/** Specimens of cheminfo/mrz's tests (`frenchDrivingLicense.test.ts`, `swissDrivingLicense.test.ts`). */
const FRENCH = ["D1FRA13AA000026181231MARTIN<<9"];
const SWISS = ["AAA001D<<", "FACHE305142128097<<800126<<<<<", "MARCHAND<<FABIENNE<<<<<<<<<<<<"];

const values = (lines: readonly string[]) =>
  Object.fromEntries(
    Object.entries(parseMrz(lines, NOON)?.fields ?? {}).map(([name, { value, checkDigit }]) => [
      name,
      [value, checkDigit],
    ]),
  );

describe("the one line of a French driving licence", () => {
  it("tells number, expiry and the start of the family name, under two check digits", () => {
    const parsed = parseMrz(FRENCH, NOON);
    expect(parsed).toMatchObject({
      format: "DLFR",
      documentCode: "D1",
      issuingCountry: "FR",
      checkDigits: { documentNumber: true, composite: true },
      valid: true,
    });
    expect(parsed && typeOfMrz(parsed)).toBe("driving_licence");
    expect(values(FRENCH)).toEqual({
      documentNumber: ["13AA00002", "pass"],
      dateOfExpiry: ["2018-12-31", "pass"],
      familyName: ["MARTIN", "pass"],
    });
  });

  it("says that a name which fills its eight places may be cut", () => {
    expect(parseMrz(["D1FRA13AA000026181231MARTINEZ9"], NOON)?.nameTruncated).toBe(true);
  });

  it.each([
    ["number", "D1FRA13AA000036181231MARTIN<<9"],
    ["name", "D1FRA13AA000026181231MARTEN<<9"],
  ])("notices a change of its %s", (_what, line) => {
    expect(parseMrz([line], NOON)).toMatchObject({ valid: false, problems: ["CHECK_DIGIT_FAILED"] });
  });

  it("is no other state's line", () => {
    expect(parseMrz(["D1NLD15094962111659VW87Z78NB84"], NOON)).toBeNull();
  });
});

describe("the three lines of a Swiss driving licence", () => {
  it("tell card, holder, birth and names, none of it under a check digit", () => {
    const parsed = parseMrz(SWISS, NOON);
    expect(parsed).toMatchObject({
      format: "DLCH",
      documentCode: "FA",
      issuingCountry: "CH",
      checkDigits: {},
    });
    expect(parsed && typeOfMrz(parsed)).toBe("driving_licence");
    expect(values(SWISS)).toEqual({
      documentNumber: ["AAA001D", "unprotected"],
      personalNumber: ["305142128", "unprotected"],
      dateOfBirth: ["1980-01-26", "unprotected"],
      familyName: ["MARCHAND", "unprotected"],
      givenNames: ["FABIENNE", "unprotected"],
    });
  });
});
