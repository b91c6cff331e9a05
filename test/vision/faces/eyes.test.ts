import { describe, expect, it } from "vitest";
import { readEyes } from "../../../src/vision/faces/eyes.ts";
import { pyramidOf } from "../../../src/vision/faces/picture.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";
import type { Net } from "../../../src/vision/runtime/executor.ts";

/** A grey picture with a white square of 12 pixels around the left eye's middle. */
const LEFT: Point = [60, 60];
const rgba = new Uint8ClampedArray(200 * 120 * 4).fill(90);
for (let y = 0; y < 120; y++) {
  for (let x = 0; x < 200; x++) {
    if (Math.abs(x - LEFT[0]) <= 6 && Math.abs(y - LEFT[1]) <= 6)
      rgba.fill(255, (y * 200 + x) * 4, (y * 200 + x) * 4 + 3);
  }
}
const pyramid = pyramidOf({ rgba, width: 200, height: 120 });

const landmarks = Array.from({ length: 68 }, (): Point => [0, 0]);
const eye = (corners: [number, number], lids: number[], [x, y]: Point) => {
  landmarks[corners[0]] = [x - 15, y];
  landmarks[corners[1]] = [x + 15, y];
  for (const lid of lids) landmarks[lid] = [x, y];
};
eye([36, 39], [37, 38, 40, 41], LEFT);
eye([42, 45], [43, 44, 46, 47], [140, 60]);

/** Calls an eye open by how bright its middle is: the second score is that of an open eye. */
const net = {
  run(pixels: Float32Array, shape: readonly number[]) {
    expect(shape).toEqual([1, 24, 24, 1]);
    const middle = pixels[12 * 24 + 12] ?? 0;
    return [Float32Array.of(0, middle > 0.9 ? 4 : -4)];
  },
} as unknown as Net;

describe("the eyes of a face", () => {
  it("are each looked at in their own place, and open by the second score", () => {
    const { left, right } = readEyes(net, pyramid, landmarks);
    expect(left).toBeCloseTo(1 / (1 + Math.exp(-4)), 5);
    expect(right).toBeCloseTo(1 / (1 + Math.exp(4)), 5);
  });
});
