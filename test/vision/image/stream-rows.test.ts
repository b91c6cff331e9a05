import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/kernel/bytes.ts";
import { createAreaScaler } from "../../../src/vision/image/area-scale.ts";
import { decodePicture } from "../../../src/vision/image/decode.ts";
import { streamJpegRows } from "../../../src/vision/image/jpeg-rows/stream-rows.ts";
import { jpegOf, type Pixels, paint, seeded } from "./make-pictures.ts";

/** Waves of all directions and lengths, and sides that are no multiple of a block. */
const waves: Pixels = paint(203, 149, (x, y) => [
  128 + 100 * Math.sin(x / 7 + y / 31),
  128 + 90 * Math.sin((x * y) / 900),
  128 + 110 * Math.cos(y / 5),
]);

function streamed(jpeg: Uint8Array, size: 8 | 4) {
  const sides = { width: Math.ceil((waves.width * size) / 8), height: Math.ceil((waves.height * size) / 8) };
  const scaler = createAreaScaler(sides, sides, 1);
  streamJpegRows(jpeg, size, scaler);
  return scaler;
}

async function byMozjpeg(jpeg: Uint8Array, maxPixels = 1e9) {
  const picture = await decodePicture(jpeg, { maxPixels });
  if (!picture.ok) throw new Error(picture.detail);
  return picture;
}

function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] as number)), 0) / a.length;
}

const FULL_CHROMA = { auto_subsample: false, chroma_subsample: 1 };
const HALF_CHROMA = { auto_subsample: false, chroma_subsample: 2 };

describe("streamJpegRows", () => {
  it.each([
    ["baseline", { baseline: true, progressive: false, ...FULL_CHROMA }, 0.6],
    ["baseline with half the chroma", { baseline: true, progressive: false, ...HALF_CHROMA }, 4],
    ["progressive", { progressive: true, ...FULL_CHROMA }, 0.6],
    ["progressive with half the chroma", { progressive: true, ...HALF_CHROMA }, 4],
    ["grey", { color_space: 1, baseline: true, progressive: false }, 0.6],
    ["grey progressive", { color_space: 1, progressive: true }, 0.6],
    ["RGB", { color_space: 2, baseline: true, progressive: false, ...FULL_CHROMA }, 0.6],
  ])("agrees with mozjpeg on a %s file", async (_, options, tolerance) => {
    const jpeg = await jpegOf(waves, { quality: 85, ...options });
    const reference = await byMozjpeg(jpeg);
    expect(meanDifference(streamed(jpeg, 8).rgba, reference.rgba)).toBeLessThan(tolerance);
  });

  it.each([{ progressive: false, baseline: true }, { progressive: true }])(
    "gives at half size what averaging gives (%j)",
    async (options) => {
      const soft = paint(200, 144, (x, y) => [128 + 90 * Math.sin(x / 19), 128 + 90 * Math.sin(y / 23), 128]);
      const jpeg = await jpegOf(soft, { quality: 90, ...FULL_CHROMA, ...options });
      const half = createAreaScaler({ width: 100, height: 72 }, { width: 100, height: 72 }, 1);
      streamJpegRows(jpeg, 4, half);
      const reference = await byMozjpeg(jpeg, 100 * 72);
      expect([reference.width, reference.height]).toEqual([100, 72]);
      expect(meanDifference(half.rgba, reference.rgba)).toBeLessThan(1.5);
    },
  );

  it("never leaves its rows, whatever the bits say", async () => {
    const random = seeded(81);
    for (const options of [{ progressive: false, baseline: true }, { progressive: true }]) {
      const whole = await jpegOf(waves, { quality: 60, ...options });
      for (let round = 0; round < 150; round++) {
        const broken = Uint8Array.from(whole);
        const data = 2 + whole.findIndex((byte, at) => byte === 0xff && whole[at + 1] === 0xda);
        for (let flips = 0; flips <= round % 4; flips++) {
          broken[data + Math.floor(random() * (broken.length - data))] = random() * 256;
        }
        let rows = 0;
        const count = () => {
          rows++;
        };
        try {
          streamJpegRows(broken, 8, { row: count });
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
        expect(rows).toBeLessThanOrEqual(waves.height);
      }
    }
  });

  it("is what reads a telephone's picture of twelve megapixels", async () => {
    const big = await decodePicture(await wide(4032, 3024));
    expect(big).toMatchObject({ ok: true, width: 2016, height: 1512, facts: { width: 4032, height: 3024 } });
    if (big.ok)
      expect([...big.rgba.subarray(0, 4)].map((value) => Math.round(value / 8))).toEqual([16, 16, 16, 32]);
  });
});

/** A mid-grey baseline JPEG of any size, whose blocks all say "no change": two bits each. */
async function wide(width: number, height: number): Promise<Uint8Array> {
  const segment = (marker: number, ...body: number[]) =>
    Uint8Array.of(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff, ...body);
  const table = (kind: number) => [kind, 1, ...new Array(15).fill(0), 0];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return concatBytes(
    Uint8Array.of(0xff, 0xd8),
    segment(0xdb, 0, ...new Array(64).fill(1)),
    segment(0xc0, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0),
    segment(0xc4, ...table(0x00)),
    segment(0xc4, ...table(0x10)),
    segment(0xda, 1, 1, 0, 0, 63, 0),
    new Uint8Array(Math.ceil((blocks * 2) / 8)),
    Uint8Array.of(0xff, 0xd9),
  );
}
