import { describe, expect, it } from "vitest";
import {
  checkDigit,
  isProtected,
  longNumber,
  MRZ_CLASSES,
  MRZ_LAYOUTS,
  mrzLayout,
  runChecks,
} from "../../src/kernel/mrz-format.ts";

describe("check digits", () => {
  it.each([
    ["520727", "3", "ICAO 9303-3 §4.9, example 1"],
    ["AB2134<<<", "5", "ICAO 9303-3 §4.9, example 2"],
    ["L898902C3", "6", "9303-4, appendix A"],
    ["ZE184226B<<<<<", "1", "9303-4, appendix A"],
    ["D23145890734", "9", "9303-5, a number longer than its field"],
    ["000001115702", "7", "a Belgian identity card"],
    ["<<<<<<", "0", "nothing but fillers"],
  ])("of %s is %s (%s)", (text, digit) => {
    expect(checkDigit(text)).toBe(digit);
  });

  it("is empty for characters that no MRZ holds", () => {
    expect(checkDigit("AB 12")).toBe("");
  });
});

describe("layouts", () => {
  it.each(MRZ_LAYOUTS.map((layout) => [layout.format, layout] as const))(
    "of %s have a known class for each column",
    (_format, { classes, lineLength }) => {
      expect(Math.max(...classes.map((line) => line.length))).toBe(lineLength);
      for (const line of classes) {
        for (const name of line) expect(MRZ_CLASSES[name]).toBeTruthy();
      }
    },
  );

  it("put their check digits where a digit may stand", () => {
    for (const { classes, checks } of MRZ_LAYOUTS)
      for (const { at } of checks) expect("DO").toContain(classes[at.line]?.[at.column]);
  });
});

describe("checks", () => {
  it("accept a filler for the digit of empty optional data in a passport, and for no other", () => {
    const lines = [
      "P<BDRMUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<",
      "CA000000<4D<<6408125F1802212<<<<<<<<<<<<<<<6",
    ];
    expect([...runChecks(mrzLayout("TD3"), lines).values()]).toEqual([true, true, true, true, true]);
    const filled = [lines[0] as string, "CA000000<4D<<6408125F1802212A<<<<<<<<<<<<<<6"];
    expect(runChecks(mrzLayout("TD3"), filled).get("optionalData")).toBe(false);
    const noDigit = [lines[0] as string, "CA000000<<D<<6408125F1802212<<<<<<<<<<<<<<<6"];
    expect(runChecks(mrzLayout("TD3"), noDigit).get("documentNumber")).toBe(false);
  });

  it("follow a document number into the optional data", () => {
    expect(longNumber("I<UTOD23145890<7349<<<<<<<<<<<", 14)).toEqual({ rest: "734", digit: "9" });
    expect(longNumber("I<UTOD23145890<<<<<<<<<<<<<<<<", 14)).toBeNull();
  });

  it("notice any single changed digit of a protected field", () => {
    const lines = [
      "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
      "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ];
    for (let column = 0; column < 44; column++) {
      const second = lines[1] as string;
      if (!/\d/.test(second[column] as string) || !isProtected(mrzLayout("TD3"), 1, column)) continue;
      const digit = String((Number(second[column]) + 1) % 10);
      const changed = second.slice(0, column) + digit + second.slice(column + 1);
      expect([...runChecks(mrzLayout("TD3"), [lines[0] as string, changed]).values()]).toContain(false);
    }
  });
});
