import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Canvas } from "./canvas.ts";
import { crop } from "./crop.ts";
import { decodeJpegFile, encodeJpegFile } from "./node-codecs.ts";
import { SAMPLES, SAMPLES_DIR } from "./sample-faces.ts";

/** Height of what is cut out: the portrait's pixels as printed, and a small telephone picture. */
const HEIGHT_PX = { portrait: 600, selfie: 960 } as const;

/** One of the two sample photographs, cut out; null when it was not fetched. */
export async function samplePicture(which: keyof typeof SAMPLES): Promise<Canvas | null> {
  const { file, area } = SAMPLES[which];
  const at = path.join(SAMPLES_DIR, file);
  if (!existsSync(at)) return null;
  const height = HEIGHT_PX[which];
  return crop(
    await decodeJpegFile(readFileSync(at)),
    area,
    Math.round((height * area.width) / area.height),
    height,
  );
}

/** The selfie that belongs to the specimen's portrait, as a JPEG file; null when it was not fetched. */
export async function sampleSelfie(): Promise<Uint8Array | null> {
  const picture = await samplePicture("selfie");
  return picture && encodeJpegFile(picture, 90);
}
