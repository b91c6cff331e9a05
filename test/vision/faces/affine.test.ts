import { describe, expect, it } from "vitest";
import { apply, compose, cropMap, invert, similarity, turnMap } from "../../../src/vision/faces/affine.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";

const near = ([x, y]: Point, [u, v]: Point) => {
  expect(x).toBeCloseTo(u, 6);
  expect(y).toBeCloseTo(v, 6);
};

describe("the similarity of two point sets", () => {
  const triangle: Point[] = [
    [0, 0],
    [10, 0],
    [0, 20],
  ];

  it("recovers a turn of 30 degrees, a scale of 2 and a shift", () => {
    const [cos, sin] = [2 * Math.cos(Math.PI / 6), 2 * Math.sin(Math.PI / 6)];
    const moved = triangle.map(([x, y]): Point => [cos * x - sin * y + 5, sin * x + cos * y - 7]);
    const map = similarity(triangle, moved);
    for (const [at, point] of triangle.entries()) near(apply(map, point), moved[at] as Point);
  });

  it("has no mirror and no shear: a mirrored set is met by turning alone", () => {
    const mirrored = triangle.map(([x, y]): Point => [-x, y]);
    const [a, b, , d, e] = similarity(triangle, mirrored);
    expect(a).toBeCloseTo(e);
    expect(b).toBeCloseTo(-d);
  });
});

describe("the map of a turned view", () => {
  // A picture 4 wide and 3 high; its top left corner as seen after a clockwise turn.
  it.each([
    [0, [0, 0]],
    [90, [2, 0]],
    [180, [3, 2]],
    [270, [0, 3]],
  ] as const)("after %d degrees finds the picture's first pixel", (turn, seenAt) => {
    near(apply(turnMap(turn, 4, 3), seenAt), [0, 0]);
  });

  it("is undone by its inverse", () => {
    for (const turn of [90, 180, 270] as const) {
      const map = turnMap(turn, 640, 480);
      near(apply(compose(invert(map), map), [12, 34]), [12, 34]);
    }
  });
});

it("a crop's outer edges fall on the box's edges, half a pixel outside the first and last pixel centre", () => {
  const map = cropMap({ x: 10, y: 20, width: 8, height: 4 }, 4, 4);
  near(apply(map, [-0.5, -0.5]), [9.5, 19.5]);
  near(apply(map, [3.5, 3.5]), [17.5, 23.5]);
});
