import type { Clock } from "../../../kernel/clock.ts";
import type { GrayPicture } from "../../image/gray.ts";
import type { MrzReading } from "../../ports/documents.ts";
import { type Budget, startBudget } from "./budget.ts";
import {
  type Axis,
  candidateFrames,
  sameLine,
  turned,
  type WorkingPicture,
  workingPicture,
} from "./candidate-frames.ts";
import { curveAt } from "./fit-curve.ts";
import { bandPolygon, capAt, type LineFrame, reversed } from "./line-frame.ts";
import type { BandKernel } from "./locate-lines.ts";
import { type FirstLook, findCells, firstLook, type MrzLine, middleOf } from "./mrz-line.ts";
import type { MrzNet } from "./mrz-net.ts";
import { padStrips } from "./pad-strips.ts";
import { createPyramid, type Pyramid } from "./pyramid.ts";
import { readZone, type ZoneReading } from "./read-zone.ts";
import { refineFrame } from "./refine-frame.ts";

/** Longer sides at which lines are located, and the kernels for print of medium, small and large size at each. */
const WORKING_SIDES = [700, 1100, 450];
const KERNELS: readonly BandKernel[] = [
  { radius: 10, gap: 14 },
  { radius: 6, gap: 9 },
  { radius: 14, gap: 22 },
];
const AXES: readonly Axis[] = ["x", "y"];
/** Lines are located within 20° of an axis; seen 30° to either side as well, every direction is covered. */
const SLANTS = [Math.PI / 6, -Math.PI / 6];
const FRAMES_A_PASS = 8;
const FRAMES_TOGETHER = 4;
const UPSIDE_DOWN_A_PASS = 4;
const BASES_A_PASS = 3;
/** Characters and trust that make a line worth looking for its neighbours: below it lies ordinary print. */
const MIN_CELLS = 16;
const MIN_TRUST = 0.5;
/** Above this mean log-probability of a cell a format fits; text on its head scores below -1. */
const UPRIGHT_SCORE = -0.4;
/** Estimates for the budget, in milliseconds on one core: a megapixel located along one axis, 1,000 columns read. */
const LOCATE_MS_A_MEGAPIXEL = 60;
const READ_MS_A_THOUSAND_COLUMNS = 18;
/** Mean log-probability of a cell below which nothing was found that could be called an MRZ. */
const MIN_SCORE = -0.8;

interface Search {
  pyramid: Pyramid;
  net: MrzNet;
  budget: Budget;
  tried: LineFrame[];
  axes: Axis[];
  best: ZoneReading | null;
}

/** Reads the frames as lines of unknown pitch. */
function readFrames({ pyramid, net, budget }: Search, frames: readonly LineFrame[]): MrzLine[] {
  const looks = frames.map((frame) => ({ frame, look: firstLook(pyramid, frame) }));
  looks.sort((one, other) => one.look.strip.width - other.look.strip.width);
  const lines: MrzLine[] = [];
  // Those of like width together: what is padded is read in vain.
  for (let at = 0; at < looks.length; at += FRAMES_TOGETHER) {
    if (budget.exhausted()) break;
    const group = looks.slice(at, at + FRAMES_TOGETHER);
    const strips = padStrips(group.map(({ look }) => look.strip));
    budget.spend(((strips[0]?.width ?? 0) * strips.length * READ_MS_A_THOUSAND_COLUMNS) / 1000);
    net.read(strips).forEach((read, index) => {
      const { frame, look } = group[index] as { frame: LineFrame; look: FirstLook };
      const line = findCells(frame, look, read, MIN_CELLS);
      if (line && line.trust >= MIN_TRUST) lines.push(line);
    });
  }
  return lines;
}

/** Frames of the pass that lie on print not tried before. */
function newFrames(
  { pyramid, tried }: Search,
  working: WorkingPicture,
  axis: Axis,
  kernel: BandKernel,
): LineFrame[] {
  const frames: LineFrame[] = [];
  for (const found of candidateFrames(working, axis, kernel)) {
    if (frames.length === FRAMES_A_PASS) break;
    const frame = refineFrame(pyramid, found);
    if (tried.some((other) => sameLine(frame, other))) continue;
    tried.push(frame);
    frames.push(frame);
  }
  return frames;
}

/** Reads the zones around the surest lines, of which `others` may be part; true when one is complete. */
function readZones(search: Search, lines: readonly MrzLine[], others: readonly MrzLine[]): boolean {
  const { pyramid, net, budget } = search;
  const surest = [...lines].sort((one, other) => other.trust * other.count - one.trust * one.count);
  for (const base of surest.slice(0, BASES_A_PASS)) {
    if (budget.exhausted()) return false;
    budget.spend(12 * READ_MS_A_THOUSAND_COLUMNS * 0.7);
    const reading = readZone(
      pyramid,
      net,
      base,
      [...lines, ...others].filter((other) => other !== base),
    );
    if (reading && (!search.best || reading.rank > search.best.rank)) search.best = reading;
    if (search.best?.complete) return true;
  }
  return false;
}

