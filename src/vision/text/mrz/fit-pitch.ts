import type { CharacterRun } from "./character-runs.ts";
import { type Curve, fitCurve, type Sample } from "./fit-curve.ts";

/** Where the characters of a line stand: position = curve(index), for indices 0 … count − 1. */
export interface Pitch {
  curve: Curve;
  count: number;
  /** Mean distance of neighbours. */
  step: number;
  /** Root mean square of what the positions are off, in steps. */
  rms: number;
}

/** Least distance of characters in columns; what is nearer are pieces of one. */
const MIN_STEP = 1.2;
// How the comb is searched: its spacing in parts of the median distance, its drift from end to end in parts of the
// spacing. Steps are such that over 44 characters the comb is off by less than an eighth of one.
const SPACINGS = Array.from({ length: 31 }, (_, at) => 1 + (at - 15) * 0.005);
const DRIFTS = Array.from({ length: 17 }, (_, at) => (at - 8) * 0.01);

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * The comb index = phase + t/step + drift·t²/(step·length) that the most characters lie on, as indices of the runs.
 * Neighbour by neighbour would lose count where characters are missing or touch.
 */
function countAlong(runs: readonly CharacterRun[], step: number): number[] {
  const first = runs[0]?.centre ?? 0;
  const length = Math.max(step, (runs[runs.length - 1]?.centre ?? 0) - first);
  const ts = runs.map(({ centre }) => centre - first - length / 2);
  let best = { strength: -1, turns: ts, phase: 0 };
  for (const spacing of SPACINGS)
    for (const drift of DRIFTS) {
      const turns = ts.map((t) => (t / (step * spacing)) * (1 + (drift * t) / length));
      let cos = 0;
      let sin = 0;
      turns.forEach((turn, at) => {
        const weight = (runs[at] as CharacterRun).probability;
        cos += weight * Math.cos(2 * Math.PI * turn);
        sin += weight * Math.sin(2 * Math.PI * turn);
      });
      const strength = Math.hypot(cos, sin);
      if (strength > best.strength) best = { strength, turns, phase: Math.atan2(sin, cos) / (2 * Math.PI) };
    }
  return best.turns.map((turn) => Math.round(turn - best.phase));
}

/**
 * The even spacing behind runs of characters (an MRZ has a fixed pitch), null when there is none. Positions keep
 * the unit of the runs; `least` is the number of characters that must lie on it.
 */
export function fitPitch(runs: readonly CharacterRun[], least: number): Pitch | null {
  const sure = runs.filter((run) => run.probability > 0.3);
  if (sure.length < least) return null;
  const distances = sure.slice(1).map((run, at) => run.centre - (sure[at] as CharacterRun).centre);
  const step = median(distances.filter((distance) => distance > MIN_STEP));
  if (!(step > MIN_STEP)) return null;
  // Two characters that touch have one run with a centre between them: no evidence.
  const single = sure.filter((run) => run.columns < step * 1.25);
  if (single.length < least) return null;
  const indices = countAlong(single, step);
  const samples = single.map(
    (run, at): Sample => ({ at: indices[at] as number, value: run.centre, weight: run.probability }),
  );
  const fit = fitCurve(samples, 2, step * 0.35);
  if (!fit || fit.kept.length < least) return null;
  const first = fit.kept[0]?.at ?? 0;
  const count = (fit.kept[fit.kept.length - 1]?.at ?? 0) - first + 1;
  const [a, b, c] = fit.curve;
  const mean = b + c * (2 * first + count - 1);
  if (!(mean > MIN_STEP)) return null;
  return {
    curve: [a + first * (b + first * c), b + 2 * c * first, c],
    count,
    step: mean,
    rms: fit.rms / mean,
  };
}
