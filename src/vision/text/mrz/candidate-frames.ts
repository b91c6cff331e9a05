import { type GrayPicture, resizeGray, rotateGray } from "../../image/gray.ts";
import type { LineFrame } from "./line-frame.ts";
import { type Band, type BandKernel, locateLines } from "./locate-lines.ts";

/** Along which axis of the picture lines are looked for: x, or y as on a document photographed sideways. */
export type Axis = "x" | "y";

/** A picture shrunk for locating, along both axes when asked. */
export interface WorkingPicture {
  picture: GrayPicture;
  scale: number;
}

/** The picture with its longer side at most `longSide`. */
export function workingPicture(full: GrayPicture, longSide: number): WorkingPicture {
  const scale = Math.min(1, longSide / Math.max(full.width, full.height));
  if (scale === 1) return { picture: full, scale };
  const width = Math.max(8, Math.round(full.width * scale));
  const height = Math.max(8, Math.round(full.height * scale));
  return { picture: resizeGray(full, width, height), scale };
}

/** A band of the working picture as a frame on the full one. */
function toFrame(band: Band, axis: Axis, { picture, scale }: WorkingPicture): LineFrame {
  // Looking along y is looking at the picture turned 90° clockwise, where (x, y) was (y, height - 1 - x).
  const [x, y] = axis === "x" ? [band.x, band.y] : [band.y, picture.height - 1 - band.x];
  const half = band.length / 2 / scale;
  return {
    x: (x + 0.5) / scale - 0.5,
    y: (y + 0.5) / scale - 0.5,
    angle: axis === "x" ? band.angle : band.angle - Math.PI / 2,
    from: -half,
    to: half,
    centre: [0, 0, 0],
    cap: [band.height / scale, 0],
  };
}

/** Frames of what may be lines of print along an axis, the longest first. */
export function candidateFrames(working: WorkingPicture, axis: Axis, kernel: BandKernel): LineFrame[] {
  const seen = axis === "x" ? working.picture : rotateGray(working.picture, 90);
  return locateLines(seen, kernel).map((band) => toFrame(band, axis, working));
}

/** Whether two frames lie on the same print. */
export function sameLine(one: LineFrame, other: LineFrame): boolean {
  const near = Math.min(one.cap[0], other.cap[0]);
  const turned = Math.abs(Math.sin(one.angle - other.angle));
  const dx = other.x - one.x;
  const dy = other.y - one.y;
  const along = dx * Math.cos(one.angle) + dy * Math.sin(one.angle);
  const across = -dx * Math.sin(one.angle) + dy * Math.cos(one.angle) - one.centre[0] + other.centre[0];
  const longer = Math.max(one.to - one.from, other.to - other.from);
  const shorter = Math.min(one.to - one.from, other.to - other.from);
  return (
    turned < 0.02 &&
    Math.abs(across) < near * 0.3 &&
    Math.abs(along) < near * 2 &&
    shorter > longer * 0.9 &&
    near > Math.max(one.cap[0], other.cap[0]) * 0.85
  );
}
