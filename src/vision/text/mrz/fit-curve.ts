/** A weighted observation. */
export interface Sample {
  at: number;
  value: number;
  weight: number;
}

export type Curve = readonly [number, number, number];

export const curveAt = ([a, b, c]: Curve, at: number): number => a + at * (b + at * c);

/** Weighted least squares of a polynomial of degree 0-2; null when the samples do not determine it. */
function solve(samples: readonly Sample[], degree: number): Curve | null {
  const size = degree + 1;
  const sums = Array.from({ length: size }, () => new Float64Array(size + 1));
  // Centred and scaled, as fourth powers of pixel positions would drown the rest.
  const total = samples.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) return null;
  const middle = samples.reduce((sum, { at, weight }) => sum + at * weight, 0) / total;
  const spread = Math.max(1e-6, ...samples.map(({ at }) => Math.abs(at - middle)));
  for (const { at, value, weight } of samples) {
    const x = (at - middle) / spread;
    const powers = [1, x, x * x];
    for (let i = 0; i < size; i++) {
      const row = sums[i] as Float64Array;
      for (let j = 0; j < size; j++)
        row[j] = (row[j] as number) + weight * (powers[i] as number) * (powers[j] as number);
      row[size] = (row[size] as number) + weight * (powers[i] as number) * value;
    }
  }
  for (let i = 0; i < size; i++) {
    const pivot = sums[i] as Float64Array;
    if (Math.abs(pivot[i] as number) < 1e-9 * total) return null;
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const row = sums[k] as Float64Array;
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let j = i; j <= size; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  const [a, b, c] = [0, 1, 2].map((i) =>
    i < size ? (sums[i]?.[size] ?? 0) / (sums[i]?.[i] ?? 1) / spread ** i : 0,
  ) as [number, number, number];
  return [a - b * middle + c * middle * middle, b - 2 * c * middle, c];
}

/**
 * A polynomial through samples of which some are wrong: fitted, then fitted again without those farther than
 * `tolerance` (same unit as the values), until none is. Null when fewer than `degree + 2` remain.
 */
export function fitCurve(
  samples: readonly Sample[],
  degree: 0 | 1 | 2,
  tolerance: number,
): { curve: Curve; kept: Sample[]; rms: number } | null {
  let kept = [...samples];
  for (let round = 0; round < 8; round++) {
    if (kept.length < degree + 2) return null;
    const curve = solve(kept, degree);
    if (!curve) return null;
    const off = (sample: Sample) => Math.abs(sample.value - curveAt(curve, sample.at));
    // The bound tightens to `tolerance`, so that one bad first fit does not lose good samples.
    const bound = tolerance * Math.max(1, 3 - round);
    // From all samples, so that one that a bad first fit left out comes back.
    const near = samples.filter((sample) => off(sample) <= bound);
    if (
      bound === tolerance &&
      near.every((sample, at) => sample === kept[at]) &&
      near.length === kept.length
    ) {
      const weight = kept.reduce((sum, sample) => sum + sample.weight, 0);
      const square = kept.reduce((sum, sample) => sum + sample.weight * off(sample) ** 2, 0);
      return { curve, kept, rms: Math.sqrt(square / weight) };
    }
    kept = near;
  }
  return null;
}
