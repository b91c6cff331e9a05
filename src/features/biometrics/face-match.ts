import { CALIBRATION } from "./calibration.ts";

/** Cosine similarity from which two faces are taken for one person when nothing else is asked for. */
export const DEFAULT_MATCH_THRESHOLD = 0.42;
/** From here up to the threshold a person should look: .30 lets some 30 in 10,000 strangers through. */
export const REVIEW_FROM = 0.3;
/** Similarity from which a gallery search names a candidate, who is always a human's decision. */
export const CANDIDATE_THRESHOLD = 0.5;

/** One line of the calibration: a similarity, and the share of strangers that reach it. */
type Measured = readonly [similarity: number, falseMatchRate: number];

/** Thresholds of `face-embed`, whose cosine is the scale of every similarity (`score-scale.ts`), ascending. */
const MEASURED: readonly Measured[] = (CALIBRATION.engines["face-embed@0.0.1"] ?? []).map(
  ([similarity, falseMatchRate]) => [similarity, falseMatchRate],
);

/** The smallest rate that is claimed: three over the comparisons in which no stranger came so far (rule of three). */
export const LOWEST_FALSE_MATCH_RATE: number = MEASURED.at(-1)?.[1] ?? 1;

/**
 * The share of strangers (0-1) whose similarity reaches the given one, as measured on all cross pairs of LFW's
 * first fold: straight lines between the points on a logarithmic scale. It holds for press photographs of adults;
 * other populations and cameras differ. Null below the first point, where half of all strangers come; beyond the
 * last the smallest rate that is claimed.
 */
export function falseMatchRateAt(similarity: number): number | null {
  const [first] = MEASURED;
  if (!first || !(similarity >= first[0])) return null;
  let [fromSimilarity, fromRate] = first;
  for (const [toSimilarity, toRate] of MEASURED) {
    if (similarity === toSimilarity) return toRate;
    if (similarity < toSimilarity) {
      const part = (similarity - fromSimilarity) / (toSimilarity - fromSimilarity);
      return Math.exp(Math.log(fromRate) + part * (Math.log(toRate) - Math.log(fromRate)));
    }
    [fromSimilarity, fromRate] = [toSimilarity, toRate];
  }
  return fromRate;
}

/**
 * The similarity from which no more than the given share of strangers come, four decimals, never below
 * `DEFAULT_MATCH_THRESHOLD`. The rate is at least `LOWEST_FALSE_MATCH_RATE`: nothing smaller was shown.
 */
export function thresholdForRate(maxFalseMatchRate: number): number {
  let [fromSimilarity, fromRate] = MEASURED[0] ?? [1, 1];
  let threshold = MEASURED.at(-1)?.[0] ?? 1;
  for (const [toSimilarity, toRate] of MEASURED) {
    if (toRate <= maxFalseMatchRate) {
      const part =
        fromRate === toRate
          ? 0
          : (Math.log(maxFalseMatchRate) - Math.log(fromRate)) / (Math.log(toRate) - Math.log(fromRate));
      threshold = fromSimilarity + Math.max(0, part) * (toSimilarity - fromSimilarity);
      break;
    }
    [fromSimilarity, fromRate] = [toSimilarity, toRate];
  }
  return Math.max(DEFAULT_MATCH_THRESHOLD, Math.ceil(threshold * 10_000) / 10_000);
}

export interface FaceMatch {
  outcome: "pass" | "review" | "fail";
  /** True only for `pass`. */
  match: boolean;
  threshold: number;
  /** At the threshold, not at this pair's similarity: it tells how often a stranger would have been accepted. */
  falseMatchRate: number | null;
}

/**
 * Decides 1:1: at or above the threshold `pass`; between `REVIEW_FROM` and the threshold `review`; below `fail`.
 * A similarity that is not a number fails.
 * @param similarity Cosine of two embeddings of the same model, -1 to 1.
 */
export function decideFaceMatch(similarity: number, threshold = DEFAULT_MATCH_THRESHOLD): FaceMatch {
  const match = similarity >= threshold;
  const review = similarity >= REVIEW_FROM;
  return {
    outcome: match ? "pass" : review ? "review" : "fail",
    match,
    threshold,
    falseMatchRate: falseMatchRateAt(threshold),
  };
}

/** Cosine similarity (-1 to 1) of two unit-length embeddings; throws when their lengths differ. */
export function cosineSimilarity(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new Error("embeddings of different models cannot be compared");
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return Math.max(-1, Math.min(1, sum));
}
