import { describe, expect, it } from "vitest";
import { idSeries, newId } from "../../src/kernel/ids.ts";

describe("ids", () => {
  it("carry 144 random bits behind a prefix that tells what they name", () => {
    const ids = Array.from({ length: 1000 }, () => newId("usr"));
    for (const id of ids) expect(id).toMatch(/^usr_[A-Za-z0-9_-]{24}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("of a series share two letters and no more", () => {
    const next = idSeries("usr");
    const ids = Array.from({ length: 1000 }, next);
    for (const id of ids) expect(id).toMatch(/^usr_[A-Za-z0-9_-]{24}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids.map((id) => id.slice(0, 6))).size).toBe(1);
    for (let at = 6; at < 28; at++) expect(new Set(ids.map((id) => id[at])).size).toBeGreaterThan(32);
  });
});
