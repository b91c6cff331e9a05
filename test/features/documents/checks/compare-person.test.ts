import { describe, expect, it } from "vitest";
import {
  comparePerson,
  type Expected,
  expectedOfData,
} from "../../../../src/features/documents/checks/compare-person.ts";
import type { MergedFields } from "../../../../src/features/documents/fields/merge.ts";

const printed = (values: Record<string, string>): MergedFields => ({
  fields: Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      {
        field,
        value,
        raw: value,
        confidence: 0.9,
        source: "mrz",
        checkDigit: null,
        truncated: false,
        region: null,
      },
    ]),
  ),
  conflicts: [],
  missing: [],
  compared: 0,
});

const DOCUMENT = printed({
  familyName: "RUIZ GOMEZ",
  givenNames: "ANA",
  dateOfBirth: "1990-01-15",
  documentNumber: "AV123456",
  optionalData: "1020304050",
  sex: "F",
});

describe("a document held against what is expected", () => {
  const cases: [what: string, expected: Expected, result: string, reasons: string[] | undefined][] = [
    ["nothing", {}, "not_applicable", undefined],
    [
      "all of it",
      { familyName: "Ruíz Gómez", givenNames: "Ana", dateOfBirth: "1990-01-15" },
      "pass",
      undefined,
    ],
    ["its number, spaced", { documentNumber: "av 123-456" }, "pass", undefined],
    ["the person's number, which a card prints besides", { documentNumber: "1020304050" }, "pass", undefined],
    ["another number", { documentNumber: "1020304051" }, "fail", ["NUMBER_MISMATCH"]],
    [
      "another name and day",
      { familyName: "Rojas", dateOfBirth: "1991-01-15" },
      "fail",
      ["NAME_MISMATCH", "DOB_MISMATCH"],
    ],
    ["what it does not print", { nationality: "CO" }, "inconclusive", undefined],
  ];
  it.each(cases)("of %s", (_what, expected, result, reasons) => {
    const judged = comparePerson(expected, DOCUMENT);
    expect([judged.result, judged.reasons]).toEqual([result, reasons]);
  });

  it("agrees with a birth date of which only the year is known", () => {
    const partial = printed({ dateOfBirth: "1990" });
    expect(comparePerson({ dateOfBirth: "1990-01-15" }, partial).result).toBe("pass");
    expect(comparePerson({ dateOfBirth: "1991-01-15" }, partial).result).toBe("fail");
  });
});

describe("what a user's data lets expect", () => {
  it("leaves out what the document does not print, but for names and birth date", () => {
    const told = { familyName: "Ruiz", dateOfBirth: "1990-01-15", nationality: "CO", sex: "F" };
    expect(expectedOfData(told, printed({ sex: "X" }))).toEqual({
      familyName: "Ruiz",
      dateOfBirth: "1990-01-15",
    });
    expect(expectedOfData(told, DOCUMENT)).toHaveProperty("sex", "F");
  });
});
