import { expect, it } from "vitest";
import { isCutName, sameName } from "../../../../src/features/documents/fields/name-forms.ts";

// The pairs of ICAO 9303-3 §6.A, and what documents make of hyphens and spaces.
it.each([
  ["RUÍZ", "RUIZ"],
  ["MUÑOZ", "MUNOZ"],
  ["MUÑOZ", "MUNXXOZ"],
  ["MÜLLER", "MUELLER"],
  ["MÜLLER", "MUXXLLER"],
  ["MÜLLER", "MULLER"],
  ["Groß", "GROSS"],
  ["ÅNGSTRÖM", "AANGSTROEM"],
  ["SØRENSEN", "SOERENSEN"],
  ["Þórsdóttir", "THORSDOTTIR"],
  ["PÉREZ-GÓMEZ", "PEREZ GOMEZ"],
  ["O'CONNOR", "OCONNOR"],
  ["de la Cruz", "DELACRUZ"],
])("takes %s and %s for the same name", (one, other) => {
  expect(sameName(one, other)).toBe(true);
});

it.each([
  ["RUIZ", "RUEDA"],
  ["RUIZ", "RUIZ GOMEZ"],
  ["MULLER", "MILLER"],
  ["", ""],
])("tells %s from %s", (one, other) => {
  expect(sameName(one, other)).toBe(false);
});

it("takes a cut name for its beginning, but not two letters for any name", () => {
  expect(isCutName("NILAVADHANANANDA", "NILAVADHANANANDA CHAYAPA")).toBe(true);
  expect(isCutName("NI", "NILAVADHANANANDA")).toBe(false);
  expect(isCutName("CHAYAPA", "NILAVADHANANANDA CHAYAPA")).toBe(false);
});
