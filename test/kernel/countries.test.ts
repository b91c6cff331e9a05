import { describe, expect, test } from "vitest";
import { alpha2Of, alpha3Of, COUNTRIES, isCountry } from "../../src/kernel/countries.ts";

describe("the table of countries", () => {
  test("holds the 249 assigned codes of ISO 3166-1, each once in either form", () => {
    expect(COUNTRIES).toHaveLength(249);
    expect(new Set(COUNTRIES.map(alpha3Of)).size).toBe(249);
    for (const alpha2 of COUNTRIES) {
      expect(alpha2).toMatch(/^[A-Z]{2}$/);
      expect(alpha3Of(alpha2)).toMatch(/^[A-Z]{3}$/);
      expect(alpha2Of(alpha3Of(alpha2) ?? "")).toBe(alpha2);
    }
  });

  // Pairs where one form cannot be guessed from the other, and the two newest assignments (CW, SS).
  test.each([
    ["CO", "COL"],
    ["CL", "CHL"],
    ["CH", "CHE"],
    ["DE", "DEU"],
    ["AT", "AUT"],
    ["AU", "AUS"],
    ["KP", "PRK"],
    ["KR", "KOR"],
    ["CD", "COD"],
    ["CG", "COG"],
    ["ME", "MNE"],
    ["RS", "SRB"],
    ["CW", "CUW"],
    ["SS", "SSD"],
  ])("%s is %s", (alpha2, alpha3) => {
    expect(alpha3Of(alpha2)).toBe(alpha3);
    expect(alpha2Of(alpha3)).toBe(alpha2);
  });

  test.each(["UK", "XK", "EU", "co", "", "AN", "ZZ", "COL", "AX:"])("%s is no assigned country", (code) => {
    expect(isCountry(code)).toBe(false);
  });

  test.each(["UTO", "D", "GBD", "XXA", "EUE", "ROM"])("%s of travel documents is no country", (code) => {
    expect(alpha2Of(code)).toBeNull();
  });
});
