import { describe, expect, it } from "vitest";
import { expectedNumber, printedNumbers } from "../../../../src/features/documents/checks/expected-number.ts";
import type { DocumentType } from "../../../../src/features/documents/document-type.ts";
import type { MergedFields } from "../../../../src/features/documents/fields/merge.ts";

const read = (values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, { field, value }]),
  ) as unknown as MergedFields["fields"];

const identifier = (type: string, country: string, number: string) => ({ type, country, number });
const CC = identifier("CC", "CO", "1020304050");
const PASSPORT = identifier("passport", "CO", "AV123456");

describe("the number that a user's identifiers let expect", () => {
  const cases: [
    what: string,
    told: ReturnType<typeof identifier>[],
    document: [DocumentType | null, string | null],
    printed: Record<string, string>,
    expected: string | undefined,
  ][] = [
    ["a cédula", [PASSPORT, CC], ["id_card", "CO"], { documentNumber: "1020304051" }, CC.number],
    ["a passport", [CC, PASSPORT], ["passport", "CO"], { documentNumber: "AB000000" }, PASSPORT.number],
    ["another state's passport", [PASSPORT], ["passport", "PE"], { documentNumber: "AB000000" }, undefined],
    ["another state's card", [CC], ["id_card", "PE"], { documentNumber: "1020304051" }, undefined],
    ["a visa", [CC, PASSPORT], ["visa", "CO"], { documentNumber: "AV123456" }, undefined],
    ["a document of unknown type", [CC], [null, "CO"], {}, undefined],
    [
      "a Chilean card, by any name of the number",
      [identifier("RUN", "CL", "12.345.678-5")],
      ["id_card", "CL"],
      { documentNumber: "B50012345", optionalData: "12345678-5" },
      "12.345.678-5",
    ],
    [
      "a Chilean card of which the serial alone was read",
      [identifier("RUT", "CL", "12.345.678-5")],
      ["id_card", "CL"],
      { documentNumber: "B50012345" },
      undefined,
    ],
    [
      "a Mexican voter card, whose MRZ has no CURP",
      [identifier("CURP", "MX", "BOXW310820HNERXN09")],
      ["id_card", "MX"],
      { documentNumber: "123456789", optionalData: "0123456789012" },
      undefined,
    ],
    [
      "a Spanish residence permit",
      [identifier("DNI", "ES", "99999999R"), identifier("NIE", "ES", "X1234567L")],
      ["residence_permit", "ES"],
      { documentNumber: "E00000000", optionalData: "X1234567L" },
      "X1234567L",
    ],
    [
      "a Brazilian licence, by the holder's CPF",
      [identifier("CPF", "BR", "529.982.247-25")],
      ["driving_licence", "BR"],
      { personalNumber: "52998224725" },
      "529.982.247-25",
    ],
    [
      "any country's card, by its own number",
      [identifier("national_id", "FR", "D2H6862M2")],
      ["id_card", "FR"],
      { documentNumber: "X4RTBPFW4" },
      "D2H6862M2",
    ],
  ];
  it.each(cases)("on %s", (_what, told, [documentType, country], printed, expected) => {
    expect(expectedNumber(told, documentType, country, read(printed))).toBe(expected);
  });
});

describe("the numbers read off a document", () => {
  it("are its own, its holder's, and each of the optional data", () => {
    const fields = read({
      documentNumber: "A1",
      personalNumber: "B2",
      optionalData: "C3 D4",
      familyName: "RUIZ",
    });
    expect(printedNumbers(fields)).toEqual(["A1", "B2", "C3", "D4"]);
    expect(printedNumbers({})).toEqual([]);
  });
});
