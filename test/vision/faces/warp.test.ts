import { describe, expect, it } from "vitest";
import { cropMap, turnMap } from "../../../src/vision/faces/affine.ts";
import { pyramidOf } from "../../../src/vision/faces/picture.ts";
import { warp } from "../../../src/vision/faces/warp.ts";

const RGB = { channels: "rgb", mean: 0, scale: 1 } as const;

/** A picture whose red is its column, green its row, blue 255. */
function gradient(width: number, height: number) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++)
    rgba.set([at % width, Math.floor(at / width), 255, 255], at * 4);
  return pyramidOf({ rgba, width, height });
}

describe("a warp", () => {
  it("at the picture's own size gives its pixels", () => {
    const pixels = warp(gradient(4, 3), [1, 0, 0, 0, 1, 0], 4, 3, RGB);
    expect([...pixels.slice(0, 6)]).toEqual([0, 0, 255, 1, 0, 255]);
    expect([...pixels.slice(-3)]).toEqual([3, 2, 255]);
  });

  it("orders the channels and scales them as the net wants", () => {
    const map = [1, 0, 3, 0, 1, 2] as const;
    expect([...warp(gradient(4, 3), map, 1, 1, { ...RGB, channels: "bgr" })]).toEqual([255, 2, 3]);
    expect([...warp(gradient(4, 3), map, 1, 1, { ...RGB, mean: 1, scale: 0.5 })]).toEqual([1, 0.5, 127]);
    const [gray] = warp(gradient(4, 3), map, 1, 1, { ...RGB, channels: "gray" });
    expect(gray).toBeCloseTo(0.299 * 3 + 0.587 * 2 + 0.114 * 255, 3);
  });

  it("is black outside the picture", () => {
    expect([...warp(gradient(4, 3), [1, 0, -10, 0, 1, 0], 1, 1, RGB)]).toEqual([0, 0, 0]);
  });

  it("turned by a quarter shows the left column as its top row", () => {
    const pixels = warp(gradient(4, 3), turnMap(90, 4, 3), 3, 4, RGB);
    expect([pixels[1], pixels[4], pixels[7]]).toEqual([2, 1, 0]);
  });

  it("keeps a ramp's values when it shrinks it by far, as the mean of an area is its middle", () => {
    const pixels = warp(
      gradient(200, 200),
      cropMap({ x: 0, y: 0, width: 200, height: 200 }, 10, 10),
      10,
      10,
      RGB,
    );
    for (let x = 1; x < 9; x++) expect(pixels[(5 * 10 + x) * 3]).toBeCloseTo(x * 20 + 9.5, -0.5);
  });

  it("does not alias: a fine chequerboard shrinks to gray", () => {
    const side = 240;
    const rgba = new Uint8ClampedArray(side * side * 4).fill(255);
    for (let at = 0; at < side * side; at++) {
      if ((at + Math.floor(at / side)) % 2 === 0) rgba.set([0, 0, 0], at * 4);
    }
    const map = cropMap({ x: 0, y: 0, width: side, height: side }, 20, 20);
    const pixels = warp(pyramidOf({ rgba, width: side, height: side }), map, 20, 20, {
      ...RGB,
      channels: "gray",
    });
    // The outermost pixels blend with the black around the picture.
    for (let at = 21; at < 18 * 20 + 19; at++) {
      if (at % 20 > 0 && at % 20 < 19) expect(Math.abs((pixels[at] ?? 0) - 127.5)).toBeLessThan(2);
    }
  });
});
