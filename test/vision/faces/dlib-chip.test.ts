import { describe, expect, it } from "vitest";
import { apply } from "../../../src/vision/faces/affine.ts";
import { chipOf } from "../../../src/vision/faces/dlib-chip.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";

/** Five points as dlib's mean face has them, in a face of the given size at the given place. */
function aFace(side: number, left: number, top: number): Point[] {
  const points: Point[] = Array.from({ length: 68 }, () => [0, 0]);
  const at = (index: number, x: number, y: number) => {
    points[index] = [left + x * side, top + y * side];
  };
  at(45, 0.8595674595992, 0.2134981538014);
  at(42, 0.6460604764104, 0.2289674387677);
  at(36, 0.1205750620789, 0.2137274526848);
  at(39, 0.3340850613712, 0.2290642403242);
  at(33, 0.4901123135679, 0.6277975316475);
  return points;
}

describe("dlib's face chip", () => {
  it("shows the face with a quarter of it added on every side", () => {
    const map = chipOf(aFace(100, 40, 60));
    const [left, top] = apply(map, [0, 0]);
    const [right, bottom] = apply(map, [150, 150]);
    expect([left, top, right, bottom].map((value) => Math.round(value * 100) / 100)).toEqual([
      15, 35, 165, 185,
    ]);
  });
});
