import type { GrayPicture } from "../../image/gray.ts";
import type { Point } from "../../ports/picture.ts";
import type { BarRegion } from "./locate.ts";
import { type Projection, project, straighten } from "./straighten.ts";

/**
 * Where a PDF417 lies: the ends of the middle lines of its two solid bars, top and bottom, the start bar's (eight
 * modules, its middle four from the left edge) and the stop bar's (seven modules, its middle 14.5 from the right edge).
 */
export interface Outline {
  startTop: Point;
  startBottom: Point;
  stopTop: Point;
  stopBottom: Point;
  /** Width of a module in pixels, near enough to count by. */
  modulePx: number;
}

/** Room around a region, as a share of its width and of its height: an end may have been cut off. */
const MARGIN = [0.13, 0.3] as const;
/** The region is looked at in about this width, or as it is where it is smaller or larger by half. */
const WIDTH_PX = 1200;
const MAX_SCALE = 3;
const MAX_PIXELS = 500_000;
const BANDS = 16;

/** The symbol's outline within a region, both ways round where its bars do not tell; none when no solid bars are there. */
export function outlinesIn(picture: GrayPicture, region: BarRegion): Outline[] {
  const width = region.width * (1 + 2 * MARGIN[0]);
  const height = region.height * (1 + 2 * MARGIN[1]);
  const scale = Math.min(MAX_SCALE, WIDTH_PX / width, Math.sqrt(MAX_PIXELS / (width * height)));
  const [cos, sin] = [Math.cos(region.angle) / scale, Math.sin(region.angle) / scale];
  const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
  const [x, y] = region.centre;
  const back: Projection = [
    cos,
    -sin,
    x - (cos * columns - sin * rows) / 2,
    sin,
    cos,
    y - (sin * columns + cos * rows) / 2,
    0,
    0,
  ];
  const level = straighten(picture, back, columns, rows);
  const body = { top: rows * (MARGIN[1] / (1 + 2 * MARGIN[1])), height: region.height * scale };
  const left = solidBar(level, body, 0, 0.35);
  const right = solidBar(level, body, 0.65, 1);
  if (!left || !right) return [];
  const there = (point: Point) => project(back, point);
  const [leftTop, leftBottom, rightTop, rightBottom] = [left.top, left.bottom, right.top, right.bottom].map(
    there,
  ) as [Point, Point, Point, Point];
  const modulePx = (left.width + right.width) / 15 / scale;
  const upright = {
    startTop: leftTop,
    startBottom: leftBottom,
    stopTop: rightTop,
    stopBottom: rightBottom,
    modulePx,
  };
  const turned = {
    startTop: rightBottom,
    startBottom: rightTop,
    stopTop: leftBottom,
    stopBottom: leftTop,
    modulePx,
  };
  return left.width >= right.width ? [upright, turned] : [turned, upright];
}

interface SolidBar {
  top: Point;
  bottom: Point;
  width: number;
}

/** The dark bar between two shares of the width that is the widest and stands through the most of the body's height. */
function solidBar(
  picture: GrayPicture,
  body: { top: number; height: number },
  from: number,
  to: number,
): SolidBar | null {
  const lines = Math.max(1, Math.round(body.height / BANDS));
  const runs = Array.from({ length: BANDS - 2 }, (_, band) => {
    const first = Math.round(body.top + (body.height * (band + 1)) / BANDS);
    const profile = meanLines(picture, first, lines);
    const [left, right] = [Math.floor(from * profile.length), Math.ceil(to * profile.length)];
    return darkRuns(profile, left, right).map((run) => ({ ...run, y: first + lines / 2 }));
  }).flat();
  const like = mostOnOneLine(runs);
  if (like.length < BANDS * MIN_BANDS) return null;
  const slope = median(
    like.flatMap((one, at) =>
      like.slice(at + 1).map((other) => (other.middle - one.middle) / (other.y - one.y)),
    ),
  );
  const start = median(like.map((run) => run.middle - slope * run.y));
  const limit = median(like.map((run) => run.limit));
  const width = median(like.map((run) => run.width));
  const lineAt = (y: number) => start + slope * y;
  const middle = median(like.map((run) => run.y));
  const top = endOf(picture, lineAt, middle, -1, limit, width);
  const bottom = endOf(picture, lineAt, middle, 1, limit, width);
  return bottom - top < MIN_BANDS * body.height
    ? null
    : { top: [lineAt(top), top], bottom: [lineAt(bottom), bottom], width };
}

