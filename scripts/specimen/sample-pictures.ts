import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Canvas } from "./canvas.ts";
import { crop } from "./crop.ts";
import { decodeJpegFile, encodeJpegFile } from "./node-codecs.ts";
import { SAMPLES, SAMPLES_DIR } from "./sample-faces.ts";

/** Height of what is cut out: the portrait's pixels as printed, and a small telephone picture. */
const HEIGHT_PX = { portrait: 600, selfie: 960 } as const;

const cut = new Map<keyof typeof SAMPLES, Promise<Canvas>>();

/** One of the two sample photographs, cut out; null when it was not fetched. Decoded once: it is of many megapixels. */
export async function samplePicture(which: keyof typeof SAMPLES): Promise<Canvas | null> {
  const at = path.join(SAMPLES_DIR, SAMPLES[which].file);
  if (!existsSync(at)) return null;
  const known = cut.get(which) ?? cutOut(which, at);
  cut.set(which, known);
  return known;
}

async function cutOut(which: keyof typeof SAMPLES, file: string): Promise<Canvas> {
  const { area } = SAMPLES[which];
  const height = HEIGHT_PX[which];
  const width = Math.round((height * area.width) / area.height);
  return crop(await decodeJpegFile(readFileSync(file)), area, width, height);
}

/** The selfie that belongs to the specimen's portrait, as a JPEG file; null when it was not fetched. */
export async function sampleSelfie(): Promise<Uint8Array | null> {
  const picture = await samplePicture("selfie");
  return picture && encodeJpegFile(picture, 90);
}
