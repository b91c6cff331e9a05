import { measureSharpness } from "../image/sharpness.ts";
import type { FaceQuality, HeadPose } from "../ports/faces.ts";
import type { Box } from "../ports/picture.ts";
import { type Affine, compose, cropMap } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

/** Every face is judged at this size, so that a face of few pixels, enlarged, measures as the blur it is. */
const SIDE = 112;
const FORM: PixelForm = { channels: "gray", mean: 0, scale: 1 };
/** What `measureSharpness` gives an ordinary press photo (median of LFW) at this size; taken as fully sharp. */
const SHARP = 0.5;
/** Luma within which a skin of any tone is well lit, and how far outside it nothing is left to recognise. */
const WELL_LIT = { from: 70, to: 190, fade: 60 } as const;
/** Luma that a sensor no longer tells apart. */
const CLIPPED = { below: 8, above: 247 } as const;
/** Degrees at which recognition is no longer to be relied on; half of them costs half the score. */
const FURTHEST = { yaw: 60, pitch: 50 } as const;

function exposureOf(gray: Uint8Array): number {
  let sum = 0;
  let clipped = 0;
  for (const luma of gray) {
    sum += luma;
    if (luma < CLIPPED.below || luma > CLIPPED.above) clipped++;
  }
  const mean = sum / gray.length;
  const outside = Math.max(WELL_LIT.from - mean, mean - WELL_LIT.to, 0);
  return Math.max(0, 1 - outside / WELL_LIT.fade) * (1 - clipped / gray.length);
}

/**
 * How fit a face is to be recognised. `overall` is the smallest part, as one bad part is enough to spoil it;
 * the size in pixels stands beside it for the caller's own limit (ISO/IEC 29794-5 names these components).
 */
export function judgeFace(pyramid: Pyramid, view: Affine, box: Box, pose: HeadPose): FaceQuality {
  const values = warp(pyramid, compose(view, cropMap(box, SIDE, SIDE)), SIDE, SIDE, FORM);
  const gray = Uint8Array.from(values);
  const sharpness = Math.min(1, measureSharpness({ data: gray, width: SIDE, height: SIDE }) / SHARP);
  const exposure = exposureOf(gray);
  const turned = Math.max(Math.abs(pose.yaw) / FURTHEST.yaw, Math.abs(pose.pitch) / FURTHEST.pitch);
  const frontality = Math.max(0, 1 - turned);
  return {
    overall: Math.min(sharpness, exposure, frontality),
    sharpness,
    exposure,
    frontality,
    heightPx: Math.round(box.height),
  };
}
