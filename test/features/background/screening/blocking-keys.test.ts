import { describe, expect, it } from "vitest";
import {
  askingKeys,
  filingKeys,
  hash40,
  identifierKey,
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
    ["a wrong consonant", "Angela Nerkel", "Angela Merkel", "loosePair"],
    ["a consonant less", "Angela Mekel", "Angela Merkel", "loosePair"],
    ["a consonant more", "Angela Mertkel", "Angela Merkel", "loosePair"],
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
    expect(keys.length).toBeLessThanOrEqual(12);
    expect(keys.every((key) => Number.isInteger(key) && key >= 0 && key < 2 ** 40)).toBe(true);
    expect(askingKeys("Zephyrin Quandamooka").length).toBeLessThan(400);
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
