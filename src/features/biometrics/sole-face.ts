import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { templateOf } from "../../vision/face-engine.ts";
import type { FaceReading, FacesReading } from "../../vision/port.ts";

/** Under 64 px recognition falls off: at 28 px a quarter of the matches is lost (docs/models.md). */
const MIN_FACE_PX = 64;
/** Half the yaw at which recognition fails scores 0.5; a face below this is turned, dark or blurred beyond use. */
const MIN_QUALITY = 0.2;
/** A bystander's face this much smaller than the nearest one is not taken for the person's. */
const BYSTANDER = 0.5;

export type SoleFace =
  | { ok: true; face: FaceReading; template: FaceTemplate | null }
  | { ok: false; face: FaceReading | null; reason: ReasonCode };

/** The faces of a picture without bystanders, largest first. */
export function standingFaces({ faces }: FacesReading): FaceReading[] {
  const nearest = faces[0]?.quality.heightPx ?? 0;
  return faces.filter(({ quality }) => quality.heightPx >= nearest * BYSTANDER);
}

/** The one face that a picture of a person is about; a reason when there is none, several, or an unfit one. */
export function soleFace(reading: FacesReading): SoleFace {
  const { embeddingModel } = reading;
  const [face, second] = standingFaces(reading);
  if (!face) return { ok: false, face: null, reason: "NO_FACE" };
  if (second) return { ok: false, face, reason: "MULTIPLE_FACES" };
  if (face.quality.heightPx < MIN_FACE_PX || face.quality.overall < MIN_QUALITY) {
    return { ok: false, face, reason: "FACE_QUALITY_LOW" };
  }
  return { ok: true, face, template: templateOf(face, embeddingModel) };
}
