import { describe, expect, it } from "vitest";
import { overlap, suppress } from "../../../src/vision/faces/boxes.ts";

const box = (x: number, y: number, width = 10, height = 10) => ({ x, y, width, height });

describe("the overlap of two boxes", () => {
  it.each([
    [box(0, 0), box(0, 0), 1],
    [box(0, 0), box(5, 0), 1 / 3],
    [box(0, 0), box(10, 0), 0],
    [box(0, 0, 20, 20), box(5, 5), 0.25],
  ])("of %j and %j is %d", (a, b, expected) => {
    expect(overlap(a, b)).toBeCloseTo(expected);
    expect(overlap(b, a)).toBeCloseTo(expected);
  });
});

it("of several answers to one face the best stays, and a face beside it too", () => {
  const kept = suppress(
    [
      { box: box(1, 0), score: 0.8 },
      { box: box(0, 0), score: 0.9 },
      { box: box(30, 0), score: 0.7 },
    ],
    0.4,
  );
  expect(kept.map(({ score }) => score)).toEqual([0.9, 0.7]);
});
