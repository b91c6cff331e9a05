import type { Entity, EntityName, NameKind } from "../lists/entity.ts";
import type { Adjustment } from "./qualifiers.ts";
import { MATCHER_VERSION, type NameScore } from "./score-name.ts";
import type { MatchMethod } from "./similarity.ts";
import type { NameToken } from "./tokens.ts";

/** Why a hit scored as it did, word by word; a person can add it up. */
export interface Explanation {
  /** The name as typed and the name of the entry it was compared with. */
  queryName: string;
  matchedName: { text: string; kind: NameKind; script: string };
  pairs: { query: string; entry: string; method: MatchMethod; score: number; weight: number }[];
  /** Words without a counterpart. */
  leftOver: { query: string[]; entry: string[] };
  /** `words`: the sum over pairs; `whole`: both names compared as one word, which scored higher. */
  comparedBy: "words" | "whole";
  nameScore: number;
  adjustments: Adjustment[];
  programmes: string[];
  sourceUrl: string;
  matcherVersion: string;
}

/** Puts the reasons of a hit in words and numbers. */
export function explainHit(hit: {
  typed: string;
  query: NameToken[];
  entry: NameToken[];
  names: NameScore;
  adjustments: Adjustment[];
  entity: Entity;
  name: EntityName;
}): Explanation {
  const { alignment } = hit.names;
  const isNative = !/^[\p{Script=Latin}\P{L}]*$/u.test(hit.typed) || hit.name.script !== "Latn";
  return {
    queryName: hit.typed,
    matchedName: { text: hit.name.text, kind: hit.name.kind, script: hit.name.script },
    pairs: alignment.pairs.map((pair) => ({
      query: pair.query.map((at) => hit.query[at]?.text ?? "").join(" "),
      entry: pair.entry.map((at) => hit.entry[at]?.text ?? "").join(" "),
      // Between scripts, what looks like a sound-alike is the other script's spelling.
      method: isNative && pair.method === "phonetic" ? "transliteration" : pair.method,
      score: round(pair.score),
      weight: round(pair.weight),
    })),
    leftOver: {
      query: alignment.queryLeft.map((at) => hit.query[at]?.text ?? ""),
      entry: alignment.entryLeft.map((at) => hit.entry[at]?.text ?? ""),
    },
    comparedBy: hit.names.by,
    nameScore: round(hit.names.score),
    adjustments: hit.adjustments,
    programmes: hit.entity.programmes,
    sourceUrl: hit.entity.sourceUrl,
    matcherVersion: MATCHER_VERSION,
  };
}

const round = (score: number) => Math.round(score * 1000) / 1000;
