import { type Curve, curveAt } from "./fit-curve.ts";
import { centreAt, pointAt } from "./line-frame.ts";
import { type MrzLine, middleOf, pitchOf } from "./mrz-line.ts";

// Lines of an MRZ are 1.6-2.6 pitches apart on real documents (ICAO 9303-3 figure 3: 6.35 mm to 2.54 mm).
export const NEAREST_PITCHES = 1.4;
export const FARTHEST_PITCHES = 3.1;
const MAX_TURN = 0.09; // perspective turns the lines of one zone by a few degrees against each other
const MAX_PITCH_RATIO = 1.2;

/** Where on the base line's frame the middle of another line lies: u along it, v across from its own middle. */
function middleOn(base: MrzLine, line: MrzLine): { u: number; v: number } {
  const u = middleOf(line);
  const [x, y] = pointAt(line.frame, u, centreAt(line.frame, u));
  const dx = x - base.frame.x;
  const dy = y - base.frame.y;
  const cos = Math.cos(base.frame.angle);
  const sin = Math.sin(base.frame.angle);
  const along = dx * cos + dy * sin;
  return { u: along, v: dy * cos - dx * sin - centreAt(base.frame, along) };
}

/** Distance across the base line to another of the same zone, in the base's pitches; null when it cannot be one. */
export function neighbourDistance(base: MrzLine, line: MrzLine): number | null {
  const turn = Math.sin(line.frame.angle - base.frame.angle);
  const ratio = pitchOf(line) / pitchOf(base);
  if (Math.abs(turn) > MAX_TURN || Math.cos(line.frame.angle - base.frame.angle) < 0) return null;
  if (ratio > MAX_PITCH_RATIO || ratio < 1 / MAX_PITCH_RATIO) return null;
  const { u, v } = middleOn(base, line);
  const cell = cellAt(base.places, u);
  if (cell < -5 || cell > base.count + 5) return null;
  const distance = v / pitchOf(base);
  return Math.abs(distance) >= NEAREST_PITCHES && Math.abs(distance) <= FARTHEST_PITCHES ? distance : null;
}

/** The cell (fractional) whose middle lies at u. */
export function cellAt(places: Curve, u: number): number {
  let cell = (u - places[0]) / places[1];
  for (let round = 0; round < 4; round++)
    cell -= (curveAt(places, cell) - u) / (places[1] + 2 * places[2] * cell);
  return cell;
}

/** The line with its cells renumbered, so that the one beside the base's cell has that cell's number. */
export function numberedAs(base: MrzLine, line: MrzLine): MrzLine {
  const own = Math.round((line.count - 1) / 2);
  const u = curveAt(line.places, own);
  const [x, y] = pointAt(line.frame, u, centreAt(line.frame, u));
  const along =
    (x - base.frame.x) * Math.cos(base.frame.angle) + (y - base.frame.y) * Math.sin(base.frame.angle);
  const shift = own - Math.round(cellAt(base.places, along));
  const [a, b, c] = line.places;
  return {
    ...line,
    places: [a + shift * (b + c * shift), b + 2 * c * shift, c],
    // Cells are counted from 0 as the base's are; what lies before is read as being beyond the end.
    count: base.count,
  };
}
