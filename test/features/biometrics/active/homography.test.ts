import { describe, expect, it } from "vitest";
import { homographyResidual } from "../../../../src/features/biometrics/active/homography.ts";
import type { Point } from "../../../../src/vision/ports/picture.ts";

const GRID = Array.from(
  { length: 20 },
  (_, at): Point => [(at % 5) * 40 + (at % 3) * 7, Math.floor(at / 5) * 55],
);

const under =
  (h: readonly [number, number, number, number, number, number, number, number]) =>
  ([x, y]: Point): Point => {
    const depth = h[6] * x + h[7] * y + 1;
    return [(h[0] * x + h[1] * y + h[2]) / depth, (h[3] * x + h[4] * y + h[5]) / depth];
  };

describe("what a homography leaves", () => {
  it.each([
    ["a move", [1, 0, 30, 0, 1, -12, 0, 0]],
    ["a turn and zoom", [0.8, -0.6, 5, 0.6, 0.8, 9, 0, 0]],
    ["a stretch", [0.5, 0.1, 0, 0, 1.4, 0, 0, 0]],
    ["a picture turned away from the camera", [0.7, 0.1, 10, -0.05, 0.95, 3, 0.0018, -0.0007]],
  ] as const)("is nothing for %s", (_what, h) => {
    expect(homographyResidual(GRID, GRID.map(under(h)))).toBeLessThan(1e-6);
  });

  it("is the part of one point's move that the others do not share", () => {
    const moved = GRID.map(([x, y], at): Point => (at === 7 ? [x + 20, y] : [x, y]));
    // Twenty points share 400 square pixels: .2 · 20 / √20 is what no fit could explain away, 20 / √20 all of it.
    const residual = homographyResidual(GRID, moved) ?? 0;
    expect(residual).toBeGreaterThan(2);
    expect(residual).toBeLessThan(20 / Math.sqrt(20));
  });

  it("cannot be told of points on one line", () => {
    const line = GRID.map((_, at): Point => [at, 2 * at]);
    expect(homographyResidual(line, GRID)).toBeNull();
  });
});
