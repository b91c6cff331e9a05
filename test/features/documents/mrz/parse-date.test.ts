import { describe, expect, it } from "vitest";
import { parseMrzDate } from "../../../../src/features/documents/mrz/parse-date.ts";

const NOW = Date.UTC(2026, 2, 1);

describe("dates of birth", () => {
  it.each([
    ["740812", "1974-08-12"],
    ["260301", "2026-03-01"],
    ["260401", "1926-04-01"],
    ["000229", "2000-02-29"],
    ["74<<<<", "1974"],
    ["7408<<", "1974-08"],
    ["740000", "1974"],
    ["740800", "1974-08"],
  ])("%s is %s", (raw, value) => {
    expect(parseMrzDate(raw, "birth", NOW)).toEqual({ value, possible: true });
  });

  it("is unknown, but possible, when all is filler", () => {
    expect(parseMrzDate("<<<<<<", "birth", NOW)).toEqual({ value: null, possible: true });
  });

  it.each(["741312", "740230", "74<<12", "7408<1", "A40812", "<<0812", "74081"])("%s is no date", (raw) => {
    expect(parseMrzDate(raw, "birth", NOW)).toEqual({ value: null, possible: false });
  });
});

describe("dates of expiry", () => {
  it.each([
    ["120415", "2012-04-15"],
    ["360301", "2036-03-01"],
    ["751231", "2075-12-31"],
    ["961210", "1996-12-10"],
  ])("%s is %s", (raw, value) => {
    expect(parseMrzDate(raw, "expiry", NOW)).toEqual({ value, possible: true });
  });

  it("needs a month and a day when it has a year", () => {
    expect(parseMrzDate("300000", "expiry", NOW).possible).toBe(false);
  });
});
