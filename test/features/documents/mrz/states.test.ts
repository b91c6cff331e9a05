import { describe, expect, it } from "vitest";
import { countryOfState, isStateCode } from "../../../../src/features/documents/mrz/states.ts";

describe("codes of states", () => {
  it.each([
    ["COL", "CO"],
    ["D", "DE"],
    ["GBN", "GB"],
    ["RKS", "XK"],
    ["CHE", "CH"],
    ["AUT", "AT"],
  ])("%s stands for %s", (code, country) => {
    expect(countryOfState(code)).toBe(country);
  });

  it.each(["UTO", "UNO", "EUE", "XXA", "XOM"])("%s is known and belongs to no country", (code) => {
    expect(isStateCode(code)).toBe(true);
    expect(countryOfState(code)).toBeNull();
  });

  it.each(["", "ZZZ", "DE", "BDR", "C0L"])("%j is no code of a state", (code) => {
    expect(isStateCode(code)).toBe(false);
  });
});