interface Run {
  middle: number;
  width: number;
  y: number;
  limit: number;
}

/** Of the bands that a bar must be seen in; reflections and tilt take some. */
const MIN_BANDS = 0.4;
/** How far a bar may lean in the region, as a tangent; perspective does that. */
const MAX_LEAN = 0.25;

/** The runs of like width on the line that has the most bands and width together. */
function mostOnOneLine(runs: readonly Run[]): Run[] {
  let best: Run[] = [];
  let most = 0;
  for (const [at, one] of runs.entries()) {
    for (const other of runs.slice(at + 1)) {
      const slope = (other.middle - one.middle) / (other.y - one.y);
      if (one.y === other.y || Math.abs(slope) > MAX_LEAN) continue;
      const width = (one.width + other.width) / 2;
      const like = runs.filter(
        (run) =>
          Math.abs(run.width - width) < 0.2 * width &&
          Math.abs(run.middle - one.middle - slope * (run.y - one.y)) < 0.15 * width,
      );
      if (like.length * width > most) [best, most] = [like, like.length * width];
    }
  }
  return best;
}

function meanLines({ data, width, height }: GrayPicture, first: number, lines: number): Float32Array {
  const sum = new Float32Array(width);
  for (let line = 0; line < lines; line++) {
    const y = Math.max(0, Math.min(height - 1, first + line));
    for (let x = 0; x < width; x++) sum[x] = (sum[x] as number) + (data[y * width + x] as number) / lines;
  }
  return sum;
}

/** A bar is this dark through its middle, where the mean of several rows of codewords is not. */
const SOLID = 0.2;

/** The runs below half the contrast that end on both sides within the profile, dark through; edges lie between pixels. */
function darkRuns(profile: Float32Array, from: number, to: number): Omit<Run, "y">[] {
  const levels = profile.slice(Math.round(profile.length * 0.1), Math.round(profile.length * 0.9)).sort();
  const dark = levels[Math.floor(levels.length * 0.02)] as number;
  const light = levels[Math.floor(levels.length * 0.97)] as number;
  const limit = (dark + light) / 2;
  const found: Omit<Run, "y">[] = [];
  let opened: number | null = null;
  for (let x = Math.max(1, from); x < to; x++) {
    const [before, here] = [profile[x - 1] as number, profile[x] as number];
    const edge = x + 0.5 - (here - limit) / (here - before);
    if (before >= limit && here < limit) opened = edge;
    else if (before < limit && here >= limit && opened !== null) {
      const inner = profile.slice(
        Math.ceil(opened + (edge - opened) / 4),
        Math.ceil(edge - (edge - opened) / 4),
      );
      const level = inner.reduce((sum, value) => sum + value, 0) / inner.length;
      if (level < dark + SOLID * (light - dark))
        found.push({ middle: (opened + edge) / 2, width: edge - opened, limit });
      opened = null;
    }
  }
  return found;
}

/** Where a bar that is followed up or down from its middle gets light, as the mean over the inner half of its width. */
function endOf(
  { data, width, height }: GrayPicture,
  lineAt: (y: number) => number,
  from: number,
  step: 1 | -1,
  limit: number,
  barWidth: number,
): number {
  let before = 0;
  for (let y = Math.round(from); y >= 0 && y < height; y += step) {
    const left = Math.round(lineAt(y) - barWidth / 4);
    const right = Math.round(lineAt(y) + barWidth / 4);
    let sum = 0;
    for (let x = left; x <= right; x++)
      sum += data[y * width + Math.max(0, Math.min(width - 1, x))] as number;
    const level = sum / (right - left + 1);
    if (level >= limit && before < limit)
      return y + 0.5 - step * (1 - (limit - before) / Math.max(1e-6, level - before));
    before = level;
  }
  return step < 0 ? 0 : height;
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
