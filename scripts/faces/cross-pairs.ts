import type { FaceTemplate } from "../../src/storage/face-template.ts";
import { ENGINE_NAMES, type EngineScores, engineScores } from "./engine-scores.ts";

/** Scores of all pairs of pictures by engine: of one person, and of two. Both sorted, highest first. */
export interface CrossScores {
  people: number;
  pictures: number;
  genuine: Record<keyof EngineScores, Float64Array>;
  impostor: Record<keyof EngineScores, Float64Array>;
}

/** LFW names pictures `First_Last_0001.jpg`. */
const personOf = (image: string): string => image.replace(/_\d+\.[a-z]+$/i, "");

/** Compares every picture with every other. Pictures without a face take no part: they have no score. */
export function crossScores(templates: ReadonlyMap<string, FaceTemplate | null>): CrossScores {
  const described = [...templates].flatMap(([image, template]) =>
    template ? [{ person: personOf(image), template }] : [],
  );
  const lists = () => ({ primary: [] as number[], dlib: [] as number[], fused: [] as number[] });
  const [genuine, impostor] = [lists(), lists()];
  described.forEach((one, at) => {
    for (const other of described.slice(at + 1)) {
      const scores = engineScores(one.template, other.template);
      const into = one.person === other.person ? genuine : impostor;
      for (const engine of ENGINE_NAMES) into[engine].push(scores[engine]);
    }
  });
  const sorted = (of: ReturnType<typeof lists>) => {
    const descending = (values: number[]) => Float64Array.from(values).sort().reverse();
    return { primary: descending(of.primary), dlib: descending(of.dlib), fused: descending(of.fused) };
  };
  return {
    people: new Set(described.map(({ person }) => person)).size,
    pictures: described.length,
    genuine: sorted(genuine),
    impostor: sorted(impostor),
  };
}

/** The threshold that `rate` of the strangers reach or pass; and beyond all of them for a rate of zero. */
export const thresholdAt = (impostor: Float64Array, rate: number): number =>
  impostor[Math.max(0, Math.ceil(rate * impostor.length) - 1)] ?? Number.NaN;

/** The share of scores that miss a threshold. */
export const missing = (scores: Float64Array, threshold: number): number =>
  scores.filter((score) => score < threshold).length / scores.length;
