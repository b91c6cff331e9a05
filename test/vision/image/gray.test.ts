import { describe, expect, it } from "vitest";
import { resizeGray, rotateGray, toGray } from "../../../src/vision/image/gray.ts";

const gray = (width: number, ...data: number[]) => ({
  data: Uint8Array.from(data),
  width,
  height: data.length / width,
});

describe("gray pictures", () => {
  it("weigh red, green and blue as BT.601 does", () => {
    const rgba = Uint8ClampedArray.from([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 255]);
    expect([...toGray(rgba, 4, 1).data]).toEqual([76, 149, 28, 255]);
  });

  it.each([
    [0, [1, 2, 3, 4, 5, 6], 3],
    [90, [4, 1, 5, 2, 6, 3], 2],
    [180, [6, 5, 4, 3, 2, 1], 3],
    [270, [3, 6, 2, 5, 1, 4], 2],
  ] as const)("turn clockwise by %d degrees", (degrees, data, width) => {
    expect(rotateGray(gray(3, 1, 2, 3, 4, 5, 6), degrees)).toEqual(gray(width, ...data));
  });

  it("shrink to the mean of what lies under each pixel, also where pixels are cut", () => {
    expect([...resizeGray(gray(4, 0, 100, 200, 100), 2, 1).data]).toEqual([50, 150]);
    expect([...resizeGray(gray(3, 0, 90, 180), 2, 1).data]).toEqual([30, 150]);
  });

  it("keep a flat picture flat at every size", () => {
    const flat = { data: new Uint8Array(35 * 21).fill(137), width: 35, height: 21 };
    for (const [width, height] of [
      [7, 3],
      [35, 21],
      [36, 50],
      [100, 20],
      [1, 1],
    ] as const) {
      expect(new Set(resizeGray(flat, width, height).data)).toEqual(new Set([137]));
    }
  });

  it("enlarge by interpolation", () => {
    expect([...resizeGray(gray(2, 0, 100), 4, 1).data]).toEqual([0, 25, 75, 100]);
  });
});
