import { describe, expect, it } from "vitest";
import { NAME_THRESHOLD } from "../../../../src/features/documents/checks/compare-person.ts";
import { editDistance, nameScore } from "../../../../src/features/documents/checks/name-score.ts";

describe("the score of a name", () => {
  it.each([
    ["Ana", "ANA", false],
    ["Ana", "ANA MARIA", false], // second given names are left out by most people
    ["Ruíz Gómez", "RUIZ GOMEZ", false],
    ["Muñoz", "MUNXXOZ", false],
    ["Gómez Ruíz", "RUIZ GOMEZ", false], // the order of surnames is mistaken often
    ["Fernández", "FERNANDES", false], // one letter of nine
    ["María Fernanda", "MARIA FERNAN", true],
  ])("lets %s pass for %s", (told, printed, truncated) => {
    expect(nameScore(told, printed, truncated)).toBeGreaterThanOrEqual(NAME_THRESHOLD);
  });

  it.each([
    ["Ruiz", "ROJAS", false],
    ["Ruis", "RUIZ", false], // one letter of four is another name as likely as an error
    ["Ana Lucía", "ANA", false], // what was told is not there
    ["María Fernanda", "MARIA FERNAN", false],
    ["Juan", "JUANA", false],
    ["Ana", "", false],
  ])("does not let %s pass for %s", (told, printed, truncated) => {
    expect(nameScore(told, printed, truncated)).toBeLessThan(NAME_THRESHOLD);
  });

  it("is 1 for the same name in another spelling", () => {
    expect(nameScore("de la Cruz", "DELACRUZ", false)).toBe(1);
  });
});

// Wagner & Fischer 1974; the pair everyone uses.
it("counts letters to change", () => {
  expect(editDistance("KITTEN", "SITTING")).toBe(3);
  expect(editDistance("", "ABC")).toBe(3);
  expect(editDistance("ABC", "ABC")).toBe(0);
});
