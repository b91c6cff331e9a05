import { curveAt } from "./fit-curve.ts";
import { capAt, type LineFrame, shifted } from "./line-frame.ts";
import { findCells, firstLook, type MrzLine, pitchOf } from "./mrz-line.ts";
import type { MrzNet } from "./mrz-net.ts";
import { FARTHEST_PITCHES, NEAREST_PITCHES, neighbourDistance, numberedAs } from "./neighbours.ts";
import { padStrips } from "./pad-strips.ts";
import type { Pyramid } from "./pyramid.ts";
import { settle } from "./read-cells.ts";
import { refineFrame } from "./refine-frame.ts";
import { bandContrast, strokeSums } from "./row-profile.ts";
import { sampleStrip } from "./sample-strip.ts";

const PROBES = 2;
const COLUMNS_A_CELL = 8;
const CAP_ROWS = 8;
/** Characters that must be seen evenly spaced to lay cells anew; a name line may have few that are clear. */
const MIN_CELLS = 8;
/** The least trust at which a neighbour counts as a line of the same zone. */
const MIN_TRUST = 0.5;

/** Distances (pixels across the line, signed) at which print lies on one side of a line, the most striking first. */
function printBeside(pyramid: Pyramid, line: MrzLine, direction: 1 | -1): number[] {
  const cap = capAt(line.frame, 0);
  const perRow = cap / CAP_ROWS;
  const pitch = pitchOf(line);
  const far = Math.ceil((FARTHEST_PITCHES * pitch) / perRow) + CAP_ROWS;
  const us = Float64Array.from({ length: line.count * COLUMNS_A_CELL }, (_, at) =>
    curveAt(line.places, (at + 0.5) / COLUMNS_A_CELL - 0.5),
  );
  const height = 2 * far;
  const strip = sampleStrip(pyramid, line.frame, us, { height, capRows: CAP_ROWS, offset: 0 });
  const sums = strokeSums(strip, 0, us.length);
  const scoreAt = (top: number) => bandContrast(sums, top, CAP_ROWS);
  const found: { distance: number; score: number }[] = [];
  for (let top = 1; top + CAP_ROWS < height - 1; top++) {
    const distance = (top + CAP_ROWS / 2 - far) * perRow;
    const pitches = (distance * direction) / pitch;
    if (pitches < NEAREST_PITCHES || pitches > FARTHEST_PITCHES) continue;
    const score = scoreAt(top);
    if (score >= scoreAt(top - 1) && score > scoreAt(top + 1)) found.push({ distance, score });
  }
  found.sort((one, other) => other.score - one.score);
  return found.slice(0, PROBES).map(({ distance }) => distance);
}

/** The frame of print at a distance from a line, wide enough for a zone that perspective widens. */
function frameBeside(pyramid: Pyramid, line: MrzLine, distance: number): LineFrame {
  const pitch = pitchOf(line);
  const moved = {
    ...shifted(line.frame, distance),
    from: curveAt(line.places, -0.5) - pitch,
    to: curveAt(line.places, line.count - 0.5) + pitch,
  };
  const refined = refineFrame(pyramid, moved);
  // A neighbour has the same print; another height is that of a caption or an edge.
  const ratio = refined.cap[0] / capAt(line.frame, 0);
  return ratio > 0.8 && ratio < 1.25 ? refined : moved;
}

/** The line of the same zone below (1) or above (-1) a line, its cells numbered as that line's are. */
export function findSibling(
  pyramid: Pyramid,
  net: MrzNet,
  line: MrzLine,
  direction: 1 | -1,
  others: readonly MrzLine[],
): MrzLine | null {
  const known = others.find((other) => (neighbourDistance(line, other) ?? 0) * direction > 0);
  const candidates = known ? [numberedAs(line, known)] : probe(pyramid, net, line, direction);
  if (candidates.length === 0) return null;
  const settled = settle(pyramid, net, candidates);
  const best = settled.reduce((one, other) => (other.trust > one.trust ? other : one));
  return best.trust < MIN_TRUST ? null : best;
}

/** Reads what lies beside a line afresh, and also with the cells of that line, where few characters are clear. */
function probe(pyramid: Pyramid, net: MrzNet, line: MrzLine, direction: 1 | -1): MrzLine[] {
  const frames = printBeside(pyramid, line, direction).map((at) => frameBeside(pyramid, line, at));
  const looks = frames.map((frame) => firstLook(pyramid, frame));
  const reads = net.read(padStrips(looks.map(({ strip }) => strip)));
  return frames.flatMap((frame, at) => {
    const [look, read] = [looks[at], reads[at]];
    const fresh = look && read && findCells(frame, look, read, MIN_CELLS);
    const ratio = fresh ? pitchOf(fresh) / pitchOf(line) : 0;
    return fresh && ratio > 0.85 && ratio < 1.18
      ? [numberedAs(line, fresh), { ...line, frame }]
      : [{ ...line, frame }];
  });
}
