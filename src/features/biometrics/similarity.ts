import { comparable, type FaceTemplate, modelsText } from "../../storage/face-template.ts";
import { DLIB_SHARE } from "./dlib-share.ts";
import { cosineSimilarity } from "./face-match.ts";
import { isCalibrated, toSimilarity } from "./score-scale.ts";

/**
 * Similarity of two faces (-1 to 1) to four decimals; null when different nets described them. Where the same two
 * nets described both, their cosines are fused; a template that lacks the second is compared by the first alone.
 */
export function similarityOf(one: FaceTemplate, other: FaceTemplate): number | null {
  if (!comparable(one, other)) return null;
  return Math.round(scoreOf(one, other) * 10_000) / 10_000;
}

function scoreOf(one: FaceTemplate, other: FaceTemplate): number {
  const cosine = cosineSimilarity(one.embedding, other.embedding);
  const both = modelsText(one);
  if (one.second && other.second && comparable(one.second, other.second) && isCalibrated(both)) {
    const second = cosineSimilarity(one.second.embedding, other.second.embedding);
    return toSimilarity(both, (1 - DLIB_SHARE) * cosine + DLIB_SHARE * second);
  }
  return toSimilarity(modelsText({ ...one, second: null }), cosine);
}
