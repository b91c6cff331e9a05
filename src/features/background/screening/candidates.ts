import type { Compare } from "./align.ts";
import { bucketOf, deletions, hashText } from "./hash-buckets.ts";
import { nicknamesOf } from "./lexicon/nicknames.ts";
import { type NameIndex, wordKey } from "./name-index.ts";
import { squashedSkeleton } from "./score-name.ts";
import { compareTokens } from "./similarity.ts";
import { classTokens, type NameToken } from "./tokens.ts";

/** A word of the list that a query word may stand for. */
interface Expansion {
  word: number;
  score: number;
}

const MAX_EXPANSIONS = 32;
const EXPANSION_FLOOR = 0.6;

/**
 * The names of the index most likely to be the query's, best first: each query word is expanded to the list's
 * words near to it, and names gather the rarity of what they share with the query.
 */
export function findCandidates(
  index: NameIndex,
  query: NameToken[],
  count: number,
  compare: Compare = compareTokens,
): number[] {
  const { touched, gains } = gather(index, query, compare);
  // Long names share a word with everybody; what they do not share must count too.
  const ranked = touched.map((name) => {
    const gain = gains[name] ?? 0;
    return { name, rank: gain / (gain + 0.15 * wordCount(index, name)) + gain * 0.5 };
  });
  const names = bestOf(ranked, count).map((one) => one.name);
  const squashed = bucketOf(index.bySquashed, hashText(squashedSkeleton(query)));
  return [...new Set([...names, ...squashed.subarray(0, count)])];
}

/** What each name shares with the query: of each query word, the rarest and nearest word it stands for. */
function gather(index: NameIndex, query: NameToken[], compare: Compare) {
  const gains = new Float32Array(index.nameEntity.length);
  const countedFor = new Uint8Array(index.nameEntity.length);
  const touched: number[] = [];
  searchable(query).forEach((token, tokenAt) => {
    const expansions = expand(index, token, compare)
      .map(({ word, score }) => ({ word, gain: score * score * (index.rarity[word] ?? 0) }))
      .sort((a, b) => b.gain - a.gain);
    for (const { word, gain } of expansions) {
      const end = index.postingStarts[word + 1] ?? 0;
      for (let at = index.postingStarts[word] ?? 0; at < end; at++) {
        const name = index.postings[at] ?? 0;
        // Best first: a second word of the name for the same query word adds nothing.
        if (countedFor[name] === tokenAt + 1) continue;
        countedFor[name] = tokenAt + 1;
        if (gains[name] === 0) touched.push(name);
        gains[name] = (gains[name] ?? 0) + gain;
      }
    }
  });
  return { gains, touched };
}

interface Ranked {
  name: number;
  rank: number;
}

/** The best of many by rank, without sorting them all: a bar is guessed from every sixteenth. */
function bestOf(all: Ranked[], count: number): Ranked[] {
  const order = (a: Ranked, b: Ranked) => b.rank - a.rank || a.name - b.name;
  if (all.length <= 4 * count) return all.sort(order).slice(0, count);
  const sample = all.filter((_, at) => at % 16 === 0).sort(order);
  const bar = sample[Math.min(sample.length - 1, Math.ceil(count / 4))]?.rank ?? 0;
  const above = all.filter((one) => one.rank >= bar);
  return (above.length >= count ? above : all).sort(order).slice(0, count);
}

const wordCount = (index: NameIndex, name: number) =>
  (index.nameStarts[name + 1] ?? 0) - (index.nameStarts[name] ?? 0);

/** The query's telling words, and its neighbours joined, as a space may have slipped in. */
function searchable(query: NameToken[]): NameToken[] {
  const telling = query.filter(
    (token) => token.kind !== "form" && token.kind !== "title" && token.kind !== "initial",
  );
  const words = telling.filter((token) => token.kind !== "particle");
  const joined: NameToken[] = [];
  for (let at = 0; at + 1 < telling.length; at++) {
    const text = `${telling[at]?.text}${telling[at + 1]?.text}`;
    joined.push(...classTokens([text], telling[at]?.vowelless));
  }
  return [...(words.length > 0 ? words : query), ...joined];
}

function expand(index: NameIndex, token: NameToken, compare: Compare): Expansion[] {
  const found = new Map<number, number>();
  const exact = index.wordIds.get(wordKey(token));
  if (exact !== undefined) found.set(exact, 1);
  if (token.kind === "number") return exact === undefined ? [] : [{ word: exact, score: 1 }];
  for (const nickname of nicknamesOf(token.text)) {
    const word = index.wordIds.get(nickname);
    if (word !== undefined) found.set(word, 0.9);
  }
  const seen = new Set<number>();
  const consider = (word: number) => {
    if (seen.has(word) || found.has(word)) return;
    seen.add(word);
    const other = index.vocabulary[word];
    if (!other) return;
    const { score } = compare(token, other);
    if (score >= EXPANSION_FLOOR) found.set(word, score);
  };
  if (token.text.length >= 3) {
    for (const key of deletions(token.text))
      for (const word of bucketOf(index.byDeletion, hashText(key))) consider(word);
  }
  for (const word of bucketOf(index.bySkeleton, hashText(token.skeleton))) consider(word);
  return [...found]
    .map(([word, score]) => ({ word, score }))
    .sort((a, b) => b.score - a.score || a.word - b.word)
    .slice(0, MAX_EXPANSIONS);
}
