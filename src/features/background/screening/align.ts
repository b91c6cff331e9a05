import { editDistance } from "./edit-distance.ts";
import { compareTokens, type MatchMethod, type TokenMatch } from "./similarity.ts";
import { skeletonOf } from "./skeleton.ts";
import { type NameToken, TOKEN_WEIGHTS } from "./tokens.ts";

/** Words of the one name that answer to words of the other; more than one word on a side when joined or split. */
export interface AlignedPair {
  query: number[];
  entry: number[];
  score: number;
  weight: number;
  method: MatchMethod;
}

export interface Alignment {
  pairs: AlignedPair[];
  /** Positions of the words without a counterpart. */
  queryLeft: number[];
  entryLeft: number[];
}

/** How two words are compared; a search hands in one that remembers. */
export type Compare = (a: NameToken, b: NameToken) => TokenMatch;

/**
 * Pairs the words of two names so that the best pairs come first. Names have few words, so taking the best pair
 * again and again is as good as an optimal assignment and can be explained to a person.
 */
export function alignTokens(
  query: NameToken[],
  entry: NameToken[],
  compare: Compare = compareTokens,
): Alignment {
  const candidates = [
    ...singlePairs(query, entry, compare),
    ...joinedPairs(query, entry, false),
    ...joinedPairs(entry, query, true),
    ...acronymPairs(query, entry, false),
    ...acronymPairs(entry, query, true),
  ];
  candidates.sort((a, b) => b.score * b.weight - a.score * a.weight || crossing(a) - crossing(b));
  const queryTaken = new Set<number>();
  const entryTaken = new Set<number>();
  const pairs: AlignedPair[] = [];
  for (const pair of candidates) {
    if (pair.query.some((at) => queryTaken.has(at)) || pair.entry.some((at) => entryTaken.has(at))) continue;
    for (const at of pair.query) queryTaken.add(at);
    for (const at of pair.entry) entryTaken.add(at);
    pairs.push(pair);
  }
  // As the query reads, for whoever has the pairs explained.
  pairs.sort((a, b) => (a.query[0] ?? 0) - (b.query[0] ?? 0));
  return {
    pairs,
    queryLeft: query.map((_, at) => at).filter((at) => !queryTaken.has(at)),
    entryLeft: entry.map((_, at) => at).filter((at) => !entryTaken.has(at)),
  };
}

/** Of equally good pairs the one nearer in position, so that repeated words pair in order. */
const crossing = (pair: AlignedPair) => Math.abs((pair.query[0] ?? 0) - (pair.entry[0] ?? 0));

function singlePairs(query: NameToken[], entry: NameToken[], compare: Compare): AlignedPair[] {
  const pairs: AlignedPair[] = [];
  query.forEach((a, i) => {
    entry.forEach((b, j) => {
      const match = compare(a, b);
      if (match.score === 0) return;
      const weight = pairWeight(a, b);
      pairs.push({ query: [i], entry: [j], score: match.score, weight, method: match.method });
    });
  });
  return pairs;
}

const pairWeight = (a: NameToken, b: NameToken) => (TOKEN_WEIGHTS[a.kind] + TOKEN_WEIGHTS[b.kind]) / 2;

// A joined pair must be nearly the same text: two words have twice the room to look alike by chance.
const JOINED_FLOOR = 0.8;
const MAX_JOINED = 3;

/** Pairs of neighbouring words on the split side with one word on the other (Patr ushev, Patrushev). */
function joinedPairs(split: NameToken[], whole: NameToken[], swapped: boolean): AlignedPair[] {
  const pairs: AlignedPair[] = [];
  for (let from = 0; from + 1 < split.length; from++) {
    for (let count = 2; count <= MAX_JOINED && from + count <= split.length; count++) {
      const parts = split.slice(from, from + count);
      if (parts.some((part) => part.kind === "form" || part.kind === "title")) continue;
      const text = parts.map((part) => part.text).join("");
      whole.forEach((token, at) => {
        if (!mayBeJoined(text, parts, token)) return;
        const score = compareJoined(text, parts, token);
        if (score < JOINED_FLOOR) return;
        const positions = parts.map((_, offset) => from + offset);
        const partsWeight = parts.reduce((sum, part) => sum + TOKEN_WEIGHTS[part.kind], 0);
        pairs.push({
          query: swapped ? [at] : positions,
          entry: swapped ? positions : [at],
          score,
          weight: Math.max(partsWeight, TOKEN_WEIGHTS[token.kind]),
          method: "joined",
        });
      });
    }
  }
  return pairs;
}

function mayBeJoined(text: string, parts: NameToken[], whole: NameToken): boolean {
  if (whole.kind === "form" || whole.text.length < 4) return false;
  // A lone letter beside a nearly equal word is an initial, not a split.
  if (text !== whole.text && parts.some((part) => part.kind === "initial")) return false;
  const acrossScripts = parts.some((part) => part.vowelless !== whole.vowelless);
  return Math.abs(whole.text.length - text.length) <= (acrossScripts ? 4 : 2);
}

/** By spelling alone, as two short words sound like too many others; between scripts there is nothing but sound. */
function compareJoined(text: string, parts: NameToken[], whole: NameToken): number {
  const vowelless = parts.some((part) => part.vowelless);
  if (vowelless !== whole.vowelless) {
    return compareTokens({ text, kind: "name", skeleton: skeletonOf(text), vowelless }, whole).score;
  }
  const longer = Math.max(text.length, whole.text.length);
  return 1 - editDistance(text, whole.text, longer * (1 - JOINED_FLOOR)) / longer;
}

// An acronym says less than the words it stands for.
const ACRONYM_SCORE = 0.85;

/** One word that is the initials of the other name's words, all of them (PLA, People's Liberation Army). */
function acronymPairs(short: NameToken[], long: NameToken[], swapped: boolean): AlignedPair[] {
  const positions = long
    .map((_, at) => at)
    .filter((at) => long[at]?.kind === "name" || long[at]?.kind === "common");
  if (positions.length < 3) return [];
  const initials = positions.map((at) => long[at]?.text[0] ?? "").join("");
  return short.flatMap((token, at) => {
    if (token.text !== initials) return [];
    const weight = 1 + positions.length / 2;
    const [query, entry] = swapped ? [positions, [at]] : [[at], positions];
    return [{ query, entry, score: ACRONYM_SCORE, weight, method: "initial" as const }];
  });
}
