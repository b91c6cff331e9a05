import { type GrayPicture, resizeGray } from "../../image/gray.ts";
import type { FrameLines } from "../../ports/faces.ts";
import type { Box } from "../../ports/picture.ts";

/** Long side at which edges are looked for: the rim of a telephone held before a camera is some pixels wide at it. */
const WORKING_SIDE_PX = 320;
/** Difference across two pixels that makes an edge, in grey levels. */
const EDGE = 14;
/** How much more an edge changes across than along. */
const ACROSS = 2;
/** Degrees by which a held thing may be tilted, and by which its sides may lean towards each other. */
const TILTS = 16;
const LEAN = 5;
/** Heads and hair reach beyond the detector's box: lines are looked for outside of this, in sides of the box. */
const HEAD = { beside: 0.12, above: 0.22, below: 0.12 } as const;
/** A line has to run along the whole face. */
const ALONG = 0.25;
/** The picture's own border is no line. */
const MARGIN_PX = 3;

type Side = "left" | "right" | "top" | "bottom";

/**
 * Long straight edges on each side of a face, outside the head: the share (0-1) of the way along the face on which the
 * best line of that side is an edge, of sides that can belong to one rectangle. A wall's or a door's edges give one
 * or two sides; the rim of a screen or a sheet gives three or four.
 */
export function measureFrameLines(picture: GrayPicture, face: Box): FrameLines {
  const scale = Math.min(1, WORKING_SIDE_PX / Math.max(picture.width, picture.height));
  const gray =
    scale === 1
      ? picture
      : resizeGray(
          picture,
          Math.max(1, Math.round(picture.width * scale)),
          Math.max(1, Math.round(picture.height * scale)),
        );
  const box = {
    x: face.x * scale,
    y: face.y * scale,
    width: face.width * scale,
    height: face.height * scale,
  };
  const best: Record<Side, Float32Array> = {
    left: bestLines(gray, box, "left"),
    right: bestLines(gray, box, "right"),
    top: bestLines(gray, box, "top"),
    bottom: bestLines(gray, box, "bottom"),
  };
  let found: FrameLines = { left: 0, right: 0, top: 0, bottom: 0 };
  for (let tilt = -TILTS; tilt <= TILTS; tilt++) {
    const here = {
      left: within(best.left, tilt),
      right: within(best.right, tilt),
      top: within(best.top, tilt),
      bottom: within(best.bottom, tilt),
    };
    const better = thirdOf(here) - thirdOf(found);
    if (better > 0 || (better === 0 && sumOf(here) > sumOf(found))) found = here;
  }
  return found;
}

/** The weakest of the three strongest sides. */
const thirdOf = ({ left, right, top, bottom }: FrameLines): number =>
  [left, right, top, bottom].sort((a, b) => b - a)[2] ?? 0;

const sumOf = ({ left, right, top, bottom }: FrameLines): number => left + right + top + bottom;

function within(byTilt: Float32Array, tilt: number): number {
  let best = 0;
  for (let at = Math.max(-TILTS, tilt - LEAN); at <= Math.min(TILTS, tilt + LEAN); at++)
    best = Math.max(best, byTilt[at + TILTS] as number);
  return best;
}

/** For each tilt the largest share of a line on one side of the box that is an edge across it. */
function bestLines({ data, width, height }: GrayPicture, box: Box, side: Side): Float32Array {
  const upright = side === "left" || side === "right";
  // Along the line, and across it: an upright line runs down the picture, its offset goes to the right.
  const [alongLimit, acrossLimit] = upright ? [height, width] : [width, height];
  const [alongStart, alongLength] = upright ? [box.y, box.height] : [box.x, box.width];
  const from = Math.max(0, Math.round(alongStart - ALONG * alongLength));
  const until = Math.min(alongLimit - 1, Math.round(alongStart + (1 + ALONG) * alongLength));
  const middle = (from + until) / 2;
  const [first, last] = rangeOf(box, side, acrossLimit);
  const [stepAcross, stepAlong] = upright ? [1, width] : [width, 1];
  const byTilt = new Float32Array(2 * TILTS + 1);
  for (let tilt = -TILTS; tilt <= TILTS; tilt++) {
    // A tilt of the whole rectangle moves upright and level lines in opposite senses of their own axes.
    const slope = Math.tan((tilt * Math.PI) / 180) * (upright ? -1 : 1);
    let best = 0;
    for (let offset = first; offset <= last; offset++) {
      let edges = 0;
      for (let along = from; along <= until; along++) {
        const across = Math.round(offset + slope * (along - middle));
        if (across < MARGIN_PX || across >= acrossLimit - MARGIN_PX) continue;
        const at = across * stepAcross + along * stepAlong;
        const difference = Math.abs((data[at + stepAcross] as number) - (data[at - stepAcross] as number));
        // Structure of any direction is texture: an edge changes across itself and hardly along.
        if (difference < EDGE) continue;
        const beside = Math.abs((data[at + stepAlong] as number) - (data[at - stepAlong] as number));
        if (beside * ACROSS <= difference) edges++;
      }
      if (edges > best) best = edges;
    }
    byTilt[tilt + TILTS] = best / (until - from + 1);
  }
  return byTilt;
}

/** Where, across the line, a side's lines may lie at the middle of the face. */
function rangeOf(box: Box, side: Side, limit: number): readonly [number, number] {
  const clamp = (value: number) => Math.max(MARGIN_PX, Math.min(limit - 1 - MARGIN_PX, Math.round(value)));
  const { x, y, width, height } = box;
  if (side === "left") return [clamp(0), clamp(x - HEAD.beside * width)];
  if (side === "right") return [clamp(x + (1 + HEAD.beside) * width), clamp(limit)];
  if (side === "top") return [clamp(0), clamp(y - HEAD.above * height)];
  return [clamp(y + (1 + HEAD.below) * height), clamp(limit)];
}
