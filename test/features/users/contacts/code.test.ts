import { describe, expect, it } from "vitest";
import { newCode, sameMac } from "../../../../src/features/users/contacts/code.ts";

const drawing = (...words: number[]) => {
  const waiting = words.values();
  return () => {
    const { value, done } = waiting.next();
    if (done) throw new Error("drew more than was there");
    return value;
  };
};

describe("a one-time code", () => {
  it.each([
    [0, "000000"],
    [42, "000042"],
    [999_999, "999999"],
    [1_000_000, "000000"],
    [4_293_999_999, "999999"], // the last word of the last whole million
  ])("made of the word %d is %s", (word, code) => expect(newCode(drawing(word))).toBe(code));

  it.each([4_294_000_000, 4_294_967_295])("is drawn again for %d, which would favour small codes", (word) => {
    expect(newCode(drawing(word, 7))).toBe("000007");
  });

  it("is six digits, and hardly ever the same", () => {
    const codes = Array.from({ length: 500 }, () => newCode());
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    // 500 of a million: an eighth of a pair is to be expected; five would be a wonder.
    expect(new Set(codes).size).toBeGreaterThan(495);
  });

  it("is compared as a whole", () => {
    expect(sameMac("ab12", "ab12")).toBe(true);
    expect(sameMac("ab12", "ab13")).toBe(false);
    expect(sameMac("ab12", "ab1")).toBe(false);
  });
});
