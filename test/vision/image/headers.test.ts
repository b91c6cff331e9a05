import { describe, expect, it } from "vitest";
import { concatBytes } from "../../../src/kernel/bytes.ts";
import { readPictureHeader } from "../../../src/vision/image/headers.ts";
import { jpegOf, PNG_MAGIC, pngChunk, pngHeader, quarters, webpOf } from "./make-pictures.ts";

const png = (width: number, height: number, depth = 8, colourType = 6) =>
  concatBytes(
    PNG_MAGIC,
    pngHeader(width, height, depth, colourType),
    pngChunk("IDAT", new Uint8Array(20)),
    pngChunk("IEND", new Uint8Array()),
  );

/** A JPEG whose frame header is changed at an offset from its marker. */
async function jpegWith(offset: number, value: number): Promise<Uint8Array> {
  const jpeg = await jpegOf(quarters(96, 64), { baseline: true });
  const frame = jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0);
  jpeg[frame + offset] = value;
  return jpeg;
}

describe("readPictureHeader", () => {
  it.each<[string, Promise<Uint8Array>]>([
    ["jpeg", jpegOf(quarters(96, 65))],
    ["webp", webpOf(quarters(96, 65))],
    ["webp", webpOf(quarters(96, 65), true)],
    ["png", Promise.resolve(png(96, 65))],
  ])("knows a %s and its sides by its own bytes", async (format, bytes) => {
    expect(readPictureHeader(await bytes)).toMatchObject({
      ok: true,
      frames: 1,
      facts: { format, width: 96, height: 65, orientation: 1 },
    });
  });

  it.each([
    [64, 64, null],
    [63, 64, "UNREADABLE_IMAGE"],
    [8000, 600, null],
    [8001, 64, "PAYLOAD_TOO_LARGE"],
    [0, 64, "UNREADABLE_IMAGE"],
    [4000, 4000, "PAYLOAD_TOO_LARGE"],
    [0xffffffff, 0xffffffff, "PAYLOAD_TOO_LARGE"],
  ])("bounds the sides: %d × %d → %s", (width, height, fault) => {
    const header = readPictureHeader(png(width, height));
    expect(header.ok ? null : header.fault).toBe(fault);
  });

  it("takes a telephone's twelve megapixels, baseline or progressive, but no progressive picture beyond", () => {
    const jpeg = (marker: number, width: number, height: number, luma: number) =>
      Uint8Array.of(
        ...[0xff, 0xd8, 0xff, marker, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3],
        ...[
          1,
          luma,
          0,
          2,
          0x11,
          1,
          3,
          0x11,
          1,
          0xff,
          0xda,
          0,
          12,
          3,
          1,
          0,
          2,
          0,
          3,
          0,
          0,
          63,
          0,
          0,
          0xff,
          0xd9,
        ],
      );
    expect(readPictureHeader(jpeg(0xc0, 4032, 3024, 0x22))).toMatchObject({ ok: true });
    expect(readPictureHeader(jpeg(0xc2, 4032, 3024, 0x22))).toMatchObject({ ok: true });
    expect(readPictureHeader(jpeg(0xc0, 7680, 5760, 0x22))).toMatchObject({ ok: true });
    expect(readPictureHeader(jpeg(0xc2, 4032, 3024, 0x11))).toMatchObject({
      ok: false,
      fault: "PAYLOAD_TOO_LARGE",
    });
    expect(readPictureHeader(jpeg(0xc2, 7680, 5760, 0x22))).toMatchObject({
      ok: false,
      fault: "PAYLOAD_TOO_LARGE",
    });
  });

  it("says the limit and the size when a picture is too large", () => {
    expect(readPictureHeader(png(4000, 4000))).toMatchObject({
      detail: expect.stringMatching(/at most \d+ pixels.*16000000/),
    });
  });

  it.each([
    ["CMYK", 9, 4, "UNSUPPORTED_MEDIA"],
    ["twelve bits a channel", 4, 12, "UNSUPPORTED_MEDIA"],
    ["arithmetic coding", 1, 0xc9, "UNSUPPORTED_MEDIA"],
    ["lossless coding", 1, 0xc3, "UNSUPPORTED_MEDIA"],
  ])("does not take JPEG with %s", async (_, offset, value, fault) => {
    expect(readPictureHeader(await jpegWith(offset, value))).toMatchObject({ ok: false, fault });
  });

  it("does not take a JPEG of two frames, nor a frame without height", async () => {
    const jpeg = await jpegOf(quarters(96, 64), { baseline: true });
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === 0xc0);
    const twice = concatBytes(
      jpeg.subarray(0, frame),
      jpeg.subarray(frame, frame + 19),
      jpeg.subarray(frame),
    );
    expect(readPictureHeader(twice)).toMatchObject({ ok: false, fault: "UNREADABLE_IMAGE" });
    const flat = await jpegWith(6, 0);
    expect(readPictureHeader(flat)).toMatchObject({ ok: false, fault: "UNREADABLE_IMAGE" });
  });

  it.each([
    [3, 6],
    [16, 3],
    [1, 2],
    [8, 5],
  ])("does not take a PNG of bit depth %d with colour type %d", (depth, colourType) => {
    expect(readPictureHeader(png(64, 64, depth, colourType))).toMatchObject({
      ok: false,
      fault: "UNREADABLE_IMAGE",
    });
  });
});
