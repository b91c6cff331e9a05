import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { templateOf } from "../../vision/face-engine.ts";
import type { CoverReading, FaceReading, FacesReading } from "../../vision/ports/faces.ts";
import type { Box } from "../../vision/ports/picture.ts";

/** Under 64 px recognition falls off: at 28 px a quarter of the matches is lost (docs/models.md). */
const MIN_FACE_PX = 64;
/** Half the yaw at which recognition fails scores 0.5; a face below this is turned, dark or blurred beyond use. */
const MIN_QUALITY = 0.2;
/** A bystander's face this much smaller than the nearest one is not taken for the person's. */
const BYSTANDER = 0.5;

/** Share of the face's box that must lie in the picture: eyes, nose and mouth fit, a brow or an ear may not. */
const SHOWN = 0.8;

/**
 * Both eyes below it are closed, or look down under their lids: so on the 5 of LFW's 807 pictures that fall below,
 * and on none of the others as far as one can see. Squinting and tinted glasses begin at .03.
 */
const EYES_CLOSED = 0.02;

/**
 * Over a covered mouth no line runs, or a faint one where the colour is not the skin's; behind dark lenses it is darker
 * right below the eyes than on the cheeks, and lid, pupil and white look alike. Chosen on one half of LFW's people; the
 * other half is counted in docs/models.md.
 */
const COVERED = { even: 0.14, faint: 0.7, tint: 0.35, shade: -0.32, contrast: 0.7 } as const;

const isCovered = ({ mouthLine, mouthTint, eyeShade, eyeContrast }: CoverReading): boolean =>
  mouthLine < COVERED.even ||
  (mouthTint > COVERED.tint && mouthLine < COVERED.faint) ||
  (eyeShade < COVERED.shade && eyeContrast < COVERED.contrast);

export type SoleFace =
  | { ok: true; face: FaceReading; template: FaceTemplate | null }
  | { ok: false; face: FaceReading | null; reason: ReasonCode };

/** The faces of a picture without bystanders, largest first. */
export function standingFaces({ faces }: FacesReading): FaceReading[] {
  const nearest = faces[0]?.quality.heightPx ?? 0;
  return faces.filter(({ quality }) => quality.heightPx >= nearest * BYSTANDER);
}

/** What a person has to change for a face to be compared; null when it is fit. */
function whyUnfit(
  { box, quality, eyes, covering }: FaceReading,
  picture: FacesReading["picture"],
  openEyes: boolean,
): ReasonCode | null {
  const { heightPx, overall, sharpness, exposure, frontality } = quality;
  if (heightPx < MIN_FACE_PX) return "FACE_TOO_SMALL";
  if (shownShare(box, picture) < SHOWN) return "FACE_CROPPED";
  if (openEyes && eyes && Math.max(eyes.left, eyes.right) <= EYES_CLOSED) return "EYES_CLOSED";
  if (openEyes && covering && isCovered(covering)) return "FACE_COVERED";
  if (overall >= MIN_QUALITY) return null;
  if (overall === sharpness) return "FACE_BLURRED";
  return overall === exposure
    ? "FACE_BADLY_LIT"
    : overall === frontality
      ? "FACE_TURNED"
      : "FACE_QUALITY_LOW";
}

/** How much of a box lies inside the picture, 0-1. */
function shownShare({ x, y, width, height }: Box, picture: FacesReading["picture"]): number {
  const across = Math.min(picture.width, x + width) - Math.max(0, x);
  const down = Math.min(picture.height, y + height) - Math.max(0, y);
  return (Math.max(0, across) * Math.max(0, down)) / (width * height);
}

/**
 * The one face that a picture of a person is about; a reason when there is none, several, or an unfit one. With
 * `openEyes` closed and covered ones are unfit too, where the eyes were looked at; a challenge may ask for a blink.
 */
export function soleFace(reading: FacesReading, { openEyes = false } = {}): SoleFace {
  const { embeddingModel, picture } = reading;
  const [face, second] = standingFaces(reading);
  if (!face) return { ok: false, face: null, reason: "NO_FACE" };
  if (second) return { ok: false, face, reason: "MULTIPLE_FACES" };
  const unfit = whyUnfit(face, picture, openEyes);
  if (unfit) return { ok: false, face, reason: unfit };
  return { ok: true, face, template: templateOf(face, embeddingModel) };
}
