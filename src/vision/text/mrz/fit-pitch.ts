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
  /** Share of the indices at which a character was seen. */
  filled: number;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * The even spacing behind runs of characters (an MRZ has a fixed pitch), null when there is none. Positions keep
 * the unit of the runs; `least` is the number of characters that must lie on it.
 */
export function fitPitch(runs: readonly CharacterRun[], least: number): Pitch | null {
  const sure = runs.filter((run) => run.probability > 0.3);
  if (sure.length < least) return null;
  const steps = sure.slice(1).map((run, at) => run.centre - (sure[at] as CharacterRun).centre);
  let step = median(steps.filter((value) => value > 1.2));
  if (!(step > 1.2)) return null;
  // Two characters that touch have one run with a centre between them: no evidence.
  const single = sure.filter((run) => run.columns < step * 1.25);
  if (single.length < least) return null;

  const samples: Sample[] = [];
  let index = 0;
  let local = step;
  single.forEach((run, at) => {
    const before = single[at - 1];
    if (before) {
      const steps = (run.centre - before.centre) / local;
      const whole = Math.max(1, Math.round(steps));
      index += whole;
      // The spacing may drift along the line (perspective): follow what neighbours show.
      if (whole <= 3 && Math.abs(steps - whole) < 0.25)
        local += (((run.centre - before.centre) / whole - local) * 1) / 6;
    }
    samples.push({ at: index, value: run.centre, weight: run.probability });
  });
  step = local;
  const fit = fitCurve(samples, 2, step * 0.35);
  if (!fit || fit.kept.length < least) return null;
  const first = fit.kept[0]?.at ?? 0;
  const last = fit.kept[fit.kept.length - 1]?.at ?? 0;
  const count = last - first + 1;
  const [a, b, c] = fit.curve;
  const curve: Curve = [a + first * (b + first * c), b + 2 * c * first, c];
  const mean = b + c * (first + last);
  if (!(mean > 1.2)) return null;
  return { curve, count, step: mean, rms: fit.rms / mean, filled: fit.kept.length / count };
}
