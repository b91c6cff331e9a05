import { describe, expect, it } from "vitest";
import { COVERINGS, type Covering, cover } from "../../../scripts/covered/coverings.ts";
import { faceFrame } from "../../../scripts/covered/face-frame.ts";
import { createCanvas } from "../../../scripts/specimen/canvas.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";

/** Where the features that coverings are drawn by lie on a level face, eyes 60 pixels apart. */
const SPOTS: Record<number, Point> = {
  2: [52, 130],
  8: [100, 190],
  14: [148, 130],
  27: [100, 92],
  30: [100, 125],
  33: [100, 132],
  36: [70, 90],
  39: [88, 90],
  42: [112, 90],
  45: [130, 90],
  62: [100, 155],
};
const JAW = [3, 4, 5, 6, 7].map((at): Point => [52 + (at - 2) * 8, 130 + (at - 2) * 10]);
const landmarks = Array.from({ length: 68 }, (_, at): Point => {
  if (at >= 3 && at <= 7) return JAW[at - 3] as Point;
  if (at >= 9 && at <= 13) return [200 - (JAW[13 - at] as Point)[0], (JAW[13 - at] as Point)[1]];
  if (at >= 36 && at <= 41) return SPOTS[at] ?? [79, 90];
  if (at >= 42 && at <= 47) return SPOTS[at] ?? [121, 90];
  return SPOTS[at] ?? [100, 155];
});
const SKIN = [200, 150, 120] as const;
const half = () => 0.5;

/** How far the pixel is from the skin that was there. */
function changeAt(covering: Covering, [x, y]: Point): number {
  const { data, width } = cover(createCanvas(200, 220, SKIN), landmarks, covering, half);
  return SKIN.reduce(
    (sum, value, channel) => sum + Math.abs(value - (data[(y * width + x) * 4 + channel] as number)),
    0,
  );
}

describe("what is drawn over a face", () => {
  it.each((Object.keys(COVERINGS) as Covering[]).filter((name) => !name.endsWith("glasses")))(
    "%s: hides the mouth and leaves the eyes",
    (covering) => {
      expect(changeAt(covering, [100, 155])).toBeGreaterThan(5);
      expect(changeAt(covering, [79, 88])).toBe(0);
    },
  );

  it.each(["dark_glasses", "tinted_glasses"] as const)(
    "%s: darken the eyes and leave the mouth",
    (covering) => {
      expect(changeAt(covering, [79, 92])).toBeGreaterThan(100);
      expect(changeAt(covering, [100, 155])).toBe(0);
    },
  );

  it("clear glasses: leave what is behind them to be seen", () => {
    expect(changeAt("clear_glasses", [79, 92])).toBeLessThan(40);
  });

  it("lies on axes of the face, which lead back to the picture", () => {
    const frame = faceFrame(landmarks);
    const [u, v] = frame.toFace(112, 140);
    const [x, y] = frame.toPicture(u, v);
    expect([frame.unit, x, y].map((value) => Math.round(value * 1000) / 1000)).toEqual([60, 112, 140]);
  });
});
