import { type GrayPicture, resizeGray, rotateGray } from "../../image/gray.ts";
import type { LineFrame } from "./line-frame.ts";
import { type Band, type BandKernel, locateLines } from "./locate-lines.ts";

/** Along which axis of the picture lines are looked for: x, or y as on a document photographed sideways. */
export type Axis = "x" | "y";

/** A picture shrunk, and perhaps turned, for locating. */
export interface WorkingPicture {
  picture: GrayPicture;
  /** Pixels of it to one of the full picture. */
  scale: number;
  /** Radians by which its x axis is turned, clockwise, against that of the full picture. */
  turn: number;
  full: { width: number; height: number };
}

/** The picture with its longer side at most `longSide`. */
export function workingPicture(full: GrayPicture, longSide: number): WorkingPicture {
  const scale = Math.min(1, longSide / Math.max(full.width, full.height));
  if (scale === 1) return { picture: full, scale, turn: 0, full };
  const width = Math.max(8, Math.round(full.width * scale));
  const height = Math.max(8, Math.round(full.height * scale));
  return { picture: resizeGray(full, width, height), scale, turn: 0, full };
}

/** The working picture seen along axes turned clockwise by an angle: lines that lie across its own then lie along. */
export function turned(working: WorkingPicture, angle: number): WorkingPicture {
  const { data: from, width: w, height: h } = working.picture;
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const width = Math.ceil(w * Math.abs(cos) + h * Math.abs(sin));
  const height = Math.ceil(w * Math.abs(sin) + h * Math.abs(cos));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const dx = x - (width - 1) / 2;
      const dy = y - (height - 1) / 2;
      // Beyond the picture its edge goes on: a border would be a line.
      const sx = Math.round(dx * cos - dy * sin + (w - 1) / 2);
      const sy = Math.round(dx * sin + dy * cos + (h - 1) / 2);
      data[y * width + x] = from[
        Math.max(0, Math.min(h - 1, sy)) * w + Math.max(0, Math.min(w - 1, sx))
      ] as number;
    }
  return { ...working, picture: { data, width, height }, turn: working.turn + angle };
}

/** A band of the working picture as a frame on the full one. */
function toFrame(band: Band, axis: Axis, { picture, scale, turn, full }: WorkingPicture): LineFrame {
  // Looking along y is looking at the picture turned 90° clockwise, where (x, y) was (y, height - 1 - x).
  const [x, y] = axis === "x" ? [band.x, band.y] : [band.y, picture.height - 1 - band.x];
  const dx = (x - (picture.width - 1) / 2) / scale;
  const dy = (y - (picture.height - 1) / 2) / scale;
  const half = band.length / 2 / scale;
  return {
    x: dx * Math.cos(turn) - dy * Math.sin(turn) + (full.width - 1) / 2,
    y: dx * Math.sin(turn) + dy * Math.cos(turn) + (full.height - 1) / 2,
    angle: turn + (axis === "x" ? band.angle : band.angle - Math.PI / 2),
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
