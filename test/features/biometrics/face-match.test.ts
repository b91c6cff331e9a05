import { describe, expect, it } from "vitest";
import { CALIBRATION } from "../../../src/features/biometrics/calibration.ts";
import {
  cosineSimilarity,
  decideFaceMatch,
  falseMatchRateAt,
  LOWEST_FALSE_MATCH_RATE,
  thresholdForRate,
} from "../../../src/features/biometrics/face-match.ts";

const points = CALIBRATION.engines["face-embed@0.0.1"] ?? [];

describe("the decision on two faces", () => {
  it.each([
    [0.62, "pass", true],
    [0.42, "pass", true],
    [0.4199, "review", false],
    [0.3, "review", false],
    [0.2999, "fail", false],
    [-0.2, "fail", false],
    [Number.NaN, "fail", false],
  ] as const)("of similarity %d is %s", (similarity, outcome, match) => {
    expect(decideFaceMatch(similarity)).toMatchObject({ outcome, match, threshold: 0.42 });
  });

  it("follows a threshold of the caller's own", () => {
    expect(decideFaceMatch(0.48, 0.5)).toMatchObject({ outcome: "review", match: false });
    expect(decideFaceMatch(0.55, 0.5)).toMatchObject({ outcome: "pass", match: true, threshold: 0.5 });
  });

  it("tells how often a stranger would have been accepted at the threshold, not at the pair's similarity", () => {
    expect(decideFaceMatch(0.9).falseMatchRate).toBe(decideFaceMatch(0.1).falseMatchRate);
  });
});

describe("the calibration", () => {
  it("claims no rate below three over the comparisons that were made", () => {
    for (const measured of Object.values(CALIBRATION.engines)) {
      for (const [, rate] of measured) expect(rate).toBeGreaterThanOrEqual(2.99 / CALIBRATION.impostorPairs);
    }
  });

  it("rises in threshold and in misses as fewer strangers pass, for every engine at the same rates", () => {
    for (const measured of Object.values(CALIBRATION.engines)) {
      expect(measured.map(([, rate]) => rate)).toEqual(points.map(([, rate]) => rate));
      measured.forEach(([threshold, rate, upper, missed], at) => {
        const [lastThreshold, lastRate, , lastMissed] = measured[at - 1] ?? [-1, 1, 1, 0];
        expect(threshold).toBeGreaterThan(lastThreshold);
        expect(rate).toBeLessThan(lastRate);
        expect(missed).toBeGreaterThanOrEqual(lastMissed);
        expect(upper).toBeGreaterThanOrEqual(rate);
      });
    }
  });
});

describe("the false match rate", () => {
  it.each(points.map(([similarity, rate]) => [similarity, rate]))("at %d is the measured %d", (at, rate) => {
    expect(falseMatchRateAt(at)).toBe(rate);
  });

  it("lies on a straight line of logarithms between two measured points", () => {
    const [one, other] = [points[10], points[11]];
    if (!one || !other) throw new Error("points are missing");
    const middle = falseMatchRateAt((one[0] + other[0]) / 2);
    expect(middle).toBeCloseTo(Math.sqrt(one[1] * other[1]), 9);
  });

  it("is unknown where nothing was measured, and claims nothing rarer than the sample shows", () => {
    expect(falseMatchRateAt(-0.5)).toBeNull();
    expect(falseMatchRateAt(Number.NaN)).toBeNull();
    expect(falseMatchRateAt(0.9)).toBe(LOWEST_FALSE_MATCH_RATE);
  });
});

describe("the threshold for a false match rate", () => {
  it.each([5e-5, 3e-5, 2e-5, LOWEST_FALSE_MATCH_RATE])("of %d lets no more strangers pass", (rate) => {
    const threshold = thresholdForRate(rate);
    expect(falseMatchRateAt(threshold)).toBeLessThanOrEqual(rate);
    expect(falseMatchRateAt(threshold - 2e-4)).toBeGreaterThan(rate);
  });

  it("is never below the product's own", () => {
    expect(thresholdForRate(1e-3)).toBe(0.42);
  });
});

describe("the cosine similarity", () => {
  it("is that of the angle between two unit vectors", () => {
    expect(cosineSimilarity(Float32Array.of(0.6, 0.8), Float32Array.of(0.6, 0.8))).toBeCloseTo(1);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(-1, 0))).toBe(-1);
  });

  it("does not compare embeddings of different lengths", () => {
    expect(() => cosineSimilarity(new Float32Array(512), new Float32Array(128))).toThrow();
  });
});
