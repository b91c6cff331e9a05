import type { PictureFacts } from "../port.ts";
import { createAreaScaler, fitPixels } from "./area-scale.ts";
import { withDecoded } from "./codecs.ts";
import { readPictureHeader } from "./headers.ts";
import { type HeaderFault, unreadable } from "./stored-header.ts";

/** 2,300×1,740: print of 1.5 mm on an A6 page keeps 15 pixels, and the RGBA of it takes 16 MB of the isolate's 128. */
export const DEFAULT_MAX_PIXELS = 4_000_000;

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
  try {
    return await withDecoded(facts.format, bytes, (stored) => {
      const turned = facts.orientation >= 5;
      if (stored.width !== (turned ? facts.height : facts.width))
        return unreadable("The picture is damaged.");
      const target = fitPixels(stored.width, stored.height, options.maxPixels ?? DEFAULT_MAX_PIXELS);
      const scaler = createAreaScaler(stored, target, facts.orientation);
      for (let y = 0; y < stored.height; y++) scaler.row(stored.rgba, y * stored.width * 4);
      return { ok: true, facts, rgba: scaler.rgba, width: scaler.width, height: scaler.height };
    });
  } catch {
    return unreadable("The picture is damaged.");
  }
}
