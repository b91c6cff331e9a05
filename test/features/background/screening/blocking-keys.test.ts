import { describe, expect, it } from "vitest";
import {
  askingKeys,
  filingKeys,
  hash40,
  identifierKey,
  sketchOf,
  yearKey,
} from "../../../../src/features/background/screening/blocking-keys.ts";

const kindsShared = (asked: string, filed: string) => {
  const keys = new Set(filingKeys(filed));
  return new Set(
    askingKeys(asked)
      .filter(({ key }) => keys.has(key))
      .map(({ kind }) => kind),
  );
};

describe("blocking keys", () => {
  it.each([
    ["the same name", "Angela Dorothea Merkel", "Angela Dorothea Merkel", "all"],
    ["its words in another order", "Merkel Angela Dorothea", "Angela Dorothea Merkel", "all"],
    ["other vowels", "Angila Marcal", "Angela Merkel", "pair"],
    ["a wrong consonant", "Angela Metkel", "Angela Merkel", "initials"],
    ["a consonant less", "Angela Mekel", "Angela Merkel", "single"],
    ["a slip in both words", "Angtela Mertkel", "Angela Merkel", "initials"],
    ["a slip in the only word", "Quantamoka", "Quandamooka Brightwater", "single"],
    ["a silent letter too many", "Mendoza Rahamn", "Mendoza Rahman", "pair"],
    ["one of three words beyond recognition", "Angela Quux Merkel", "Angela Dorothea Merkel", "pair"],
    ["a word left out", "Angela Merkel", "Angela Dorothea Merkel", "pair"],
    ["a name run together", "Abdulrahman", "Abdul Rahman", "whole"],
    ["a name split in two", "Abd al Rahman Yasin", "Abdalrahman Yasin", "whole"],
    ["a nickname", "Bill Quandamooka", "William Quandamooka", "pair"],
    ["a surname alone", "Quandamooka", "Zephyrin Quandamooka", "single"],
    ["another script", "Владимир Квандамука", "Vladimir Kvandamuka", "pair"],
  ])("are shared with %s", (_how, asked, filed, kind) => {
    expect(kindsShared(asked, filed)).toContain(kind);
  });

  it("are not shared by names that have nothing in common", () => {
    expect(kindsShared("Obadiah Brightwater", "Zephyrin Quandamooka")).toEqual(new Set());
  });

  it("are few to file, and fit into 40 bits", () => {
    const keys = filingKeys("Zephyrin Obadiah Quandamooka Brightwater");
    expect(keys.length).toBeLessThanOrEqual(13);
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key < 2 ** 40)).toBe(true);
    expect(askingKeys("Zephyrin Quandamooka", 1960).length).toBeLessThan(12);
  });

  it("by first sounds are shared only by those of the year, or of none", () => {
    const initials = askingKeys("Angtela Mertkel", 1954).filter(({ kind }) => kind === "initials");
    const shares = (year: number | null) => {
      const filed = filingKeys("Angela Merkel", year);
      return initials.some(({ key }) => filed.includes(key));
    };
    expect([1954, null, 1955].map(shares)).toEqual([true, true, false]);
  });

  it("with a year differ by the year, and fit into 40 bits too", () => {
    const key = hash40("sfilip");
    const keys = [null, 1900, 1954, 1955].map((year) => yearKey(key, year));
    expect(new Set([key, ...keys]).size).toBe(5);
    expect(keys.every((one) => Number.isInteger(one) && one >= 0 && one < 2 ** 40)).toBe(true);
  });

  it("of identifiers see no separators and no case", () => {
    expect(identifierKey("ab 12-34.5")).toBe(identifierKey("AB12345"));
    expect(hash40("")).toBe(hash40(""));
  });

  it.each(["", " ", "😀", "-"])("of nothing (%j) are none", (name) => {
    expect(filingKeys(name)).toEqual([]);
    expect(askingKeys(name)).toEqual([]);
  });
});

const bits = (number: number) => number.toString(2).replaceAll("0", "").length;
const apart = (a: string, b: string) => {
  const [[lettersA, soundsA], [lettersB, soundsB]] = [sketchOf(a), sketchOf(b)];
  return bits((lettersA ^ lettersB) >>> 0) + bits((soundsA ^ soundsB) >>> 0);
};

describe("a sketch of a name", () => {
  it("is the same in any order of its words, and nearly so with a slip", () => {
    expect(apart("Angela Dorothea Merkel", "Merkel, Angela Dorothea")).toBe(0);
    expect(apart("Angela Dorothea Merkel", "Angela Dorotea Merkl")).toBeLessThan(
      apart("Angela Dorothea Merkel", "Angela Quux Brightwater"),
    );
  });

  it("fits into twice 24 bits", () => {
    for (const part of sketchOf("Zephyrin Obadiah Quandamooka Brightwater")) {
      expect(part).toBeGreaterThan(0);
      expect(part).toBeLessThan(2 ** 24);
    }
  });
});
