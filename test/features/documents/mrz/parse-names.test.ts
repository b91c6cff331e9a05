import { describe, expect, it } from "vitest";
import { parseMrzNames } from "../../../../src/features/documents/mrz/parse-names.ts";

describe("names", () => {
  it.each([
    ["ERIKSSON<<ANNA<MARIA<<<<", "ERIKSSON", "ANNA MARIA"],
    ["VAN<DER<MUELLEN<<ILSE<<<", "VAN DER MUELLEN", "ILSE"],
    ["ARKFREITH<<<<<<<<<<<<<<<", "ARKFREITH", null],
    ["NILAVADHANANANDA<<CHAYAP", "NILAVADHANANANDA", "CHAYAP"],
  ])("%s is %s, %s (ICAO 9303-3 §4.6)", (raw, familyName, givenNames) => {
    expect(parseMrzNames(raw)).toMatchObject({ familyName, givenNames, wellFormed: true });
  });

  it("may be cut when a letter stands in the last place", () => {
    expect(parseMrzNames("NILAVADHANANANDA<<CHAYAP").truncated).toBe(true);
    expect(parseMrzNames("NILAVADHANANANDA<<CHAYA<").truncated).toBe(false);
  });

  it.each(["<<ANNA<<<", "ERIKSSON<<ANNA<<MARIA<<<", "ERIKSSON<<ANNA<<<K<<<", "ERIK5SON<<ANNA<<<", "<<<<<<"])(
    "%s is not well formed",
    (raw) => {
      expect(parseMrzNames(raw).wellFormed).toBe(false);
    },
  );
});
