import { describe, expect, it } from "vitest";
import { cameraJpeg } from "../../../scripts/forensics/camera-jpeg.ts";
import { mapJpegHistory } from "../../../src/vision/forensics/jpeg-history.ts";
import { type JpegLevels, readJpegLevels } from "../../../src/vision/forensics/jpeg-levels.ts";
import { measureForensics } from "../../../src/vision/forensics/measure-forensics.ts";
import { decodePicture } from "../../../src/vision/image/decode.ts";
import { jpegOf, type Pixels, paint, pngOf, seeded } from "../image/make-pictures.ts";

const random = seeded(8);
const SIDE = 512;
/** Random heights, `step` pixels apart, with slopes between them. */
function hills(step: number): (x: number, y: number) => number {
  const wide = SIDE / step + 2;
  const heights = Array.from({ length: wide * wide }, () => random() + random() - 1);
  return (x, y) => {
    const [column, row] = [Math.floor(x / step), Math.floor(y / step)];
    const [fx, fy] = [x / step - column, y / step - row];
    const at = (dx: number, dy: number) => heights[(row + dy) * wide + column + dx] as number;
    return (at(0, 0) * (1 - fx) + at(1, 0) * fx) * (1 - fy) + (at(0, 1) * (1 - fx) + at(1, 1) * fx) * fy;
  };
}
const [broad, middling, fine] = [hills(32), hills(8), hills(4)] as const;
/** As natural pictures are: coefficients of every size, the small ones most often, and nothing clipped. */
const photo = paint(SIDE, SIDE, (x, y) => {
  const rough = Math.abs(broad(y, x));
  const value =
    128 + 50 * broad(x, y) + rough * (70 * middling(x, y) + 70 * fine(x, y)) + (random() - 0.5) * 6;
  return [value, value * 0.9 + 10, value * 0.8 + 20];
});
const BOX = { x: 136, y: 200, width: 160, height: 160 };

async function decoded(jpeg: Uint8Array): Promise<Pixels> {
  const picture = await decodePicture(jpeg);
  if (!picture.ok) throw new Error(picture.detail);
  return { data: picture.rgba, width: picture.width, height: picture.height };
}

/** Other grain over the box, as of another picture. */
function withPatch(pixels: Pixels): Pixels {
  const data = Uint8ClampedArray.from(pixels.data);
  for (let y = BOX.y; y < BOX.y + BOX.height; y++) {
    for (let x = BOX.x; x < BOX.x + BOX.width; x++) {
      const value = 120 + 60 * middling(y, x) + 50 * fine(y, x);
      data.set([value, value, value], (y * pixels.width + x) * 4);
    }
  }
  return { ...pixels, data };
}

function sides(jpeg: Uint8Array) {
  const history = mapJpegHistory(readJpegLevels(jpeg) as JpegLevels);
  const { cellPx, columns } = history;
  const sums = { inside: 0, outside: 0 };
  for (const [at, evidence] of history.evidence.entries()) {
    const [x, y] = [(at % columns) * cellPx, Math.floor(at / columns) * cellPx];
    const inside =
      x >= BOX.x && y >= BOX.y && x + cellPx <= BOX.x + BOX.width && y + cellPx <= BOX.y + BOX.height;
    const outside =
      x + cellPx <= BOX.x || y + cellPx <= BOX.y || x >= BOX.x + BOX.width || y >= BOX.y + BOX.height;
    if (inside) sums.inside += evidence;
    if (outside) sums.outside += evidence;
  }
  return { doubled: history.doubled, ...sums };
}

describe("the history of a JPEG", () => {
  it.each([75, 85, 92])("of a picture saved once at %i shows no earlier saving", (quality) => {
    expect(sides(cameraJpeg(photo, quality)).doubled).toBe(0);
  });

  it.each([
    [70, 85],
    [75, 90],
    [85, 95],
  ])("of a picture saved at %i and again at %i is the same everywhere", async (first, second) => {
    const found = sides(cameraJpeg(await decoded(cameraJpeg(photo, first)), second));
    expect(found.doubled).toBeGreaterThan(2);
    expect(found.inside).toBeGreaterThan(0);
    expect(found.outside).toBeGreaterThan(0);
  });

  it.each([
    [70, 85],
    [75, 90],
    [85, 95],
  ])(
    "of a picture saved at %i, changed and saved again at %i contradicts itself where it was changed",
    async (first, second) => {
      const found = sides(cameraJpeg(withPatch(await decoded(cameraJpeg(photo, first))), second));
      expect(found.outside).toBeGreaterThan(100);
      expect(found.inside).toBeLessThan(-100);
    },
  );

  it("is read from the file's own coefficients, which a decoder confirms", async () => {
    const levels = readJpegLevels(cameraJpeg(photo, 90));
    expect(levels).toMatchObject({ columns: 64, rows: 64, steps: [2, 2, 3, 2, 2, 3, 3, 3, 3] });
    expect(levels?.levels.some((level) => level !== 0)).toBe(true);
  });

  it("is not told of progressive files, of PNG and of what is damaged", async () => {
    const { data, width, height } = photo;
    const history = (bytes: Uint8Array) => measureForensics(bytes, data, width, height).jpegHistory;
    expect(history(await jpegOf(photo, { progressive: true }))).toBeNull();
    expect(history(await pngOf(photo))).toBeNull();
    const spoilt = Uint8Array.from(cameraJpeg(photo, 80));
    for (let at = 700; at < 900; at++) spoilt[at] = 0x7e;
    expect(() => history(spoilt)).not.toThrow();
  });
});
