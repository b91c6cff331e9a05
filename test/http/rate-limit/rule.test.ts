import { describe, expect, it } from "vitest";
import { countHit, previewHit } from "../../../src/http/rate-limit/rule.ts";

const rule = { limit: 3, windowMs: 60_000 };

/** Sends requests at these instants (seconds) and tells which passed. */
function passes(seconds: number[]): boolean[] {
  let hits: number[] = [];
  return seconds.map((second) => {
    const counted = countHit(hits, second * 1000, rule);
    hits = counted.hits;
    return counted.verdict.allowed;
  });
}

describe("the sliding log", () => {
  it("lets exactly the limit through", () => {
    expect(passes([0, 0, 0, 0, 0])).toEqual([true, true, true, false, false]);
  });

  it("has no edge at which twice the limit gets through, as a fixed minute has", () => {
    expect(passes([58, 59, 59.9, 60.1, 61])).toEqual([true, true, true, false, false]);
  });

  it("frees each place exactly one window after it was taken", () => {
    expect(passes([0, 20, 40, 59.999, 60, 79.999, 80])).toEqual([true, true, true, false, true, false, true]);
  });

  it("does not count what it refused, so that hammering does not lock a caller out", () => {
    expect(passes([0, 0, 0, 30, 45, 59, 60])).toEqual([true, true, true, false, false, false, true]);
  });

  it("tells how many are left and when the oldest leaves the window", () => {
    const { verdict } = countHit([1_000, 2_000], 31_500, rule);
    expect(verdict).toEqual({ allowed: true, remaining: 0, resetSeconds: 30 });
    expect(previewHit([1_000], 31_500, rule)).toEqual({ allowed: true, remaining: 2, resetSeconds: 30 });
  });

  it("stays in order when the clock steps back", () => {
    const { hits } = countHit([5_000], 4_000, rule);
    expect(hits).toEqual([5_000, 5_000]);
  });
});
