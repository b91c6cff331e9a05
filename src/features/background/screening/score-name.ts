import { type Alignment, alignTokens, type Compare } from "./align.ts";
import { POTENTIAL_SCORE } from "./bands.ts";
import { editDistance } from "./edit-distance.ts";
import { skeletonOf } from "./skeleton.ts";
import { type NameToken, TOKEN_WEIGHTS, type TokenClass } from "./tokens.ts";

/** Changes whenever a change of code or table can change a score; stands in every explanation. */
export const MATCHER_VERSION = "enroll-names-2";

/** Weights of the whole-name score. Tuned on the development pairs only. */
export const SCORE_WEIGHTS = {
  /** Words left over on both sides contradict each other (another patronymic, another surname). */
  conflict: 1.4,
  /** Taken off for a whole contradicting word, however long the rest of the names. */
  conflictFlat: 0.12,
  /** Words that only the query has. */
  queryExtra: 0.33,
  /** Words that only the entry has: people leave middle names out. */
  entryExtra: 0.14,
  /** Above 1: a bad pair costs more than in proportion. */
  sharpness: 0.95,
  /** Taken off in proportion to what the worst telling pair lacks. */
  worstPair: 0.1,
  /** Son and father changed places (A bin B, B bin A). */
  swappedFiliation: 0.3,
  /** Whole names squashed into one word: how fast edits lower the score. */
  squashSlope: 2.1,
};

export interface NameScore {
  /** 0 to 1, before anything but the names is looked at. */
  score: number;
  /** Which of the two comparisons gave the score. */
  by: "words" | "whole";
  alignment: Alignment;
}

/** How alike two names are. Symmetric but for words left over, which weigh a little more in the query. */
export function scoreNames(query: NameToken[], entry: NameToken[], compare?: Compare): NameScore {
  const alignment = alignTokens(query, entry, compare);
  const words = scoreAlignment(alignment, query, entry);
  const whole = scoreSquashed(query, entry, words);
  return whole > words
    ? { score: calibrate(whole), by: "whole", alignment }
    : { score: calibrate(words), by: "words", alignment };
}

// The raw score that parts same from different best on the development pairs; shown as `POTENTIAL_SCORE`.
const RAW_POTENTIAL = 0.835;

/** Stretches the raw score so that the bands of `bands.ts` fall where they part names best. Monotone, 1 stays 1. */
function calibrate(raw: number): number {
  if (raw < RAW_POTENTIAL) return (raw * POTENTIAL_SCORE) / RAW_POTENTIAL;
  return POTENTIAL_SCORE + ((raw - RAW_POTENTIAL) * (1 - POTENTIAL_SCORE)) / (1 - RAW_POTENTIAL);
}

function scoreAlignment(alignment: Alignment, query: NameToken[], entry: NameToken[]): number {
  let matched = 0;
  let total = 0;
  let worst = 1;
  for (const pair of alignment.pairs) {
    matched += pair.weight * pair.score ** SCORE_WEIGHTS.sharpness;
    total += pair.weight;
    if (pair.weight >= TELLING && pair.score < worst) worst = pair.score;
  }
  if (total === 0) return 0;
  const queryLeft = weightOf(alignment.queryLeft, query);
  const entryLeft = weightOf(alignment.entryLeft, entry);
  const conflict = Math.min(queryLeft, entryLeft);
  total += SCORE_WEIGHTS.conflict * conflict;
  total +=
    SCORE_WEIGHTS.queryExtra * (queryLeft - conflict) + SCORE_WEIGHTS.entryExtra * (entryLeft - conflict);
  const flat =
    SCORE_WEIGHTS.conflictFlat * Math.min(1, conflict) +
    SCORE_WEIGHTS.worstPair * (1 - worst) +
    (isFiliationSwapped(alignment, query, entry) ? SCORE_WEIGHTS.swappedFiliation : 0);
  return Math.max(0, matched / total - flat);
}

// Pairs lighter than this (particles, titles, forms, numbers) may disagree without a second penalty.
const TELLING = 0.5;
const FILIATION = new Set(["bin", "ben", "ibn", "bint", "ould"]);

/** Whether the son of the one name is the father in the other. */
function isFiliationSwapped(alignment: Alignment, query: NameToken[], entry: NameToken[]): boolean {
  const partner = new Map(
    alignment.pairs.flatMap((pair) => pair.query.map((at): [number, number] => [at, pair.entry[0] ?? -1])),
  );
  return query.some((token, at) => {
    if (!FILIATION.has(token.text)) return false;
    const son = partner.get(at - 1);
    const father = partner.get(at + 1);
    return (
      son !== undefined &&
      father !== undefined &&
      son === father + 2 &&
      FILIATION.has(entry[father + 1]?.text ?? "")
    );
  });
}

/** A word left over weighs in full even as an initial: the wrong initial contradicts as the wrong name does. */
const weightOf = (positions: number[], tokens: NameToken[]) =>
  positions.reduce((sum, at) => sum + leftWeight(tokens[at]?.kind ?? "name"), 0);

const leftWeight = (kind: TokenClass) => (kind === "initial" ? TOKEN_WEIGHTS.name : TOKEN_WEIGHTS[kind]);

/** Both names as one word without titles, forms and particles; 0 when that cannot beat the score there is. */
function scoreSquashed(query: NameToken[], entry: NameToken[], atLeast: number): number {
  const a = squash(query);
  const b = squash(entry);
  if (a.length < 5 || b.length < 5) return 0;
  const longer = Math.max(a.length, b.length);
  const limit = ((1 - atLeast) * longer) / SCORE_WEIGHTS.squashSlope;
  return Math.max(0, 1 - (SCORE_WEIGHTS.squashSlope * editDistance(a, b, limit)) / longer);
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
