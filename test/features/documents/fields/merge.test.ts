import { describe, expect, it } from "vitest";
import type { Candidate } from "../../../../src/features/documents/fields/candidates.ts";
import { mergeFields } from "../../../../src/features/documents/fields/merge.ts";

const given = (field: string, source: Candidate["source"], value: string, more: Partial<Candidate> = {}) => ({
  field,
  value,
  raw: value,
  confidence: 0.9,
  source,
  checkDigit: null,
  truncated: false,
  region: null,
  ...more,
});

describe("fields of several sources", () => {
  it.each([
    [
      "a spelling",
      given("familyName", "mrz", "RUIZ"),
      given("familyName", "viz", "RUÍZ"),
      "equivalent_transliteration",
    ],
    [
      "a cut name",
      given("givenNames", "mrz", "MARIA FERNAN", { truncated: true }),
      given("givenNames", "viz", "María Fernanda"),
      "equivalent_truncation",
    ],
    [
      "a number longer than an MRZ has room for, as on the specimen of a US visa",
      given("documentNumber", "mrz", "555123ABC"),
      given("documentNumber", "viz", "555123ABC12"),
      "equivalent_truncation",
    ],
    [
      "another name",
      given("familyName", "mrz", "RUIZ"),
      given("familyName", "barcode", "ROJAS"),
      "different",
    ],
    [
      "another day",
      given("dateOfBirth", "mrz", "1990-01-15"),
      given("dateOfBirth", "barcode", "1990-01-16"),
      "different",
    ],
    [
      "a digit of a printed day",
      given("dateOfBirth", "mrz", "1990-01-15"),
      given("dateOfBirth", "viz", "1990-01-16"),
      "uncertain",
    ],
  ])("that differ by %s are a conflict of that kind", (_what, one, other, resolution) => {
    expect(mergeFields([one, other], "passport").conflicts).toMatchObject([{ field: one.field, resolution }]);
  });

  it("that differ in spacing alone are none", () => {
    const merged = mergeFields(
      [given("documentNumber", "mrz", "AB123456"), given("documentNumber", "viz", "ab 123-456")],
      "passport",
    );
    expect(merged.conflicts).toEqual([]);
    expect(merged.compared).toBe(1);
  });

  it("give way to another source where the check digit disproves the MRZ", () => {
    const merged = mergeFields(
      [
        given("documentNumber", "mrz", "AB128456", { checkDigit: "fail" }),
        given("documentNumber", "barcode", "AB123456"),
      ],
      "passport",
    );
    expect(merged.fields.documentNumber?.value).toBe("AB123456");
    expect(merged.conflicts).toHaveLength(1);
  });

  it("make a full name, and name what the type of document should have had", () => {
    const merged = mergeFields(
      [given("familyName", "mrz", "RUIZ"), given("givenNames", "mrz", "ANA")],
      "passport",
    );
    expect(merged.fields.fullName?.value).toBe("ANA RUIZ");
    expect(merged.missing).toEqual(["documentNumber", "dateOfBirth", "sex", "nationality", "dateOfExpiry"]);
  });
});
