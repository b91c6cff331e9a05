import { comparable, type FaceTemplate } from "../../storage/face-template.ts";
import { cosineSimilarity } from "./face-match.ts";

/** Similarity of two faces (-1 to 1) to four decimals; null when different nets described them. */
export function similarityOf(one: FaceTemplate, other: FaceTemplate): number | null {
  if (!comparable(one, other)) return null;
  return Math.round(cosineSimilarity(one.embedding, other.embedding) * 10_000) / 10_000;
}
