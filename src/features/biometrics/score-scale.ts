import { CALIBRATION } from "./calibration.ts";

/** The net whose cosine is the scale of every similarity, threshold and policy. */
const SCALE = "face-embed@0.0.1";

type Knot = readonly [raw: number, similarity: number];

/** Where an engine's thresholds lie on the scale: at those of the same false match rate. */
function knotsOf(models: string): Knot[] {
  const scale = CALIBRATION.engines[SCALE] ?? [];
  const own = CALIBRATION.engines[models] ?? [];
  return [[-1, -1], ...own.map(([raw], at): Knot => [raw, scale[at]?.[0] ?? 1]), [1, 1]];
}

const KNOTS: ReadonlyMap<string, Knot[]> = new Map(
  Object.keys(CALIBRATION.engines)
    .filter((models) => models !== SCALE)
    .map((models) => [models, knotsOf(models)]),
);

/** True when the thresholds of these nets were measured, so that their score can be told on the scale. */
export const isCalibrated = (models: string): boolean => models in CALIBRATION.engines;

function between(knots: readonly Knot[], value: number, from: 0 | 1): number {
  const to = from === 0 ? 1 : 0;
  let [last] = knots;
  for (const knot of knots) {
    if (last && value <= knot[from]) {
      const length = knot[from] - last[from];
      const part = length > 0 ? (value - last[from]) / length : 0;
      return last[to] + part * (knot[to] - last[to]);
    }
    last = knot;
  }
  return last?.[to] ?? value;
}

/**
 * An engine's raw score as a similarity: the cosine of `face-embed` that as many strangers reach, so that .42 asks
 * the same of every engine. Straight lines between the measured points. Nets that were not measured, and `face-embed`
 * itself, keep their cosine.
 * @param models as `modelsText` writes them
 */
export function toSimilarity(models: string, raw: number): number {
  const knots = KNOTS.get(models);
  return knots ? between(knots, raw, 0) : raw;
}

/** The raw score of a similarity: the way back of `toSimilarity`. */
export function toRaw(models: string, similarity: number): number {
  const knots = KNOTS.get(models);
  return knots ? between(knots, similarity, 1) : similarity;
}
