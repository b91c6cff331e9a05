import type { FaceChip } from "../ports/face-embedder.ts";
import type { Point } from "../ports/picture.ts";
import { type Affine, similarity } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

/** Side of dlib's face chip in pixels, and the share of the face that is added around it. */
export const CHIP_SIDE = 150;
const PADDING = 0.25;
export const CHIP_VALUES = CHIP_SIDE * CHIP_SIDE * 3;
/** dlib subtracts its mean colour before it divides; that is folded into the net (`scripts/models/dlib-convert.ts`). */
const FORM: PixelForm = { channels: "rgb", mean: 0, scale: 1 / 256 };

/**
 * The outer and inner corners of the eyes and the base of the nose on dlib's mean face (`get_face_chip_details` for
 * five points, image_transforms/interpolation.h). Fitting 36 of the 68 points recognises no better (docs/models.md).
 */
const MEAN_FACE: readonly (readonly [index: number, x: number, y: number])[] = [
  [45, 0.8595674595992, 0.2134981538014],
  [42, 0.6460604764104, 0.2289674387677],
  [36, 0.1205750620789, 0.2137274526848],
  [39, 0.3340850613712, 0.2290642403242],
  [33, 0.4901123135679, 0.6277975316475],
];

const onChip = (share: number): number => ((PADDING + share) / (2 * PADDING + 1)) * CHIP_SIDE;
const CHIP_POINTS: readonly Point[] = MEAN_FACE.map(([, x, y]) => [onChip(x), onChip(y)]);

/** From pixels of dlib's face chip to pixels of the picture, from 68 points. */
export function chipOf(landmarks: readonly Point[]): Affine {
  return similarity(
    CHIP_POINTS,
    MEAN_FACE.map(([index]) => landmarks[index] ?? [0, 0]),
  );
}

/** The face cut out as dlib's net takes it. */
export const cutChip = (pyramid: Pyramid, landmarks: readonly Point[]): FaceChip =>
  warp(pyramid, chipOf(landmarks), CHIP_SIDE, CHIP_SIDE, FORM);
