import { type Alignment, alignTokens } from "./align.ts";
import { editDistance } from "./edit-distance.ts";
import { skeletonOf } from "./skeleton.ts";
import { type NameToken, TOKEN_WEIGHTS } from "./tokens.ts";

/** Changes whenever a change of code or table can change a score; stands in every explanation. */
export const MATCHER_VERSION = "enroll-names-1";

/** Weights of the whole-name score. Tuned on the development pairs only. */
export const SCORE_WEIGHTS = {
  /** Words left over on both sides contradict each other (another patronymic, another surname). */
  conflict: 1.1,
  /** Words that only the query has. */
  queryExtra: 0.35,
  /** Words that only the entry has: people leave middle names out. */
  entryExtra: 0.3,
  /** Above 1: a bad pair costs more than in proportion. */
  sharpness: 1.3,
  /** Whole names squashed into one word: how fast edits lower the score. */
  squashSlope: 1.25,
};

export interface NameScore {
  /** 0 to 1, before anything but the names is looked at. */
  score: number;
  /** Which of the two comparisons gave the score. */
  by: "words" | "whole";
  alignment: Alignment;
}

/** How alike two names are. Symmetric but for words left over, which weigh a little more in the query. */
export function scoreNames(query: NameToken[], entry: NameToken[]): NameScore {
  const alignment = alignTokens(query, entry);
  const words = scoreAlignment(alignment, query, entry);
  const whole = scoreSquashed(query, entry);
  return whole > words ? { score: whole, by: "whole", alignment } : { score: words, by: "words", alignment };
}

function scoreAlignment(alignment: Alignment, query: NameToken[], entry: NameToken[]): number {
  let matched = 0;
  let total = 0;
  for (const pair of alignment.pairs) {
    matched += pair.weight * pair.score ** SCORE_WEIGHTS.sharpness;
    total += pair.weight;
  }
  if (total === 0) return 0;
  const queryLeft = weightOf(alignment.queryLeft, query);
  const entryLeft = weightOf(alignment.entryLeft, entry);
  const conflict = Math.min(queryLeft, entryLeft);
  total += SCORE_WEIGHTS.conflict * conflict;
  total +=
    SCORE_WEIGHTS.queryExtra * (queryLeft - conflict) + SCORE_WEIGHTS.entryExtra * (entryLeft - conflict);
  return matched / total;
}

const weightOf = (positions: number[], tokens: NameToken[]) =>
  positions.reduce((sum, at) => sum + TOKEN_WEIGHTS[tokens[at]?.kind ?? "name"], 0);

/** Both names as one word without titles, forms and particles, in order and sorted. */
function scoreSquashed(query: NameToken[], entry: NameToken[]): number {
  const a = squash(query);
  const b = squash(entry);
  if (a.length < 5 || b.length < 5 || Math.abs(a.length - b.length) > Math.max(a.length, b.length) * 0.3)
    return 0;
  return Math.max(0, 1 - (SCORE_WEIGHTS.squashSlope * editDistance(a, b)) / Math.max(a.length, b.length));
}

/** The telling words of a name as one. */
export function squash(tokens: NameToken[]): string {
  return tokens
    .filter((token) => token.kind !== "form" && token.kind !== "title" && token.kind !== "particle")
    .map((token) => token.text)
    .join("");
}

/** The key under which names of one sound, however split into words, are found together. */
export const squashedSkeleton = (tokens: NameToken[]): string => skeletonOf(squash(tokens));
