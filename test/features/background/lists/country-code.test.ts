import { describe, expect, it } from "vitest";
import { countryCode } from "../../../../src/features/background/lists/country-code.ts";

describe("the code of a country as lists name it", () => {
  it.each([
    ["Colombia", "CO"],
    ["Democratic People's Republic of Korea", "KP"],
    ["Korea, North", "KP"],
    ["Iran (Islamic Republic of)", "IR"],
    ["Syrian Arab Republic", "SY"],
    ["Democratic Republic of the Congo", "CD"],
    ["Türkiye", "TR"],
    ["Côte d’Ivoire", "CI"],
    ["United Kingdom of Great Britain and Northern Ireland", "GB"],
    ["Viet Nam", "VN"],
    ["Burma", "MM"],
    ["CO", "CO"],
  ])("of %s is %s", (name, code) => {
    expect(countryCode(name)).toBe(code);
  });

  it.each(["", "na", "former Soviet Union", "Atlantis", "SU"])("is unknown for %s", (name) => {
    expect(countryCode(name)).toBeNull();
  });
});
