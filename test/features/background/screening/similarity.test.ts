import { describe, expect, it } from "vitest";
import { editDistance } from "../../../../src/features/background/screening/edit-distance.ts";
import { compareTokens } from "../../../../src/features/background/screening/similarity.ts";
import { skeletonOf } from "../../../../src/features/background/screening/skeleton.ts";
import { tokenize } from "../../../../src/features/background/screening/tokens.ts";

const compare = (a: string, b: string) => {
  const [one] = tokenize(a);
  const [other] = tokenize(b);
  if (!one || !other) throw new Error("no word");
  return compareTokens(one, other);
};

describe("the skeleton of a word", () => {
  it.each([
    ["usama", "osama"],
    ["mohammed", "muhammad"],
    ["ahmad", "ahmed"],
    ["yusuf", "youssef"],
    ["khalid", "qalid"],
    ["philipp", "filip"],
    ["gennady", "guennadi"],
    ["sheikh", "chaykh"],
  ])("is one for %s and %s", (a, b) => {
    expect(skeletonOf(a)).toBe(skeletonOf(b));
  });

  it("differs where consonants do", () => {
    expect(skeletonOf("karim")).not.toBe(skeletonOf("kabir"));
  });
});

describe("comparing two words", () => {
  it.each([
    ["Lavrov", "Lavrov", "exact", 1, 1],
    ["Lukashnko", "Lukashenko", "phonetic", 0.85, 1],
    ["Brezos", "Bezos", "typo", 0.8, 1],
    ["Muhammad", "Mohammed", "phonetic", 0.85, 1],
    ["Bill", "William", "nickname", 0.8, 0.95],
    ["Paco", "Francisco", "nickname", 0.8, 0.95],
    ["J", "Joachim", "initial", 0.7, 0.85],
    ["محمد", "Muhammad", "phonetic", 0.85, 0.95],
  ])("%s and %s are one by %s", (a, b, method, least, most) => {
    const match = compare(a, b);
    expect(match.method).toBe(method);
    expect(match.score).toBeGreaterThanOrEqual(least);
    expect(match.score).toBeLessThanOrEqual(most);
  });

  it.each([
    ["Benjamin", "Boris"],
    ["Frank", "Frederik"],
    ["O", "Joachim"],
    ["Castro", "Cabello"],
    ["7", "Seven7"],
  ])("%s and %s are not one", (a, b) => {
    expect(compare(a, b).score).toBe(0);
  });

  it("does not depend on the order", () => {
    for (const [a, b] of [
      ["Sergei", "Sergey"],
      ["Ali", "Aly"],
      ["Bill", "William"],
      ["J", "John"],
    ] as const) {
      expect(compare(a, b)).toEqual(compare(b, a));
    }
  });
});

describe("the edit distance", () => {
  it("charges less for a slip people make than for another letter", () => {
    expect(editDistance("sergei", "sergei")).toBe(0);
    expect(editDistance("hassan", "hasan")).toBeLessThan(editDistance("hassan", "haslan"));
    expect(editDistance("osama", "usama")).toBeLessThan(editDistance("osama", "tsama"));
    expect(editDistance("donald", "donlad")).toBeLessThan(editDistance("donald", "donxyd"));
  });

  it("gives up at its limit and nowhere below it", () => {
    const distance = editDistance("lukashenko", "lukasjenka");
    expect(editDistance("lukashenko", "lukasjenka", distance)).toBe(distance);
    expect(editDistance("lukashenko", "lukasjenka", distance - 0.01)).toBe(Number.POSITIVE_INFINITY);
    expect(editDistance("ab", "abcdefgh", 2)).toBe(Number.POSITIVE_INFINITY);
  });
});
