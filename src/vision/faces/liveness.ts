import type { Box } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, compose, cropMap } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

const SIDE = 80;
/** BGR, 0-255 without normalisation, as OpenCV loads it (src/anti_spoof_predict.py upstream). */
const FORM: PixelForm = { channels: "bgr", mean: 0, scale: 1 };
const LIVE = 1; // the classes are 0 and 2 for attacks (paper and screen), 1 for a live face (test.py upstream)

/**
 * The part of a view that a net of this scale looks at: the face's box enlarged, shrunk when the view is too small
 * for that, and pushed back inside it. Follows `_get_new_box` of src/generate_patches.py upstream, since the nets
 * have learned the frame as much as the face.
 */
export function livenessCrop(face: Box, scale: number, width: number, height: number): Box {
  const reach = Math.min((height - 1) / face.height, (width - 1) / face.width, scale);
  const size = { width: face.width * reach, height: face.height * reach };
  const place = (middle: number, side: number, limit: number): number =>
    Math.max(0, Math.min(middle - side / 2, limit - 1 - side));
  const left = Math.trunc(place(face.x + face.width / 2, size.width, width));
  const top = Math.trunc(place(face.y + face.height / 2, size.height, height));
  return { x: left, y: top, width: Math.round(size.width), height: Math.round(size.height) };
}

/** Probability (0-1) that one net gives to the face being live. */
export function scoreLiveness(net: Net, pyramid: Pyramid, view: Affine, crop: Box): number {
  const pixels = warp(pyramid, compose(view, cropMap(crop, SIDE, SIDE)), SIDE, SIDE, FORM);
  const [scores] = net.run(pixels, [1, SIDE, SIDE, 3]);
  const score = scores?.[LIVE];
  if (score === undefined || !Number.isFinite(score)) throw new Error("liveness: no score");
  return score;
}
