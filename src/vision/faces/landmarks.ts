import type { Box, Point } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, apply, compose, cropMap } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

const SIDE = 64;
/** Gray, value / 256: lib/fr_landmark.js of the package. */
const FORM: PixelForm = { channels: "gray", mean: 0, scale: 1 / 256 };
/** The crop is shown to the net as found, and moved right and down by this share of its side. */
const NUDGE = 0.08;
/** The jaw line (0-16) wanders with hair and collars even on a true face: it is left out of the comparison. */
const FIRST_STEADY_POINT = 17;

export interface Landmarks {
  /** 68 points in iBUG order, in pixels of the picture. */
  points: Point[];
  /**
   * Mean distance between the points of a nudged crop and those of the crop as found, in eye distances (36 to 45).
   * On a face the points stay where they are (.01-.06); elsewhere they move along with the crop (.1-.8).
   */
  unsteadiness: number;
}

function read(net: Net, pyramid: Pyramid, view: Affine, square: Box): Point[] {
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

const distance = (a: Point | undefined, b: Point | undefined): number =>
  a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : Number.NaN;

function meanDistance(a: readonly Point[], b: readonly Point[]): number {
  const steady = a.slice(FIRST_STEADY_POINT);
  return steady.reduce((sum, p, at) => sum + distance(p, b[at + FIRST_STEADY_POINT]), 0) / steady.length;
}

/** Finds the landmarks of what a detector took for a face in a view's box, and how far they can be believed. */
export function findLandmarks(net: Net, pyramid: Pyramid, view: Affine, box: Box): Landmarks {
  // A square of the face's height: boxes are taller than wide, and the net has seen faces in their true shape.
  const side = box.height;
  const square: Box = { x: box.x + (box.width - side) / 2, y: box.y, width: side, height: side };
  const found = read(net, pyramid, view, square);
  const nudged = [
    read(net, pyramid, view, { ...square, x: square.x + NUDGE * side }),
    read(net, pyramid, view, { ...square, y: square.y + NUDGE * side }),
  ];
  const moved = nudged.reduce((sum, points) => sum + meanDistance(found, points), 0) / nudged.length;
  // The points stay those of the crop as found: a mean with the nudged ones recognises no better (LFW: .978-.990).
  return { points: found, unsteadiness: moved / distance(found[36], found[45]) };
}
