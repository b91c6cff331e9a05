import { describe, expect, it } from "vitest";
import { cutOut } from "../../../../src/vision/faces/signs/cut-out.ts";
import { measureFrameLines } from "../../../../src/vision/faces/signs/frame-lines.ts";
import { measureSigns } from "../../../../src/vision/faces/signs/measure-signs.ts";
import { toGray } from "../../../../src/vision/image/gray.ts";

const [WIDTH, HEIGHT] = [240, 320];
const FACE = { x: 75, y: 100, width: 90, height: 120 };

type Paint = (x: number, y: number) => readonly [number, number, number];
function aPicture(paint: Paint, width = WIDTH, height = HEIGHT) {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) rgba.set([...paint(x, y), 255], at);
  return { rgba, width, height };
}
const grayOf = ({ rgba, width, height }: ReturnType<typeof aPicture>) => toGray(rgba, width, height);
const ROOM: Paint = (x, y) => [120 + 20 * Math.sin(x / 40), 110 + 10 * Math.sin(y / 50), 100];

/** A light rectangle, turned by some degrees, in a room. */
const held =
  (degrees: number): Paint =>
  (x, y) => {
    const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [dx, dy] = [x - 120, y - 160];
    // The edge of a sheet is never sharper than a lens: it fades over two pixels.
    const within = Math.min(95 - Math.abs(dx * cos + dy * sin), 140 - Math.abs(dy * cos - dx * sin));
    const share = Math.min(1, Math.max(0, within / 2 + 0.5));
    const [red, green, blue] = ROOM(x, y);
    return [red + share * (220 - red), green + share * (215 - green), blue + share * (210 - blue)];
  };

describe("straight edges around a face", () => {
  it.each([0, 6, -9, 13])("are found on all sides of a sheet turned by %i degrees", (degrees) => {
    const lines = measureFrameLines(grayOf(aPicture(held(degrees))), FACE);
    expect(Math.min(...Object.values(lines))).toBeGreaterThan(0.75);
  });

  it("are none in a room without any", () => {
    const lines = measureFrameLines(grayOf(aPicture(ROOM)), FACE);
    expect(Object.values(lines)).toEqual([0, 0, 0, 0]);
  });

  it("are those of a door, on its side", () => {
    const door: Paint = (x, y) => (x > 200 ? [60, 50, 40] : ROOM(x, y));
    const { left, right, top, bottom } = measureFrameLines(grayOf(aPicture(door)), FACE);
    expect(right).toBe(1);
    expect([left, top, bottom]).toEqual([0, 0, 0]);
  });

  it("are not made of texture", () => {
    let seed = 1;
    const noise: Paint = () => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      const value = (seed >> 8) % 256;
      return [value, value, value];
    };
    const sides = Object.values(measureFrameLines(grayOf(aPicture(noise)), FACE)).sort((a, b) => b - a);
    expect(sides[2]).toBeLessThan(0.6);
  });
});

describe("the signs on a face", () => {
  it("are a pattern's when one lies over the face, and not when it lies beside it", () => {
    const grid: Paint = (x, y) => {
      const wave = 40 * Math.cos(2 * Math.PI * (x * 0.31 + y * 0.07));
      return [130 + wave, 120 - wave, 110 + wave];
    };
    const beside: Paint = (x, y) => (x < 40 ? grid(x, y) : ROOM(x, y));
    const signsOf = (paint: Paint) => {
      const picture = aPicture(paint);
      return measureSigns(picture, grayOf(picture), FACE);
    };
    expect(signsOf(grid).finePattern.chroma).toBe(1);
    expect(signsOf(beside).finePattern.chroma).toBe(0);
    expect(signsOf(ROOM)).toMatchObject({ finePattern: { luma: 0, chroma: 0 }, glare: 0 });
  });

  it("are glare when a lamp burns a spot out that fades", () => {
    const lamp: Paint = (x, y) => {
      const far = Math.hypot(x - 120, y - 140);
      const value = Math.min(255, Math.max(120, 330 - 5 * far));
      return [value, value, value];
    };
    const picture = aPicture(lamp);
    expect(measureSigns(picture, grayOf(picture), FACE).glare).toBeGreaterThan(0.03);
  });
});

describe("the part of a picture around a face", () => {
  it("stays inside the picture, and is as large as a spectrum's tile at least", () => {
    const picture = aPicture(ROOM);
    expect(cutOut(picture, { x: -30, y: 290, width: 60, height: 80 }, 1.3)).toMatchObject({
      width: 78,
      height: 104,
    });
    expect(cutOut(picture, { x: 100, y: 100, width: 20, height: 24 }, 1)).toMatchObject({
      width: 64,
      height: 64,
    });
    expect(cutOut(aPicture(ROOM, 50, 40), FACE, 1)).toMatchObject({ width: 50, height: 40 });
  });
});
