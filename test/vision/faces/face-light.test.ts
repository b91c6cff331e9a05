import { describe, expect, it } from "vitest";
import { see } from "../../../scripts/active/camera.ts";
import { MEAN_HEAD } from "../../../scripts/active/head-model.ts";
import { measureFaceLight } from "../../../src/vision/faces/face-light.ts";

const [WIDTH, HEIGHT] = [480, 640];
const landmarks = see(MEAN_HEAD, { yaw: 0, pitch: 0, roll: 0, x: 0, y: -20, distance: 450 });
const box = { x: 160, y: 230, width: 160, height: 210 };

/** A face of one colour in its box, before a wall of another. */
function aPicture(face: readonly number[], wall: readonly number[], width = WIDTH) {
  const rgba = new Uint8ClampedArray(width * HEIGHT * 4);
  for (let y = 0, at = 0; y < HEIGHT; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const inside = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
      rgba.set([...(inside ? face : wall), 255], at);
    }
  return { rgba, width, height: HEIGHT };
}

describe("the light on a face", () => {
  it("is that of its skin and that of what is behind, as light and not as values of sRGB", () => {
    const light = measureFaceLight(aPicture([188, 128, 128], [128, 188, 128]), landmarks, box);
    expect(light?.skin.map((part) => part.toFixed(2))).toEqual(["0.50", "0.22", "0.22"]);
    expect(light?.background?.map((part) => part.toFixed(2))).toEqual(["0.22", "0.50", "0.22"]);
  });

  it.each([
    ["burnt out", [255, 255, 255]],
    ["black", [2, 1, 0]],
  ])("cannot be told on skin that is %s", (_what, colour) => {
    expect(measureFaceLight(aPicture(colour, [90, 90, 90]), landmarks, box)).toBeNull();
  });

  it("has nothing behind it where the head fills the picture", () => {
    const large = { x: 20, y: 60, width: 440, height: 560 };
    expect(
      measureFaceLight(aPicture([188, 128, 128], [90, 90, 90]), landmarks, large)?.background,
    ).toBeNull();
  });
});
