import type { PictureFacts, PictureFormat } from "../ports/picture.ts";
import { readJpegHeader } from "./jpeg-header.ts";
import { PNG_SIGNATURE } from "./png-chunks.ts";
import { readPngHeader } from "./png-header.ts";
import { type HeaderFault, type StoredHeader, tooLarge, unreadable, unsupported } from "./stored-header.ts";
import { readWebpHeader } from "./webp-header.ts";

/** Below this no face and no line of print is readable, and codecs meet their odd corners. */
export const MIN_SIDE_PX = 64;
/** No phone camera writes a longer side, and sums over a row stay far from any integer limit. */
export const MAX_SIDE_PX = 8000;

/**
 * Most pixels we start to decode in an isolate of 128 MB that has nets beside them. JPEG is decoded row by row:
 * 44 MP took 21 MB. PNG and WebP are held whole, more than once: 6.2 MP of PNG took 73 MB and 8 MP 102 MB, so this
 * is what fits; it is more than any telephone's screen.
 */
export const MAX_PIXELS: Record<PictureFormat, number> = {
  jpeg: 50_000_000,
  png: 6_300_000,
  webp: 6_300_000,
};
/**
 * A progressive JPEG keeps two bytes for each coefficient until its last scan: 40 MB. A telephone's 12.2 MP with
 * halved chroma need 18.3 million.
 */
export const MAX_HELD_COEFFICIENTS = 20_000_000;

export type HeaderAnswer = { ok: true; facts: PictureFacts; frames: 1 } | HeaderFault;

/**
 * What a picture file is, from its first bytes to its last but without decoding or allocating: format by its
 * magic bytes (a declared type is never trusted), upright sides in pixels, EXIF orientation. Refuses other types
 * and animations (`UNSUPPORTED_MEDIA`), truncated and damaged files and sides under 64 px (`UNREADABLE_IMAGE`),
 * and pictures larger than we can decode (`PAYLOAD_TOO_LARGE`). Never throws.
 */
export function readPictureHeader(bytes: Uint8Array, options: { minSidePx?: number } = {}): HeaderAnswer {
  const stored = readStoredHeader(bytes);
  if (!stored.ok) return stored;
  const { format, storedWidth, storedHeight, orientation, heldCoefficients } = stored;
  const minSidePx = options.minSidePx ?? MIN_SIDE_PX;
  if (Math.min(storedWidth, storedHeight) < minSidePx) {
    return unreadable(
      `Each side must have at least ${minSidePx} pixels; this picture has ${storedWidth}x${storedHeight}.`,
      "IMAGE_SIDE_TOO_SHORT",
    );
  }
  if (Math.max(storedWidth, storedHeight) > MAX_SIDE_PX) {
    return tooLarge(
      `Each side may have at most ${MAX_SIDE_PX} pixels; this picture has ${storedWidth}x${storedHeight}.`,
      "IMAGE_SIDE_TOO_LONG",
    );
  }
  if (storedWidth * storedHeight > MAX_PIXELS[format]) {
    return tooLarge(
      `A ${format.toUpperCase()} picture may have at most ${MAX_PIXELS[format]} pixels; this one has ${storedWidth * storedHeight}.`,
      "IMAGE_TOO_MANY_PIXELS",
    );
  }
  if (heldCoefficients > MAX_HELD_COEFFICIENTS) {
    return tooLarge(
      "A progressive JPEG picture of this size is not read; save it as baseline, or smaller.",
      "IMAGE_TOO_MANY_PIXELS",
    );
  }
  // Orientations 5-8 are quarter turns (EXIF 2.32 §4.6.4, tag 274).
  const turned = orientation >= 5;
  const facts: PictureFacts = {
    format,
    width: turned ? storedHeight : storedWidth,
    height: turned ? storedWidth : storedHeight,
    orientation,
  };
  return { ok: true, facts, frames: 1 };
}

function readStoredHeader(bytes: Uint8Array): StoredHeader {
  if (bytes.byteLength < 12) return unreadable("The picture is empty or truncated.");
  const startsWith = (magic: readonly number[], at = 0) =>
    magic.every((byte, index) => bytes[at + index] === byte);
  if (startsWith([0xff, 0xd8, 0xff])) return readJpegHeader(bytes);
  if (startsWith(PNG_SIGNATURE)) return readPngHeader(bytes);
  // "RIFF" …… "WEBP"
  if (startsWith([0x52, 0x49, 0x46, 0x46]) && startsWith([0x57, 0x45, 0x42, 0x50], 8))
    return readWebpHeader(bytes);
  // ISO/IEC 14496-12: a box "ftyp" whose brand tells HEIC and AVIF, what telephones write by default.
  if (startsWith([0x66, 0x74, 0x79, 0x70], 4))
    return unsupported("HEIC and AVIF pictures are not read.", "HEIC_IMAGE");
  // "%PDF"
  if (startsWith([0x25, 0x50, 0x44, 0x46])) return unsupported("PDF files are not read.", "PDF_FILE");
  return unsupported("Only JPEG, PNG and WebP pictures are read.");
}
