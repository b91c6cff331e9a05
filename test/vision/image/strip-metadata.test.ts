import { describe, expect, it } from "vitest";
import { concatBytes, utf8 } from "../../../src/kernel/bytes.ts";
import { decodePicture } from "../../../src/vision/image/decode.ts";
import { writeExifOrientation } from "../../../src/vision/image/exif-orientation.ts";
import { stripMetadata } from "../../../src/vision/image/strip-metadata.ts";
import { jpegOf, paint, pngChunk, pngOf, webpOf, withJpegSegment, withWebpChunk } from "./make-pictures.ts";

const picture = paint(90, 70, (x, y) => [x * 2, y * 3, (x * y) % 251]);
const MARK = utf8("Exif\0\0");
const SECRET = "GPS 4.7110 -74.0721";

/** Every format with orientation 6, a place, and other things that a camera writes. */
async function fromCamera(format: string): Promise<Uint8Array> {
  const tiff = concatBytes(writeExifOrientation(6), utf8(SECRET));
  if (format === "png") {
    return pngOf(picture, [
      pngChunk("eXIf", tiff),
      pngChunk("tEXt", utf8(`Comment\0${SECRET}`)),
      pngChunk("tIME", new Uint8Array(7)),
    ]);
  }
  if (format === "webp") return withWebpChunk(await webpOf(picture), "EXIF", tiff, 0x08, picture);
  const commented = withJpegSegment(await jpegOf(picture), 0xfe, utf8(SECRET));
  const described = withJpegSegment(commented, 0xe1, utf8(`http://ns.adobe.com/xap/1.0/\0${SECRET}`));
  return withJpegSegment(described, 0xe1, concatBytes(MARK, tiff));
}

describe.each(["jpeg", "png", "webp"])("a %s picture from a camera", (format) => {
  it("loses place, comments and all that is not the picture, but neither pixels nor orientation", async () => {
    const original = await fromCamera(format);
    expect(new TextDecoder("latin1").decode(original)).toContain(SECRET);
    const clean = stripMetadata(original) as Uint8Array;
    expect(new TextDecoder("latin1").decode(clean)).not.toContain("GPS");
    expect(clean.byteLength).toBeLessThan(original.byteLength);
    expect(await decodePicture(clean)).toEqual(await decodePicture(original));
    expect(await decodePicture(clean)).toMatchObject({
      ok: true,
      width: 70,
      height: 90,
      facts: { orientation: 6 },
    });
  });

  it("is not changed by a second pass", async () => {
    const once = stripMetadata(await fromCamera(format)) as Uint8Array;
    expect(stripMetadata(once)).toEqual(once);
  });
});

describe("stripMetadata", () => {
  it("keeps Adobe's segment, without which a decoder takes the colours for others", async () => {
    const adobe = concatBytes(utf8("Adobe"), Uint8Array.of(0, 100, 0, 0, 0, 0, 1));
    const clean = stripMetadata(withJpegSegment(await jpegOf(picture), 0xee, adobe)) as Uint8Array;
    expect(new TextDecoder("latin1").decode(clean)).toContain("Adobe");
  });

  it("writes no EXIF where the picture stands upright", async () => {
    const clean = stripMetadata(await jpegOf(picture)) as Uint8Array;
    expect(new TextDecoder("latin1").decode(clean)).not.toContain("Exif");
  });
});
