import type { Point } from "../ports/picture.ts";
import { type Affine, similarity } from "./affine.ts";

/** Side of an aligned face in pixels. */
export const ALIGNED_SIDE = 112;

/** Eyes, nose tip and mouth corners in a 112×112 aligned face: ArcFace's template (insightface, face_align.py). */
const TEMPLATE: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];

/** Groups of iBUG indices whose middle is one of the five points. */
const FIVE: readonly (readonly number[])[] = [
  [36, 37, 38, 39, 40, 41],
  [42, 43, 44, 45, 46, 47],
  [30],
  [48, 60],
  [54, 64],
];

/** Eyes, nose tip, mouth corners of 68 points. */
export function fivePoints(landmarks: readonly Point[]): Point[] {
  return FIVE.map((group) => {
    let [x, y] = [0, 0];
    for (const at of group) {
      x += landmarks[at]?.[0] ?? 0;
      y += landmarks[at]?.[1] ?? 0;
    }
    return [x / group.length, y / group.length];
  });
}

/** From pixels of the aligned face to pixels of the picture. */
export function alignmentOf(landmarks: readonly Point[]): Affine {
  return similarity(TEMPLATE, fivePoints(landmarks));
}
