import type { MediaReason, PictureQuality } from "../ports/picture.ts";
import { measureGlare } from "./glare.ts";
import { type GrayPicture, resizeGray } from "./gray.ts";
import { measureSharpness } from "./sharpness.ts";

/** Long side at which pictures are compared: a blur of 3 px matters on 1,000 px and not on 4,000. */
const WORKING_SIDE_PX = 1024;

/**
 * Limits found on pictures of documents (600-1,900 px) blurred by a Gaussian of sigma 0-5 px at the working size,
 * and on press photos of faces: intact pictures measure .46 and more.
 */
const LIMITS = {
  /** Sigma 3 px, where the strokes of a passport's MRZ run together, measures .05-.12. */
  sharpness: 0.15,
  /** A portrait's area. Of 25 specimens one, a pale scan that is clipped over a sixth of its area, lies above. */
  glare: 0.12,
  /** Night pictures; the darkest intact press photo measures .21. */
  brightness: 0.15,
  /** A TD3 page 200 px high prints its MRZ 5 px high, where no reader finds check digits that hold. */
  shortSidePx: 200,
} as const;

/** Standard deviation of luma that counts as full contrast: black print over a third of white paper. */
const FULL_CONTRAST = 80;

/**
 * How fit a picture is to be read; every score 0-1 as `PictureQuality` tells. `IMAGE_CROPPED` is never found
 * here: whether a document is whole is known only to what finds its outline.
 */
export function measureQuality(picture: GrayPicture): PictureQuality {
  const working = shrink(picture);
  const { mean, deviation } = moments(working);
  const sharpness = measureSharpness(working);
  const glare = measureGlare(working);
  const brightness = mean / 255;
  const issues: MediaReason[] = [];
  if (Math.min(picture.width, picture.height) < LIMITS.shortSidePx) issues.push("IMAGE_TOO_SMALL");
  if (sharpness < LIMITS.sharpness) issues.push("IMAGE_BLURRED");
  if (glare > LIMITS.glare) issues.push("IMAGE_GLARE");
  if (brightness < LIMITS.brightness) issues.push("IMAGE_TOO_DARK");
  const contrast = Math.min(1, deviation / FULL_CONTRAST);
  return { acceptable: issues.length === 0, sharpness, glare, brightness, contrast, issues };
}

function shrink(picture: GrayPicture): GrayPicture {
  const scale = WORKING_SIDE_PX / Math.max(picture.width, picture.height);
  if (scale >= 1) return picture;
  return resizeGray(
    picture,
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
}

function moments({ data }: GrayPicture): { mean: number; deviation: number } {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < data.length; at++) {
    const value = data[at] as number;
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  return { mean, deviation: Math.sqrt(Math.max(0, squares / data.length - mean * mean)) };
}
