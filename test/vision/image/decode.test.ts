import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/kernel/bytes.ts";
import { decodePicture } from "../../../src/vision/image/decode.ts";
import { writeExifOrientation } from "../../../src/vision/image/exif-orientation.ts";
import {
  BLUE,
  GREEN,
  jpegOf,
  paint,
  pngChunk,
  pngOf,
  pngOfRows,
  quarters,
  RED,
  type Rgb,
  WHITE,
  webpOf,
  withJpegSegment,
  withWebpChunk,
} from "./make-pictures.ts";

const EXIF_MARK = Uint8Array.of(0x45, 0x78, 0x69, 0x66, 0, 0);
const NAMES = new Map<Rgb, string>([
  [RED, "R"],
  [GREEN, "G"],
  [BLUE, "B"],
  [WHITE, "W"],
]);

/** Letters of the colours at top left, top right, bottom left, bottom right. */
function corners(picture: { rgba: Uint8ClampedArray; width: number; height: number }): string {
  const { rgba, width, height } = picture;
  const [left, right, top, bottom] = [width / 4, (width * 3) / 4, height / 4, (height * 3) / 4].map(
    Math.floor,
  ) as [number, number, number, number];
  const spots = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ] as const;
  return spots
    .map(([x, y]) => {
      const at = (y * width + x) * 4;
      const nearest = [...NAMES.keys()].sort((a, b) => distance(a) - distance(b))[0] as Rgb;
      function distance(colour: Rgb) {
        return colour.reduce(
          (sum, value, channel) => sum + Math.abs(value - (rgba[at + channel] as number)),
          0,
        );
      }
      return NAMES.get(nearest);
    })
    .join("");
}

async function decoded(bytes: Uint8Array, options = {}) {
  const picture = await decodePicture(bytes, options);
  if (!picture.ok) throw new Error(`${picture.fault}: ${picture.detail}`);
  return picture;
}

describe("decodePicture", () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ["a baseline JPEG", () => jpegOf(quarters(96, 64), { baseline: true })],
    ["a progressive JPEG", () => jpegOf(quarters(96, 64), { progressive: true })],
    ["a PNG", () => pngOf(quarters(96, 64))],
    ["a lossy WebP", () => webpOf(quarters(96, 64))],
    ["a lossless WebP", () => webpOf(quarters(96, 64), true)],
  ])("reads %s", async (_, make) => {
    const picture = await decoded(await make());
    expect([picture.width, picture.height, corners(picture)]).toEqual([96, 64, "RGBW"]);
  });

  it("reads a grey JPEG", async () => {
    const picture = await decoded(
      await jpegOf(
        paint(80, 64, (x) => (x < 40 ? [0, 0, 0] : [200, 200, 200])),
        { color_space: 1 },
      ),
    );
    expect([...picture.rgba.subarray(0, 4)]).toEqual([0, 0, 0, 255]);
    expect(picture.rgba[79 * 4]).toBeGreaterThan(190);
  });

  it("reads a PNG of one bit a pixel", async () => {
    const rows = Uint8Array.from({ length: 8 * 64 }, (_, at) => (at % 8 < 4 ? 0xff : 0x00));
    const picture = await decoded(await pngOfRows(64, 64, 1, 0, rows));
    expect([picture.rgba[0], picture.rgba[31 * 4], picture.rgba[32 * 4]]).toEqual([255, 255, 0]);
  });

  it("reads a PNG of sixteen bits a channel", async () => {
    const rows = new Uint8Array(64 * 64 * 6).fill(0x80);
    const picture = await decoded(await pngOfRows(64, 64, 16, 2, rows));
    expect([...picture.rgba.subarray(0, 4)]).toEqual([128, 128, 128, 255]);
  });

  it("lays transparent pixels on white, whatever colour hides under them", async () => {
    const pixels = quarters(64, 64);
    for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 0;
    const picture = await decoded(await pngOf(pixels));
    expect([...picture.rgba.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  });

  // Where the four quarters come to lie, by the definition of tag 274 (EXIF 2.32 §4.6.4).
  it.each([
    [1, "RGBW", 96, 64],
    [2, "GRWB", 96, 64],
    [3, "WBGR", 96, 64],
    [4, "BWRG", 96, 64],
    [5, "RBGW", 64, 96],
    [6, "BRWG", 64, 96],
    [7, "WGBR", 64, 96],
    [8, "GWRB", 64, 96],
  ])(
    "turns orientation %d upright in every format, at full size and scaled",
    async (orientation, expected, width, height) => {
      const tiff = writeExifOrientation(orientation);
      const files = [
        withJpegSegment(await jpegOf(quarters(96, 64)), 0xe1, concatBytes(EXIF_MARK, tiff)),
        await pngOf(quarters(96, 64), [pngChunk("eXIf", tiff)]),
        withWebpChunk(await webpOf(quarters(96, 64), true), "EXIF", tiff, 0x08, { width: 96, height: 64 }),
      ];
      for (const file of files) {
        const whole = await decoded(file);
        expect(whole.facts).toMatchObject({ width, height, orientation });
        expect([whole.width, whole.height, corners(whole)]).toEqual([width, height, expected]);
        const small = await decoded(file, { maxPixels: 1500 });
        expect(small.width * small.height).toBeLessThanOrEqual(1500);
        expect(corners(small)).toBe(expected);
      }
    },
  );

  it("shrinks by averaging, so that a fine chequer becomes even grey", async () => {
    const chequer = paint(400, 400, (x, y) => ((x + y) % 2 === 0 ? [0, 0, 0] : [255, 255, 255]));
    const picture = await decoded(await pngOf(chequer), { maxPixels: 100 * 100 });
    for (let at = 0; at < picture.rgba.length; at += 4)
      expect(Math.abs((picture.rgba[at] as number) - 127.5)).toBeLessThan(2);
  });

  it("keeps the mean colour when shrinking by an odd factor", async () => {
    const ramp = paint(300, 200, (x, y) => [x * 0.8, y, (x + y) / 2]);
    const picture = await decoded(await pngOf(ramp), { maxPixels: 5000 });
    const mean = (data: Uint8ClampedArray, channel: number) => {
      let sum = 0;
      for (let at = channel; at < data.length; at += 4) sum += data[at] as number;
      return sum / (data.length / 4);
    };
    for (const channel of [0, 1, 2])
      expect(mean(picture.rgba, channel)).toBeCloseTo(mean(ramp.data, channel), 0);
  });
});
