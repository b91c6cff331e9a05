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
export function findCandidates(index: NameIndex, query: NameToken[], count: number): number[] {
  const gathered = new Map<number, number>();
  for (const token of searchable(query)) {
    const best = new Map<number, number>();
    for (const { word, score } of expand(index, token)) {
      const gain = score * score * (index.rarity[word] ?? 0);
      const end = index.postingStarts[word + 1] ?? 0;
      for (let at = index.postingStarts[word] ?? 0; at < end; at++) {
        const name = index.postings[at] ?? 0;
        if (gain > (best.get(name) ?? 0)) best.set(name, gain);
      }
    }
    for (const [name, gain] of best) gathered.set(name, (gathered.get(name) ?? 0) + gain);
  }
  // Long names share a word with everybody; what they do not share must count too.
  const ranked = [...gathered].map(([name, gain]) => ({
    name,
    rank: gain / (gain + 0.15 * wordCount(index, name)) + gain * 0.5,
  }));
  ranked.sort((a, b) => b.rank - a.rank || a.name - b.name);
  const names = ranked.slice(0, count).map((one) => one.name);
  const squashed = bucketOf(index.bySquashed, hashText(squashedSkeleton(query)));
  return [...new Set([...names, ...squashed.subarray(0, count)])];
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

function expand(index: NameIndex, token: NameToken): Expansion[] {
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
    const { score } = compareTokens(token, other);
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
