import { describe, expect, it } from "vitest";
import { requirePossibleIdentifiers } from "../../../src/features/users/admit.ts";

const admit = (country: string, type: string, number: string) => () =>
  requirePossibleIdentifiers([
    { country: "CO", type: "CC", number: "1020304050" },
    { country, type, number },
  ]);

describe("the identifiers of a user", () => {
  it.each([
    ["ES", "DNI", "12345678A"],
    ["BR", "CPF", "39053344704"],
    ["MX", "CURP", "BOXW310820HNERXN08"],
    ["US", "SSN", "666123456"],
  ])("are refused when none such exists: %s %s %s", (country, type, number) => {
    expect(admit(country, type, number)).toThrow(
      expect.objectContaining({
        code: "VALIDATION_FAILED",
        details: [{ field: "identifiers.1.number", code: "NUMBER_FORMAT_INVALID", message: "" }],
      }),
    );
  });

  it.each([
    ["CO", "CC", "1"],
    ["CL", "RUN", "12345678"],
    ["DO", "CEDULA", "00113918204"],
    ["ES", "DNI", "12345678"],
    ["XK", "ANYTHING", "A-1"],
  ])("are let in when they are merely rare or unknown: %s %s %s", (country, type, number) => {
    expect(admit(country, type, number)).not.toThrow();
  });
});
