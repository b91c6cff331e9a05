import { describe, expect, it } from "vitest";
import {
  cosineSimilarity,
  decideFaceMatch,
  falseMatchRateAt,
} from "../../../src/features/biometrics/face-match.ts";

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
    expect(decideFaceMatch(0.48, 0.5)).toMatchObject({
      outcome: "review",
      match: false,
      falseMatchRate: 5e-6,
    });
    expect(decideFaceMatch(0.25, 0.2)).toMatchObject({ outcome: "pass", match: true, falseMatchRate: null });
  });

  it("tells how often a stranger would have been accepted at the threshold, not at the pair's similarity", () => {
    expect(decideFaceMatch(0.9).falseMatchRate).toBe(decideFaceMatch(0.1).falseMatchRate);
  });
});

describe("the false match rate", () => {
  it.each([
    [0.3, 2.8e-3],
    [0.35, 7e-4],
    [0.4, 1.5e-4],
    [0.45, 2.7e-5],
    [0.5, 5e-6],
  ])("at %d is the measured %d", (similarity, rate) => {
    expect(falseMatchRateAt(similarity)).toBeCloseTo(rate, 9);
  });

  it("lies on a straight line of logarithms between two measured points", () => {
    expect(falseMatchRateAt(0.425)).toBeCloseTo(Math.sqrt(1.5e-4 * 2.7e-5), 9);
  });

  it("only falls as the similarity grows", () => {
    const rates = Array.from({ length: 21 }, (_, at) => falseMatchRateAt(0.3 + at / 100) ?? Number.NaN);
    for (const [at, rate] of rates.entries()) if (at > 0) expect(rate).toBeLessThan(rates[at - 1] ?? 0);
  });

  it("is unknown where nothing was measured, and claims nothing rarer than the sample shows", () => {
    expect(falseMatchRateAt(0.29)).toBeNull();
    expect(falseMatchRateAt(Number.NaN)).toBeNull();
    expect(falseMatchRateAt(0.9)).toBe(5e-6);
  });
});

describe("the cosine similarity", () => {
  it("is 1 for the same direction, 0 for perpendicular ones, and -1 for opposite ones", () => {
    expect(cosineSimilarity(Float32Array.of(0.6, 0.8), Float32Array.of(0.6, 0.8))).toBeCloseTo(1);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(0, 1))).toBe(0);
    expect(cosineSimilarity(Float32Array.of(1, 0), Float32Array.of(-1, 0))).toBe(-1);
  });

  it("refuses embeddings of different lengths", () => {
    expect(() => cosineSimilarity(new Float32Array(512), new Float32Array(128))).toThrow();
  });
});
