import { FREQUENCIES, type JpegLevels, MAX_LEVEL } from "./jpeg-levels.ts";

/** Steps of an earlier compression that are tried: larger ones leave nothing of the frequencies looked at. */
const LARGEST_STEP = 32;
/** Share of coefficients that rounding and clipping of pixels between two savings moves to a level beside. */
const STRAY = 0.12;
/** Coefficients at and beside zero say nothing of an earlier step; fewer than this many others, neither. */
const FEWEST = 400;
/** Mean gain a coefficient, in nats, from which an earlier compression is believed; single ones measure below .01. */
const BELIEVED = 0.08;

/** How one frequency's levels came about: the log of how much likelier each level is after an earlier compression. */
export interface FirstCompression {
  step: number;
  /** By absolute level, up to `MAX_LEVEL`. */
  logRatio: Float32Array;
  gain: number;
}

/**
 * The step with which each of `FREQUENCIES` was quantised before, where its levels show one: a coefficient that was a
 * multiple of the earlier step can only land on some levels of the present one (Lukáš and Fridrich 2003). Null where
 * the picture was compressed once, or the earlier step leaves no trace.
 */
export function firstCompression({ levels, steps }: JpegLevels): (FirstCompression | null)[] {
  return FREQUENCIES.map((_, frequency) => {
    const counts = new Int32Array(MAX_LEVEL + 1);
    for (let at = frequency; at < levels.length; at += FREQUENCIES.length) {
      const level = Math.abs(levels[at] as number);
      if (level >= 1 && level <= MAX_LEVEL) counts[level] = (counts[level] as number) + 1;
    }
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total < FEWEST) return null;
    let best: FirstCompression | null = null;
    const now = steps[frequency] as number;
    for (let step = 2; step <= LARGEST_STEP; step++) {
      if (now % step === 0) continue;
      const logRatio = logRatios(step, now, envelope(counts, total));
      let gain = 0;
      for (let level = 1; level <= MAX_LEVEL; level++)
        gain += (counts[level] as number) * (logRatio[level] as number);
      gain /= total;
      if (gain > BELIEVED && (!best || gain > best.gain)) best = { step, logRatio, gain };
    }
    return best;
  });
}

/** Shares of the levels as a smooth distribution of the same mean has them (the geometric one, for Laplace's). */
function envelope(counts: Int32Array, total: number): Float32Array {
  const mean = counts.reduce((sum, count, level) => sum + count * level, 0) / total;
  const ratio = 1 - 1 / Math.max(1.05, mean);
  return Float32Array.from({ length: MAX_LEVEL + 1 }, (_, level) =>
    level === 0 ? 0 : (1 - ratio) * ratio ** (level - 1),
  );
}

/**
 * For each present level, the log of its share after the earlier step over its share without; both are shares of the
 * levels that are looked at, lest a step that moves coefficients towards zero seem likely.
 */
function logRatios(step: number, now: number, expected: Float32Array): Float32Array {
  const ratios = new Float32Array(MAX_LEVEL + 2);
  for (let multiple = 1; multiple * step <= (MAX_LEVEL + 1) * now; multiple++) {
    const exact = (multiple * step) / now;
    const level = Math.round(exact);
    const weight = step / now;
    // Halfway between two levels a grain of rounding decides.
    const share = Math.abs(exact - Math.floor(exact) - 0.5) < 0.51 / now ? 0.5 : 1;
    if (level <= MAX_LEVEL + 1) ratios[level] = (ratios[level] as number) + weight * share;
    const beside = exact > level ? level + 1 : level - 1;
    if (share < 1 && beside >= 0 && beside <= MAX_LEVEL + 1)
      ratios[beside] = (ratios[beside] as number) + weight * share;
  }
  const levels = ratios.map((ratio) => (1 - STRAY) * ratio + STRAY).subarray(0, MAX_LEVEL + 1);
  const whole = levels.reduce((sum, ratio, level) => sum + ratio * (expected[level] as number), 0);
  return levels.map((ratio) => Math.log(ratio / whole));
}
