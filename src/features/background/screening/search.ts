import type { Entity, EntityName } from "../lists/entity.ts";
import type { Compare } from "./align.ts";
import { bandOf, type HitBand } from "./bands.ts";
import { findCandidates } from "./candidates.ts";
import { type Explanation, explainHit } from "./explain.ts";
import type { NameIndex } from "./name-index.ts";
import { type Adjustment, type Qualification, qualify, type SubjectQualifiers } from "./qualifiers.ts";
import { type NameScore, scoreNames } from "./score-name.ts";
import { compareTokens, type TokenMatch } from "./similarity.ts";
import { type NameToken, tokenize } from "./tokens.ts";

export interface ScreeningQuery extends SubjectQualifiers {
  /** The name as given, and other forms of it (native script, maiden name); the best counts. */
  names: string[];
}

export interface Hit {
  entity: Entity;
  name: EntityName;
  /** 0 to 1, after all adjustments. */
  score: number;
  band: HitBand;
  explanation: Explanation;
}

const RERANKED = 40; // More candidates find no more of the right entries (development lists).
const SINGLE_WORD_CAP = 0.9;
const IDENTIFIER_FLOOR = 0.95;

interface Best {
  name: number;
  typed: string;
  query: NameToken[];
  entry: NameToken[];
  names: NameScore;
  qualification: Qualification;
  adjustments: Adjustment[];
  score: number;
}

/** The entries that the subject may be, at or above `minScore`, best first, each with its reasons. */
export const search = (index: NameIndex, query: ScreeningQuery, minScore: number): Hit[] =>
  searchBy(index, query, minScore, (tokens, compare) => candidatesFor(index, query, tokens, compare));

/** As `search`, with every name of the index looked at: for a few entries that something else has picked out. */
export function searchEvery(index: NameIndex, query: ScreeningQuery, minScore: number): Hit[] {
  const everyName = [...index.nameEntity.keys()];
  return searchBy(index, query, minScore, () => everyName);
}

function searchBy(
  index: NameIndex,
  query: ScreeningQuery,
  minScore: number,
  candidates: (tokens: NameToken[], compare: Compare) => number[],
): Hit[] {
  const best = new Map<number, Best>();
  const keep = (entityAt: number, found: Best) => {
    if (found.score > (best.get(entityAt)?.score ?? -1)) best.set(entityAt, found);
  };
  for (const typed of query.names) {
    const tokens = tokenize(typed);
    if (tokens.length === 0) continue;
    const compare = remembering();
    for (const name of candidates(tokens, compare)) {
      keep(index.nameEntity[name] ?? 0, rate(index, query, { typed, tokens, compare }, name));
    }
  }
  return [...best]
    .filter(([, found]) => found.score >= minScore)
    .sort(([a, x], [b, y]) => y.score - x.score || a - b)
    .map(([entityAt, found]) => toHit(index, entityAt, found));
}

/** A comparison that remembers for one query: candidates share their common words. */
function remembering(): Compare {
  const known = new Map<NameToken, Map<NameToken, TokenMatch>>();
  return (a, b) => {
    let withA = known.get(a);
    if (!withA) {
      withA = new Map();
      known.set(a, withA);
    }
    let match = withA.get(b);
    if (!match) {
      match = compareTokens(a, b);
      withA.set(b, match);
    }
    return match;
  };
}

/** By name, and every name of an entity that bears an identifier of the subject. */
function candidatesFor(
  index: NameIndex,
  query: ScreeningQuery,
  tokens: NameToken[],
  compare: Compare,
): number[] {
  const byName = findCandidates(index, tokens, RERANKED, compare);
  if (!query.identifiers?.length) return byName;
  const bearers = new Set<number>();
  index.entities.forEach((entity, at) => {
    if (
      entity.identifiers.length > 0 &&
      qualify({ identifiers: query.identifiers ?? [] }, entity).identifierEqual
    )
      bearers.add(at);
  });
  if (bearers.size === 0) return byName;
  const theirNames = [...index.nameEntity.keys()].filter((name) => bearers.has(index.nameEntity[name] ?? -1));
  return [...new Set([...byName, ...theirNames])];
}

/** A name as typed, its words, and the comparison that remembers. */
interface Typed {
  typed: string;
  tokens: NameToken[];
  compare: Compare;
}

function rate(
  index: NameIndex,
  query: ScreeningQuery,
  { typed, tokens, compare }: Typed,
  name: number,
): Best {
  const entity = index.entities[index.nameEntity[name] ?? 0] as Entity;
  const entry = wordsOfName(index, name);
  const names = scoreNames(tokens, entry, compare);
  const qualification = qualify(query, entity);
  const adjustments = [...qualification.adjustments];
  const kind = entity.names[index.namePlace[name] ?? 0]?.kind;
  if (kind === "weak_alias") adjustments.push({ code: "WEAK_ALIAS", delta: -0.05 });
  let score = adjustments.reduce((sum, one) => sum + one.delta, names.score);
  const telling = tokens.filter((token) => token.kind === "name" || token.kind === "common").length;
  if (telling <= 1 && score > SINGLE_WORD_CAP) {
    adjustments.push({ code: "SINGLE_WORD_QUERY", delta: round(SINGLE_WORD_CAP - score) });
    score = SINGLE_WORD_CAP;
  }
  if (qualification.identifierEqual && score < IDENTIFIER_FLOOR) {
    adjustments.push({ code: "IDENTIFIER_EQUAL", delta: round(IDENTIFIER_FLOOR - score) });
    score = IDENTIFIER_FLOOR;
  }
  return {
    name,
    typed,
    query: tokens,
    entry,
    names,
    qualification,
    adjustments,
    score: Math.min(1, Math.max(0, score)),
  };
}

function wordsOfName(index: NameIndex, name: number): NameToken[] {
  const tokens: NameToken[] = [];
  const end = index.nameStarts[name + 1] ?? 0;
  for (let at = index.nameStarts[name] ?? 0; at < end; at++) {
    const token = index.vocabulary[index.nameWords[at] ?? 0];
    if (token) tokens.push(token);
  }
  return tokens;
}

function toHit(index: NameIndex, entityAt: number, found: Best): Hit {
  const entity = index.entities[entityAt] as Entity;
  const name = entity.names[index.namePlace[found.name] ?? 0] as EntityName;
  const score = round(found.score);
  return {
    entity,
    name,
    score,
    band: bandOf(score, found.qualification.borneOut),
    explanation: explainHit({ ...found, entity, name }),
  };
}

const round = (score: number) => Math.round(score * 1000) / 1000;
