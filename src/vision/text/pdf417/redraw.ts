import type { GrayPicture } from "../../image/gray.ts";
import type { Point, Polygon } from "../../ports/picture.ts";
import { boundaryContrast, findBoundaries } from "./boundaries.ts";
import { locateBarRegions } from "./locate.ts";
import { nearestPatterns } from "./nearest-patterns.ts";
import { type Outline, outlinesIn } from "./outline.ts";
import { CODEWORD_MODULES, START_BARS, STOP_BARS } from "./patterns.ts";
import { PX } from "./resolution.ts";
import { findRows } from "./rows.ts";
import { type Projection, project, projectionOf, straighten } from "./straighten.ts";

/** A symbol drawn anew, as a printer would, and where it lies in the picture. */
export interface Redrawn {
  symbol: GrayPicture;
  /** How many codewords it has, its rows' indicators not counted. */
  codewords: number;
  polygon: Polygon;
}

/** A start, left and right indicators, one to thirty columns of codewords; the stop has one module more. */
const MIN_SLOTS = 5;
const MAX_SLOTS = 34;
const MIN_MODULES_HIGH = 6;
const MAX_MODULES_HIGH = 90 * 4;
/** With the right number of columns, .5 to .8 on photographs; what is no PDF417, or upside down, has at most .3. */
const MIN_CONTRAST = 0.25;
const SURE_CONTRAST = 0.45;

/**
 * The PDF417 symbols of a picture too small, blurred or aslant for a reader that looks for edges: each is straightened by
 * its outline, each codeword is held against all that may stand in its row, and the most alike are drawn. What is drawn
 * is a guess: only the symbol's own error correction makes it a reading.
 */
export function* redrawPdf417(picture: GrayPicture): Generator<Redrawn> {
  for (const region of locateBarRegions(picture)) {
    const redrawn = redraw(picture, outlinesIn(picture, region));
    if (redrawn) yield redrawn;
  }
}

function redraw(picture: GrayPicture, outlines: readonly Outline[]): Redrawn | null {
  const upright = clearest(picture, outlines);
  if (!upright) return null;
  const { view, modules, projection } = upright;
  const rows = findRows(view, PX);
  if (!rows) return null;
  const boundaries = findBoundaries(view, rows, modules);
  const codewords = nearestPatterns(view, rows, boundaries);
  const lines = codewords.map((patterns) => [START_BARS, ...patterns, STOP_BARS].flat());
  const corners: Point[] = [
    [0, 0],
    [view.width, 0],
    [view.width, view.height],
    [0, view.height],
  ];
  const columns = (modules - 1) / CODEWORD_MODULES - 4;
  return {
    symbol: draw(lines, modules),
    codewords: rows.count * columns,
    polygon: corners.map((corner) => project(projection, corner)),
  };
}

interface Upright {
  contrast: number;
  view: GrayPicture;
  modules: number;
  projection: Projection;
}

/** The symbol straightened with the number of columns at which codewords begin where they should, either way round. */
function clearest(picture: GrayPicture, outlines: readonly Outline[]): Upright | null {
  let best: Upright | null = null;
  for (const away of COLUMNS_AWAY) {
    for (const outline of outlines) {
      const upright = straightened(picture, outline, away);
      if (upright && upright.contrast > (best?.contrast ?? MIN_CONTRAST)) best = upright;
    }
    if (best && best.contrast > SURE_CONTRAST) break;
  }
  return best;
}

/** How far the number of columns may be from what the bars' widths say. */
const COLUMNS_AWAY = [0, -1, 1, -2, 2] as const;

function straightened(picture: GrayPicture, outline: Outline, away: number): Upright | null {
  const { startTop, startBottom, stopTop, stopBottom, modulePx } = outline;
  const wide = (distance(startTop, stopTop) + distance(startBottom, stopBottom)) / 2 / modulePx + 18.5;
  const high = (distance(startTop, startBottom) + distance(stopTop, stopBottom)) / 2 / modulePx;
  const slots = Math.round((wide - 1) / CODEWORD_MODULES) + away;
  if (slots < MIN_SLOTS || slots > MAX_SLOTS || high < MIN_MODULES_HIGH) return null;
  const modules = slots * CODEWORD_MODULES + 1;
  const height = Math.round(Math.min(MAX_MODULES_HIGH, high) * PX);
  const from: Point[] = [
    [4 * PX, 0],
    [(modules - 14.5) * PX, 0],
    [(modules - 14.5) * PX, height],
    [4 * PX, height],
  ];
  const projection = projectionOf(from, [startTop, stopTop, stopBottom, startBottom]);
  if (!projection) return null;
  const view = straighten(picture, projection, modules * PX, height);
  return { view, modules, projection, contrast: boundaryContrast(view, slots) };
}

const distance = ([x0, y0]: Point, [x1, y1]: Point): number => Math.hypot(x1 - x0, y1 - y0);

const ROW_PX = 9;
const QUIET = 4;

/** Rows of bars and spaces as a printer would draw them, with a quiet zone around. */
function draw(lines: readonly (readonly number[])[], modules: number): GrayPicture {
  const width = (modules + 2 * QUIET) * PX;
  const height = lines.length * ROW_PX + 2 * QUIET * PX;
  const data = new Uint8Array(width * height).fill(255);
  for (const [row, widths] of lines.entries()) {
    let x = QUIET * PX;
    for (const [at, modulesWide] of widths.entries()) {
      const next = x + modulesWide * PX;
      if (at % 2 === 0) {
        for (let y = 0; y < ROW_PX; y++) {
          const line = (QUIET * PX + row * ROW_PX + y) * width;
          data.fill(0, line + x, line + next);
        }
      }
      x = next;
    }
  }
  return { data, width, height };
}
