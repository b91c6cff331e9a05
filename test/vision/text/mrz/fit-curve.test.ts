import { describe, expect, it } from "vitest";
import { curveAt, fitCurve } from "../../../../src/vision/text/mrz/fit-curve.ts";

const samples = (value: (at: number) => number) =>
  Array.from({ length: 12 }, (_, at) => ({ at: at * 50, value: value(at * 50), weight: 1 }));

describe("a curve through samples", () => {
  it("is exact for a parabola far from the origin", () => {
    const moved = samples((at) => 5 - 0.3 * at + 0.002 * at * at).map((one) => ({ ...one, at: one.at }));
    const { curve, rms } = fitCurve(moved, 2, 1) ?? { curve: [0, 0, 0] as const, rms: 9 };
    expect(curve[0]).toBeCloseTo(5, 6);
    expect(curve[1]).toBeCloseTo(-0.3, 8);
    expect(curve[2]).toBeCloseTo(0.002, 10);
    expect(rms).toBeLessThan(1e-6);
  });

  it("leaves out samples that are wrong", () => {
    const some = samples((at) => 2 + 0.1 * at);
    (some[3] as { value: number }).value += 40;
    const fit = fitCurve(some, 1, 2);
    expect(fit?.kept).toHaveLength(11);
    expect(curveAt(fit?.curve ?? [0, 0, 0], 1000)).toBeCloseTo(102, 6);
  });

  it("is null where the samples do not determine it", () => {
    expect(fitCurve(samples(() => 1).slice(0, 3), 2, 1)).toBeNull();
    expect(fitCurve([], 0, 1)).toBeNull();
  });
});