/** One pass over the picture; true when a complete zone was read. */
function searchPass(search: Search, working: WorkingPicture, axis: Axis, kernel: BandKernel): boolean {
  const { width, height } = working.picture;
  search.budget.spend((width * height * LOCATE_MS_A_MEGAPIXEL) / 1e6);
  const frames = newFrames(search, working, axis, kernel);
  const lines: MrzLine[] = [];
  // The longest first: an MRZ is mostly among them, and the rest then need not be read.
  for (let at = 0; at < frames.length; at += FRAMES_TOGETHER) {
    const more = readFrames(search, frames.slice(at, at + FRAMES_TOGETHER));
    if (readZones(search, more, lines)) return true;
    lines.push(...more);
  }
  if (isUpright(search.best)) {
    search.axes = [axis];
    return false;
  }
  // Text on its head is read as other characters, often surely: what betrays it is that no format fits.
  const standing = new Set([...frames.slice(0, UPSIDE_DOWN_A_PASS), ...lines.map(({ frame }) => frame)]);
  const complete = readZones(search, readFrames(search, [...standing].map(reversed)), []);
  if (isUpright(search.best)) search.axes = [axis];
  return complete;
}

/** Whether a zone was found whose characters fit a format, though some of them may be misread. */
const isUpright = (best: ZoneReading | null): boolean => (best?.hypothesis.score ?? -9) > UPRIGHT_SCORE;

function toMrz({ lines, hypothesis }: ZoneReading, budgetExhausted: boolean): MrzReading {
  const { layout, starts, confidences } = hypothesis;
  const angle = lines[0]?.frame.angle ?? 0;
  const quarters = ((-Math.round(angle / (Math.PI / 2)) % 4) + 4) % 4;
  return {
    lines: lines.map((line, at) => {
      const start = starts[at] as number;
      const edge = (cell: number) => curveAt(line.places, cell - 0.5);
      return {
        text: hypothesis.lines[at] as string,
        confidences: confidences[at] as number[],
        polygon: bandPolygon(line.frame, edge(start), edge(start + layout.lineLength)),
        capHeightPx: capAt(line.frame, middleOf(line)),
      };
    }),
    rotation: ([0, 90, 180, 270] as const)[quarters] as 0 | 90 | 180 | 270,
    budgetExhausted,
  };
}

/**
 * Finds and reads the MRZ on an upright picture; null when there is none that could be read. Coordinates of the
 * answer are pixels of the picture. What is read is never changed to make a check digit agree: the check digits
 * only choose among readings that the net finds about equally likely, and end the search.
 */
export function readMrz(
  picture: GrayPicture,
  net: MrzNet,
  options: { budgetMs: number; clock: Clock },
): MrzReading | null {
  const search: Search = {
    pyramid: createPyramid(picture),
    net,
    budget: startBudget(options.budgetMs, options.clock),
    tried: [],
    axes: [...AXES],
    best: null,
  };
  const exhausted = !searchAll(search, picture);
  const { best } = search;
  return best && best.hypothesis.score >= MIN_SCORE ? toMrz(best, exhausted) : null;
}

/** Every way to look for lines: upright and sideways at each size with each kernel, then between the axes. */
function* passes(picture: GrayPicture): Generator<[WorkingPicture, Axis, BandKernel]> {
  const longest = Math.max(picture.width, picture.height);
  const [first = 700] = WORKING_SIDES;
  for (const side of WORKING_SIDES) {
    if (side > first && longest <= first) continue; // a small picture cannot be seen larger
    const working = workingPicture(picture, side);
    for (const kernel of KERNELS) for (const axis of AXES) yield [working, axis, kernel];
  }
  for (const angle of SLANTS) {
    const working = turned(workingPicture(picture, first), angle);
    for (const kernel of KERNELS.slice(0, 2)) for (const axis of AXES) yield [working, axis, kernel];
  }
}

/** False when the budget ended the search. */
function searchAll(search: Search, picture: GrayPicture): boolean {
  for (const [working, axis, kernel] of passes(picture)) {
    if (!search.axes.includes(axis)) continue;
    if (working.turn !== 0 && isUpright(search.best)) return true;
    if (search.budget.exhausted()) return false;
    if (searchPass(search, working, axis, kernel)) return true;
  }
  return true;
}
