import { describe, expect, it } from "vitest";
import { ageOn, judgeAge, judgeExpiry } from "../../../../src/features/documents/checks/judge-dates.ts";
import type { MergedFields } from "../../../../src/features/documents/fields/merge.ts";
import type { Interpretation } from "../../../../src/features/documents/interpret.ts";

const field = (value: string, checkDigit: "pass" | "fail" = "pass") => ({
  field: "",
  value,
  raw: value,
  confidence: 1,
  source: "mrz" as const,
  checkDigit,
  truncated: false,
  region: null,
});
const merged = (fields: MergedFields["fields"]): MergedFields => ({
  fields,
  conflicts: [],
  missing: [],
  compared: 0,
});
const passport = { mrz: {}, barcodes: [] } as unknown as Interpretation;

describe("expiry", () => {
  it.each([
    ["2026-06-15", "2026-06-15T12:00:00Z", "pass"], // its last day
    ["2026-06-15", "2026-06-16T11:59:59Z", "pass"], // still that day at UTC-12
    ["2026-06-15", "2026-06-16T12:00:00Z", "fail"],
    ["2026-06", "2026-06-30T23:00:00Z", "pass"], // any day of the month may be the last
    ["2026-06", "2026-07-02T00:00:00Z", "fail"],
    ["2025", "2026-06-15T12:00:00Z", "fail"],
  ])("of a document good until %s is judged at %s: %s", (expires, at, result) => {
    const judged = judgeExpiry(passport, merged({ dateOfExpiry: field(expires) }), Date.parse(at));
    expect(judged.result).toBe(result);
    if (result === "fail") expect(judged.reasons).toEqual(["DOCUMENT_EXPIRED"]);
  });

  it("is not judged on a date that its check digit disproves, nor without one", () => {
    const disproved = merged({ dateOfExpiry: field("2020-01-01", "fail") });
    expect(judgeExpiry(passport, disproved, Date.parse("2026-06-15")).result).toBe("inconclusive");
    expect(judgeExpiry(passport, merged({}), 0).result).toBe("inconclusive");
  });

  it("does not apply to the Colombian cédula, which has none", () => {
    const cedula = {
      mrz: null,
      barcodes: [{ parsed: { parsedAs: "co_cedula" } }],
    } as unknown as Interpretation;
    expect(judgeExpiry(cedula, merged({}), 0).result).toBe("not_applicable");
  });
});

describe("age", () => {
  it.each([
    ["2008-06-15", "2026-06-15", 18],
    ["2008-06-16", "2026-06-15", 17],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
  ])("of one born %s is on %s %i", (born, today, age) => {
    expect(ageOn(born, today)).toBe(age);
  });

  it.each([
    [null, "2015-01-01", "not_applicable"],
    [18, "2008-06-15", "pass"],
    [18, "2008-06-16", "fail"],
    [18, "2008", "inconclusive"],
  ])("with a minimum of %s, born %s: %s", (minimum, born, result) => {
    const judged = judgeAge(
      merged({ dateOfBirth: field(born) }),
      minimum,
      Date.parse("2026-06-15T12:00:00Z"),
    );
    expect(judged.result).toBe(result);
  });
});
