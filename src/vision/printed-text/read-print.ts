import type { Clock } from "../../kernel/clock.ts";
import { decodePicture } from "../image/decode.ts";
import { type GrayPicture, resizeGray, rotateGray, toGray } from "../image/gray.ts";
import type { Engine, VisionAnswer } from "../ports/answer.ts";
import type { Box } from "../ports/picture.ts";
import type { PrintedLine, PrintedTextOptions, PrintedTextReading } from "../ports/printed-text.ts";
import type { Tesseract } from "./tesseract.ts";

/** A card across the picture then has 17 pixels a millimetre: letters of 1 mm keep 17 pixels. */
const MAX_PIXELS = 1_500_000;
/** Smaller pictures are enlarged towards that, since the net was trained on letters of some 30 pixels. */
const MOST_ENLARGED = 2.5;
/** A document's two sides at once print under 80 lines. More is a page of text, and each line costs some 25 ms. */
const MAX_LINES = 140;
/** So many words read surely mean that the picture is the right way up. */
const UPRIGHT_WORDS = 5;
const SURE = 0.75;

const TURNS = [0, 180, 90, 270] as const;

/** Reads the print of a JPEG, PNG or WebP file; a picture that cannot be decoded is answered with its fault. */
export async function readPrint(
  engine: Tesseract,
  credit: Engine,
  image: Uint8Array,
  options: PrintedTextOptions,
  clock: Clock,
): Promise<VisionAnswer<PrintedTextReading>> {
  const startedAt = clock();
  const decoded = await decodePicture(image, { maxPixels: MAX_PIXELS, minSidePx: 32 });
  if (!decoded.ok) return decoded;
  const { rgba, width, height, facts } = decoded;
  const gray = toGray(rgba, width, height);
  let best: { lines: PrintedLine[]; complete: boolean; rotation: 0 | 90 | 180 | 270; words: number } | null =
    null;
  for (const rotation of options.rotation === undefined ? TURNS : [options.rotation]) {
    const { picture, enlarged } = enlarge(rotateGray(gray, rotation));
    const { lines, complete } = engine.read(picture, MAX_LINES);
    const perPixel = facts.width / width / enlarged;
    const words = lines.flatMap((line) => line.words).filter(isSure).length;
    if (best === null || words > best.words)
      best = { lines: lines.map((line) => scaled(line, perPixel)), complete, rotation, words };
    // A cluttered picture is no less so when it is turned.
    if (words >= UPRIGHT_WORDS || !complete) break;
  }
  const { lines, complete, rotation } = best ?? { lines: [], complete: true, rotation: 0 as const };
  return {
    ok: true,
    value: { picture: facts, lines, rotation, complete },
    engines: [credit],
    elapsedMs: clock() - startedAt,
  };
}

/** Of three letters at least: noise reads as sure single letters. */
const isSure = ({ text, confidence }: PrintedLine["words"][number]): boolean =>
  confidence >= SURE && /\p{L}{3}|\d{4}/u.test(text);

function enlarge(picture: GrayPicture): { picture: GrayPicture; enlarged: number } {
  const { width, height } = picture;
  const enlarged = Math.min(MOST_ENLARGED, Math.sqrt(MAX_PIXELS / (width * height)));
  // A picture near the size is left as it is: resampling costs sharpness.
  if (enlarged < 1.15) return { picture, enlarged: 1 };
  return {
    picture: resizeGray(picture, Math.round(width * enlarged), Math.round(height * enlarged)),
    enlarged,
  };
}

const scaled = ({ words }: PrintedLine, perPixel: number): PrintedLine => ({
  words: words.map((word) => ({ ...word, box: scaledBox(word.box, perPixel) })),
});

const scaledBox = ({ x, y, width, height }: Box, perPixel: number): Box => ({
  x: x * perPixel,
  y: y * perPixel,
  width: width * perPixel,
  height: height * perPixel,
});
