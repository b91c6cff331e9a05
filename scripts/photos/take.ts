import { encodeJpegFile } from "../specimen/node-codecs.ts";
import { MRZ_CAP_MM } from "../specimen/page.ts";
import { photograph } from "../specimen/photograph.ts";
import { seededDraw } from "../specimen/seeded.ts";
import { type Difficulty, drawDifficulty, forSymbol } from "./difficulty.ts";
import { drawSheet, drawSubject, mmPerModule, type Subject, widthOf } from "./subject.ts";

export interface Photo {
  jpeg: Uint8Array;
  subject: Subject;
  difficulty: Difficulty;
  megapixels: number;
  /** Width of a module of the symbol in pixels; 0 without a symbol. */
  modulePx: number;
}

/** No larger photographs: the budget is for two megapixels. */
const MAX_PIXELS = 2_000_000;

/** The photograph of a seed: always the same one. */
export async function takePhoto(seed: number): Promise<Photo> {
  const draw = seededDraw(seed);
  const subject = await drawSubject(draw);
  const zone = drawDifficulty(draw);
  const moduleMm = mmPerModule(subject);
  const difficulty = moduleMm ? forSymbol(zone, moduleMm, MRZ_CAP_MM, draw) : zone;
  const pxPerMm = difficulty.heightPx / MRZ_CAP_MM;
  const { sheet, sheetPxPerMm } = drawSheet(subject, pxPerMm);
  let { margin } = difficulty.shot;
  const pixels = () => {
    const width = widthOf(subject) * pxPerMm * (1 + 2 * margin);
    return width * width * 0.8;
  };
  while (pixels() > MAX_PIXELS && margin > 0.01) margin *= 0.7;
  const picture = photograph(sheet, { ...difficulty.shot, margin, scale: pxPerMm / sheetPxPerMm }, draw);
  const jpeg = await encodeJpegFile(picture, difficulty.quality);
  return {
    jpeg,
    subject,
    difficulty,
    megapixels: (picture.width * picture.height) / 1e6,
    modulePx: (moduleMm ?? 0) * pxPerMm,
  };
}
