import { curveAt } from "./fit-curve.ts";
import { capAt, shifted } from "./line-frame.ts";
import { type MrzLine, pitchOf } from "./mrz-line.ts";
import type { MrzNet } from "./mrz-net.ts";
import type { Pyramid } from "./pyramid.ts";
import { settle } from "./read-cells.ts";
import { refineFrame } from "./refine-frame.ts";
import { bandContrast, strokeSums } from "./row-profile.ts";
import { sampleStrip } from "./sample-strip.ts";

// Lines of an MRZ are 1.6-2.6 pitches apart on real documents (ICAO 9303-3 figure 3: 6.35 mm and 2.54 mm give 2.5).
const NEAREST = 1.4;
const FARTHEST = 3.1;
const PROBES = 2;
const COLUMNS_A_CELL = 8;
const CAP_ROWS = 8;
/** The least trust at which a neighbour counts as a line of the same zone. */
const MIN_TRUST = 0.5;

/** Distances (pixels across the line, signed by `direction`) at which print lies, the most striking first. */
function printBeside(pyramid: Pyramid, line: MrzLine, direction: 1 | -1): number[] {
  const cap = capAt(line.frame, 0);
  const perRow = cap / CAP_ROWS;
  const far = Math.ceil((FARTHEST * pitchOf(line)) / perRow) + CAP_ROWS;
  const us = Float64Array.from({ length: line.count * COLUMNS_A_CELL }, (_, at) =>
    curveAt(line.places, (at + 0.5) / COLUMNS_A_CELL - 0.5),
  );
  const height = 2 * far;
  const strip = sampleStrip(pyramid, line.frame, us, { height, capRows: CAP_ROWS, offset: 0 });
  const sums = strokeSums(strip, 0, us.length);
  const found: { distance: number; score: number }[] = [];
  const scoreAt = (top: number) => bandContrast(sums, top, CAP_ROWS);
  for (let top = 1; top + CAP_ROWS < height - 1; top++) {
    const distance = (top + CAP_ROWS / 2 - far) * perRow * direction;
    if (distance < NEAREST * pitchOf(line) || distance > FARTHEST * pitchOf(line)) continue;
    const score = scoreAt(top);
    if (score >= scoreAt(top - 1) && score > scoreAt(top + 1)) found.push({ distance, score });
  }
  found.sort((one, other) => other.score - one.score);
  return found.slice(0, PROBES).map(({ distance }) => distance * direction);
}

/** The line of the same zone below (1) or above (-1) a line, its cells counted as that line's are. */
export function findSibling(pyramid: Pyramid, net: MrzNet, line: MrzLine, direction: 1 | -1): MrzLine | null {
  const probes = printBeside(pyramid, line, direction).map((distance) => {
    const moved = shifted(line.frame, distance);
    const frame = refineFrame(pyramid, moved, 1);
    // A neighbour has the same print; another height is that of a caption or an edge.
    const ratio = frame.cap[0] / capAt(line.frame, 0);
    return { ...line, frame: ratio > 0.8 && ratio < 1.25 ? frame : moved };
  });
  if (probes.length === 0) return null;
  const best = settle(pyramid, net, probes).reduce((one, other) => (other.trust > one.trust ? other : one));
  return best.trust < MIN_TRUST ? null : best;
}
