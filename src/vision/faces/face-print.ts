import type { Point } from "../ports/picture.ts";
import { compose } from "./affine.ts";
import { ALIGNED_SIDE, alignmentOf } from "./align.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

/** Side of a print in pixels: what is left of a portrait on a document of which a photograph was taken. */
const PRINT_SIDE = 48;
const FORM: PixelForm = { channels: "gray", mean: 0, scale: 1 };

/** A small gray picture of the aligned face, by which the same photograph is known again: 48 × 48 bytes of luma. */
export function facePrint(pyramid: Pyramid, landmarks: readonly Point[]): Uint8Array {
  const shrink = ALIGNED_SIDE / PRINT_SIDE;
  const middle = (shrink - 1) / 2;
  const map = compose(alignmentOf(landmarks), [shrink, 0, middle, 0, shrink, middle]);
  return Uint8Array.from(warp(pyramid, map, PRINT_SIDE, PRINT_SIDE, FORM), Math.round);
}
