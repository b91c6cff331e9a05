import { cosineSimilarity } from "../face-match.ts";
import { atLeast, type Finding, type SeenFace } from "./evidence.ts";

/** Strangers reach it once in 1,400 times (docs/models.md); a person's own turned head stays above it. */
const SAME_PERSON = 0.35;
/** Hardly a frame of the same person falls below it, most of another's do. */
const ANOTHER_PERSON = 0.2;

/** Whether one person is on all frames: the lowest similarity of any face with the first. */
export function judgeIdentity(faces: readonly SeenFace[]): Finding[] {
  const embeddings = faces.flatMap(({ embedding }) => (embedding ? [embedding] : []));
  const [first, ...others] = embeddings;
  const complete = first !== undefined && embeddings.length === faces.length;
  const lowest = complete ? Math.min(...others.map((other) => cosineSimilarity(first, other))) : null;
  return [
    atLeast("identity.lowest_similarity", SAME_PERSON, lowest, {
      attack: "face_swap",
      failBelow: ANOTHER_PERSON,
    }),
  ];
}
