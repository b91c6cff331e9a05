import type { PictureFacts } from "../ports/picture.ts";
import { createAreaScaler, fitPixels } from "./area-scale.ts";
import { withDecoded } from "./codecs.ts";
import { readPictureHeader } from "./headers.ts";
import { streamJpegRows } from "./jpeg-rows/stream-rows.ts";
import { type HeaderFault, unreadable } from "./stored-header.ts";

/** 2,300×1,740: print of 1.5 mm on an A6 page keeps 15 pixels, and the RGBA of it takes 16 MB of the isolate's 128. */
export const DEFAULT_MAX_PIXELS = 4_000_000;

/** Larger JPEG files are decoded row by row: the codec's copies of the whole picture would crowd out the nets. */
const STREAM_ABOVE_PIXELS = 4_200_000;
/** From so many times the wanted pixels on, half size is enough and takes a third of the time. */
const HALVE_ABOVE = 2.5;

/** An upright picture; `facts` tells the size of the file's picture, `width` and `height` that of `rgba`. */
export type DecodeAnswer =
  | { ok: true; facts: PictureFacts; rgba: Uint8ClampedArray; width: number; height: number }
  | HeaderFault;

/**
 * The picture of a JPEG, PNG or WebP file, upright, opaque (on white) and at most `maxPixels` large. A file that
 * cannot be read is answered with its fault; never throws, whatever the bytes.
 */
export async function decodePicture(
  bytes: Uint8Array,
  options: { maxPixels?: number; minSidePx?: number } = {},
): Promise<DecodeAnswer> {
  const header = readPictureHeader(bytes, options);
  if (!header.ok) return header;
  const { facts } = header;
  const maxPixels = options.maxPixels ?? DEFAULT_MAX_PIXELS;
  try {
    const large = facts.format === "jpeg" && facts.width * facts.height > STREAM_ABOVE_PIXELS;
    return large ? streamPicture(bytes, facts, maxPixels) : await decodeWhole(bytes, facts, maxPixels);
  } catch {
    return unreadable("The picture is damaged.");
  }
}

/** Sides of the picture as stored, before its orientation is applied. */
const storedSides = ({ width, height, orientation }: PictureFacts) =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

function decodeWhole(bytes: Uint8Array, facts: PictureFacts, maxPixels: number): Promise<DecodeAnswer> {
  return withDecoded(facts.format, bytes, (stored) => {
    if (stored.width !== storedSides(facts).width) return unreadable("The picture is damaged.");
    const target = fitPixels(stored.width, stored.height, maxPixels);
    // An opaque picture that is upright and small enough is taken as it is: a copy of 4 MP takes 16 MB.
    const isAsWanted = facts.format === "jpeg" && facts.orientation === 1 && target.width === stored.width;
    if (isAsWanted && stored.owned) return { ok: true, facts, ...stored };
    const scaler = createAreaScaler(stored, target, facts.orientation);
    for (let y = 0; y < stored.height; y++) scaler.row(stored.rgba, y * stored.width * 4);
    return { ok: true, facts, rgba: scaler.rgba, width: scaler.width, height: scaler.height };
  });
}

function streamPicture(bytes: Uint8Array, facts: PictureFacts, maxPixels: number): DecodeAnswer {
  const stored = storedSides(facts);
  const size = stored.width * stored.height > HALVE_ABOVE * maxPixels ? 4 : 8;
  const rows = { width: Math.ceil((stored.width * size) / 8), height: Math.ceil((stored.height * size) / 8) };
  const scaler = createAreaScaler(rows, fitPixels(rows.width, rows.height, maxPixels), facts.orientation);
  streamJpegRows(bytes, size, scaler);
  return { ok: true, facts, rgba: scaler.rgba, width: scaler.width, height: scaler.height };
}
