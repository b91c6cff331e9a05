import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor, pageOf } from "../../src/kernel/cursor.ts";

describe("a cursor", () => {
  it("comes back as the place it was made of", () => {
    const place = { at: 1_781_524_800_000, id: "evt_a-B_9" };
    expect(decodeCursor(encodeCursor(place))).toEqual(place);
  });

  it.each([
    "",
    "x",
    "!!!",
    "AAAA",
    btoa("1.").replaceAll("=", ""),
    btoa("-1.evt_1").replaceAll("=", ""),
    "a".repeat(201),
  ])("is refused when made by hand: %j", (text) => {
    expect(decodeCursor(text)).toBeNull();
  });
});

describe("a page", () => {
  const place = (at: number) => ({ at, id: `evt_${at}` });
  it("names its end when there is more, and nothing on the last page", () => {
    expect(pageOf([3, 2, 1], 2, place)).toEqual({ rows: [3, 2], nextCursor: encodeCursor(place(2)) });
    expect(pageOf([3, 2], 2, place)).toEqual({ rows: [3, 2], nextCursor: null });
    expect(pageOf([], 2, place)).toEqual({ rows: [], nextCursor: null });
  });
});
