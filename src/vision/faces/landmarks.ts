import type { Box, Point } from "../port.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, apply, compose, cropMap } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

const SIDE = 64;
/** Gray, value / 256: lib/fr_landmark.js of the package. */
const FORM: PixelForm = { channels: "gray", mean: 0, scale: 1 / 256 };

/** The 68 points (iBUG order) of the face in a view's box, in pixels of the picture. */
export function findLandmarks(net: Net, pyramid: Pyramid, view: Affine, box: Box): Point[] {
  // A square of the face's height: boxes are taller than wide, and the net has seen faces in their true shape.
  const square: Box = {
    x: box.x + (box.width - box.height) / 2,
    y: box.y,
    width: box.height,
    height: box.height,
  };
  const pixels = warp(pyramid, compose(view, cropMap(square, SIDE, SIDE)), SIDE, SIDE, FORM);
  const [values] = net.run(pixels, [1, SIDE, SIDE, 1]);
  if (values?.length !== 136) throw new Error("face-landmark: 68 points were expected");
  return Array.from({ length: 68 }, (_, at) =>
    apply(view, [
      square.x + (values[at * 2] ?? 0) * square.width,
      square.y + (values[at * 2 + 1] ?? 0) * square.height,
    ]),
  );
}
