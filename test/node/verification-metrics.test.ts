import { describe, expect, it } from "vitest";
import { areaUnderCurve, tenFoldAccuracy, trueAcceptsAt } from "../../scripts/verification-metrics.ts";

const pairs = (same: number[], different: number[]) => [
  ...same.map((score) => ({ score, same: true })),
  ...different.map((score) => ({ score, same: false })),
];

describe("the area under the curve", () => {
  it.each([
    [[3, 4], [1, 2], 1],
    [[1, 2], [3, 4], 0],
    [[1, 1], [1, 1], 0.5],
    [[2, 4], [1, 3], 0.75],
  ])("of same %j and different %j is %d", (same, different, area) => {
    expect(areaUnderCurve(pairs(same, different))).toBe(area);
  });
});

describe("the ten-fold accuracy", () => {
  it("is 1 where one threshold parts the classes, and counts each misplaced pair", () => {
    const same = Array.from({ length: 50 }, (_, at) => 0.6 + at / 1000);
    const different = Array.from({ length: 50 }, (_, at) => 0.1 + at / 1000);
    expect(tenFoldAccuracy(pairs(same, different))).toBe(1);
    expect(tenFoldAccuracy(pairs([...same.slice(1), 0.0], different))).toBeCloseTo(0.99);
  });
});

describe("true accepts at a false match rate", () => {
  const different = Array.from({ length: 100 }, (_, at) => at / 100);

  it("lets no more than the rate of strangers in", () => {
    expect(trueAcceptsAt(pairs([0.985, 0.975, 0.5, 0.2], different), 0.01)).toBe(0.25);
    expect(trueAcceptsAt(pairs([0.985, 0.975, 0.5, 0.2], different), 0.02)).toBe(0.5);
  });
});
