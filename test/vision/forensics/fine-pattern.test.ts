import { describe, expect, it } from "vitest";
import { measureColour } from "../../../src/vision/forensics/colour.ts";
import { measureFinePattern } from "../../../src/vision/forensics/fine-pattern.ts";
import { paint, type Rgb, seeded } from "../image/make-pictures.ts";

const WIDTH = 448;
const HEIGHT = 320;
const random = seeded(64);
const grain = () => (random() - 0.5) * 12;
const measure = (colour: (x: number, y: number) => Rgb) =>
  measureFinePattern(paint(WIDTH, HEIGHT, colour).data, WIDTH, HEIGHT);

describe("measureFinePattern", () => {
  it("finds nothing on noise, on flat paper and on a slope of light", () => {
    expect(measure(() => [128 + grain(), 128 + grain(), 128 + grain()])).toMatchObject({
      luma: 0,
      chroma: 0,
    });
    expect(measure(() => [220, 220, 215])).toMatchObject({ luma: 0, chroma: 0 });
    expect(measure((x, y) => [x / 3 + grain(), y / 3 + grain(), 90 + grain()])).toMatchObject({ chroma: 0 });
  });

  it.each([
    [2.6, 4],
    [3.7, -8],
    [5.1, 30],
  ])(
    "finds the coloured stripes of a screen whose pixels are %f of the camera's wide, turned by %f degrees",
    (pitch, degrees) => {
      const angle = (degrees * Math.PI) / 180;
      const found = measure((x, y) => {
        const phase = (2 * Math.PI * (x * Math.cos(angle) + y * Math.sin(angle))) / pitch;
        return [0, 1, 2].map(
          (at) => 120 + 25 * Math.cos(phase - (at * 2 * Math.PI) / 3) + grain(),
        ) as unknown as Rgb;
      });
      expect(found.chroma).toBeGreaterThan(0.9);
    },
  );

  it("tells black lines, as guilloches are, from coloured ones", () => {
    const lines = measure((x, y) => {
      const value = 150 + 40 * Math.cos((2 * Math.PI * (x + 0.3 * y)) / 4.3) + grain();
      return [value, value, value];
    });
    expect(lines.luma).toBeGreaterThan(0.9);
    expect(lines.chroma).toBe(0);
  });

  it("finds nothing in the edges of print, however regular their colour", () => {
    const found = measure((x, y) => (((x >> 4) + (y >> 4)) % 2 === 0 ? [40, 60, 120] : [230, 225, 210]));
    expect(found.chroma).toBeLessThan(0.2);
  });

  it("leaves the peaks of JPEG's blocks alone", () => {
    const found = measure((x) => (x % 8 === 0 ? [140, 120, 140] : [120, 130, 120]));
    expect(found.chroma).toBe(0);
  });

  it("has no tiles on a picture smaller than one", () => {
    expect(measureFinePattern(paint(63, 200, () => [9, 9, 9]).data, 63, 200).tiles).toBe(0);
  });
});

describe("measureColour", () => {
  it("is nothing on a photocopy, whatever cast the lamp gave it", () => {
    const copy = paint(300, 200, (x) => [x % 200, x % 200, x % 200]);
    const warm = paint(300, 200, (x) => [(x % 200) + 30, (x % 200) + 8, x % 200]);
    expect([measureColour(copy.data, 300, 200), measureColour(warm.data, 300, 200)]).toEqual([0, 0]);
  });

  it("is the share of pixels with a colour of their own", () => {
    const quarter = paint(400, 200, (x) => (x < 100 ? [200, 40, 40] : [150, 150, 150]));
    expect(measureColour(quarter.data, 400, 200)).toBeGreaterThan(0.2);
  });
});
