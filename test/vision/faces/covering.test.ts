import { expect, it } from "vitest";
import { measureCovering } from "../../../src/vision/faces/covering.ts";
import { pyramidOf } from "../../../src/vision/faces/picture.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";

type Colour = readonly [number, number, number];
type Area = readonly [x: number, y: number, width: number, height: number, colour: Colour];
const SKIN: Colour = [190, 140, 115];
const SIDE = 200;

/** Outer corners of the eyes 100 pixels apart; only the points that are measured differ. */
const LANDMARKS: Point[] = Array.from({ length: 68 }, (): Point => [100, 100]);
const place = (index: number, x: number, y: number) => {
  LANDMARKS[index] = [x, y];
};
for (const [index, x, y] of [
  [5, 60, 150],
  [6, 70, 165],
  [8, 100, 180],
  [10, 130, 165],
  [11, 140, 150],
  [27, 100, 65],
  [28, 100, 75],
  [33, 100, 105],
  [36, 50, 60],
  [37, 60, 55],
  [38, 70, 55],
  [39, 80, 60],
  [40, 70, 65],
  [41, 60, 65],
  [42, 120, 60],
  [43, 130, 55],
  [44, 140, 55],
  [45, 150, 60],
  [46, 140, 65],
  [47, 130, 65],
  [48, 75, 135],
  [51, 100, 128],
  [54, 125, 135],
  [57, 100, 145],
  [62, 100, 135],
  [66, 100, 136],
] as const)
  place(index, x, y);

function measured(areas: readonly Area[], skin = SKIN) {
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4);
  const all: Area[] = [[0, 0, SIDE, SIDE, skin], ...areas];
  for (const [x, y, width, height, colour] of all)
    for (let row = y; row < y + height; row++)
      for (let column = x; column < x + width; column++)
        rgba.set([...colour, 255], (row * SIDE + column) * 4);
  return measureCovering(pyramidOf({ rgba, width: SIDE, height: SIDE }), LANDMARKS);
}

/** Lips take half of the light that the skin gives back, whatever its tone. */
const lipsOn = ([red, green, blue]: Colour): Area => [75, 131, 50, 8, [red / 2, green / 2.5, blue / 2.5]];
const LIPS = lipsOn(SKIN);
const EYES: Area[] = [
  [55, 55, 10, 10, [20, 20, 20]],
  [66, 55, 10, 10, [240, 240, 240]],
  [124, 55, 10, 10, [20, 20, 20]],
  [136, 55, 10, 10, [240, 240, 240]],
];

it.each([
  ["light", SKIN],
  ["dark", [70, 45, 35] as const],
])("a bare face with %s skin shows a line at the mouth, its own colour and lively eyes", (_, skin) => {
  const bare = measured([lipsOn(skin), ...EYES], skin);
  expect(bare?.mouthLine).toBeGreaterThan(0.14);
  expect(bare?.mouthTint).toBeLessThan(0.1);
  expect(Math.abs(bare?.eyeShade ?? 1)).toBeLessThan(0.1);
  expect(bare?.eyeContrast).toBeGreaterThan(0.7);
});

it("a cloth leaves no line and a colour that is not the skin's", () => {
  const masked = measured([LIPS, ...EYES, [0, 95, SIDE, 105, [135, 180, 210]]]);
  expect(masked?.mouthLine).toBeLessThan(0.05);
  expect(masked?.mouthTint).toBeGreaterThan(0.35);
});

it("dark lenses make it dark below the eyes and even within them", () => {
  const lenses = measured([LIPS, ...EYES, [35, 40, 60, 42, [30, 28, 28]], [105, 40, 60, 42, [30, 28, 28]]]);
  expect(lenses?.eyeShade).toBeLessThan(-0.32);
  expect(lenses?.eyeContrast).toBeLessThan(0.1);
});

it("nothing is measured of a face whose chin the picture does not show", () => {
  const cut = LANDMARKS.map(([x, y]): Point => [x, y + 40]);
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4).fill(128);
  expect(measureCovering(pyramidOf({ rgba, width: SIDE, height: SIDE }), cut)).toBeNull();
});
