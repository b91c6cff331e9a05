import type { ForensicsReading } from "../ports/forensics.ts";
import { measureColour } from "./colour.ts";
import { measureFinePattern } from "./fine-pattern.ts";
import { mapJpegHistory } from "./jpeg-history.ts";
import { type JpegLevels, readJpegLevels } from "./jpeg-levels.ts";

/**
 * All that is measured of a picture's origin: on its decoded pixels, and on the coefficients of the file where it is
 * a baseline JPEG. Never throws: a file whose damage another decoder forgives has no history that can be read.
 */
export function measureForensics(
  bytes: Uint8Array,
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
): ForensicsReading {
  const levels = levelsOrNull(bytes);
  return {
    finePattern: measureFinePattern(rgba, width, height),
    colour: measureColour(rgba, width, height),
    jpegHistory: levels && mapJpegHistory(levels),
  };
}

function levelsOrNull(bytes: Uint8Array): JpegLevels | null {
  try {
    return readJpegLevels(bytes);
  } catch {
    return null;
  }
}
