import { beforeAll, describe, expect, it } from "vitest";
import { utf8 } from "../../../src/kernel/bytes.ts";
import { editingSoftware } from "../../../src/vision/image/editing-software.ts";
import { jpegOf, paint, pngChunk, pngOf, webpOf, withJpegSegment, withWebpChunk } from "./make-pictures.ts";

const pixels = paint(80, 64, (x, y) => [x, y, 90]);
let jpeg: Uint8Array;
beforeAll(async () => {
  jpeg = await jpegOf(pixels);
});

describe("editingSoftware", () => {
  it.each([
    ["Exif\0\0MM\0*\0\0\0\b … Adobe Photoshop CS4 Windows", "Adobe Photoshop"],
    ["Exif\0\0II*\0 … Paint.NET v3.5.10", "Paint.NET"],
    ["http://ns.adobe.com/xap/1.0/\0<xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool>", "GIMP"],
  ])("is named by a JPEG's EXIF or XMP: %s", (text, name) => {
    expect(editingSoftware(withJpegSegment(jpeg, 0xe1, utf8(text)))).toBe(name);
  });

  it("is named by PNG text and WebP's XMP", async () => {
    expect(editingSoftware(await pngOf(pixels, [pngChunk("tEXt", utf8("Software\0Photopea"))]))).toBe(
      "Photopea",
    );
    const webp = withWebpChunk(await webpOf(pixels, true), "XMP ", utf8("<x>Snapseed 2.0</x>"), 4, pixels);
    expect(editingSoftware(webp)).toBe("Snapseed");
  });

  it.each([
    [0xe1, "Exif\0\0MM\0*\0\0\0\b … Apple iPhone 15 … 17.1.2"],
    [0xe1, "Exif\0\0II*\0 … samsung SM-G991B … G991BXXU9FWK1"],
    [0xe1, "Exif\0\0II*\0 … Shotwell 0.22.0"],
    [0xe2, "ICC_PROFILE\0 Copyright 1999 Adobe Systems; Adobe Photoshop default RGB"],
    [0xed, "Photoshop 3.0\0 8BIM, which IPTC captions bear as well; Adobe Photoshop"],
  ])("is not a camera, a viewer or a colour profile (segment %i)", (marker, text) => {
    expect(editingSoftware(withJpegSegment(jpeg, marker, utf8(text)))).toBeNull();
  });

  it("is unknown without metadata and in files that cannot be read", () => {
    expect(editingSoftware(jpeg)).toBeNull();
    for (const bytes of [new Uint8Array(), jpeg.subarray(0, 30), utf8("RIFF")])
      expect(editingSoftware(bytes)).toBeNull();
  });
});
