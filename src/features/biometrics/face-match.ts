/** Cosine similarity from which two faces are taken for one person when nothing else is asked for. */
export const DEFAULT_MATCH_THRESHOLD = 0.42;
/** From here up to the threshold a person should look: .30 lets 28 in 10,000 strangers through. */
export const REVIEW_FROM = 0.3;
/** Similarity from which a gallery search names a candidate, who is always a human's decision. */
export const CANDIDATE_THRESHOLD = 0.5;

/**
 * How often two strangers reach a similarity, for the net `face-embed` 0.0.1: measured on all 5.8 million cross
 * pairs of LFW's people. It holds for press photographs of adults; other populations and cameras differ.
 */
const MEASURED: readonly (readonly [similarity: number, falseMatchRate: number])[] = [
  [0.3, 2.8e-3],
  [0.35, 7e-4],
  [0.4, 1.5e-4],
  [0.45, 2.7e-5],
  [0.5, 5e-6],
];

/**
 * The share of strangers (0-1) whose similarity reaches the given one: straight lines between the measured points
 * on a logarithmic scale. Null below .30, where nothing was measured; above .50 the smallest measured rate, as the
 * sample proves nothing rarer.
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
