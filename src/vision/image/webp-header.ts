import { readExifOrientation } from "./exif-orientation.ts";
import { type StoredHeader, unreadable, unsupported } from "./stored-header.ts";
import { readWebpChunks, type WebpChunk } from "./webp-chunks.ts";

const ANIMATION_FLAG = 0x02;

/** Sides, orientation and kind of a WebP file (RFC 9649), read from its chunks without decoding. */
export function readWebpHeader(bytes: Uint8Array): StoredHeader {
  const chunks = readWebpChunks(bytes);
  if (!chunks) return unreadable("The WebP file is truncated or damaged.");
  const extended = chunks.find((chunk) => chunk.type === "VP8X");
  const animated = extended && ((bytes[extended.body] ?? 0) & ANIMATION_FLAG) !== 0;
  if (animated || chunks.some((chunk) => chunk.type === "ANIM" || chunk.type === "ANMF")) {
    return unsupported("Animated pictures are not read.", "ANIMATED_IMAGE");
  }
  const images = chunks.filter((chunk) => chunk.type === "VP8 " || chunk.type === "VP8L");
  const image = images[0];
  const sides = image && images.length === 1 ? readSides(bytes, image) : null;
  if (!sides) return unreadable("The WebP file does not hold exactly one picture.");
  const canvas = extended && extended.length >= 10 ? readCanvas(bytes, extended) : null;
  if (extended && (canvas?.width !== sides.width || canvas.height !== sides.height)) {
    return unreadable("The WebP canvas and its picture differ in size.");
  }
  const exif = chunks.find((chunk) => chunk.type === "EXIF");
  return {
    ok: true,
    format: "webp",
    storedWidth: sides.width,
    storedHeight: sides.height,
    orientation: exif
      ? readExifOrientation(withoutExifMark(bytes.subarray(exif.body, exif.body + exif.length)))
      : 1,
    heldCoefficients: 0,
  };
}

function readSides(bytes: Uint8Array, chunk: WebpChunk): { width: number; height: number } | null {
  const at = (offset: number) => bytes[chunk.body + offset] ?? 0;
  if (chunk.type === "VP8L") {
    // RFC 9649 §3.4: signature 0x2f, then 14 bits of width-1 and 14 bits of height-1.
    if (chunk.length < 5 || at(0) !== 0x2f) return null;
    const bits = at(1) | (at(2) << 8) | (at(3) << 16) | (at(4) << 24);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  // RFC 6386 §9.1: frame tag whose lowest bit is 0 for a key frame, start code, then two 14-bit sides.
  if (chunk.length < 10 || (at(0) & 1) !== 0) return null;
  if (at(3) !== 0x9d || at(4) !== 0x01 || at(5) !== 0x2a) return null;
  return { width: (at(6) | (at(7) << 8)) & 0x3fff, height: (at(8) | (at(9) << 8)) & 0x3fff };
}

function readCanvas(bytes: Uint8Array, chunk: WebpChunk): { width: number; height: number } {
  const uint24 = (offset: number) =>
    (bytes[chunk.body + offset] ?? 0) |
    ((bytes[chunk.body + offset + 1] ?? 0) << 8) |
    ((bytes[chunk.body + offset + 2] ?? 0) << 16);
  return { width: uint24(4) + 1, height: uint24(7) + 1 };
}

/** Some encoders put JPEG's `Exif\0\0` before the TIFF block, which RFC 9649 does not ask for. */
const withoutExifMark = (block: Uint8Array) => (block[0] === 0x45 ? block.subarray(6) : block);
