import { nicknamesOf } from "./lexicon/nicknames.ts";
import { squashedSkeleton } from "./score-name.ts";
import { skeletonOf } from "./skeleton.ts";
import { type NameToken, tokenize } from "./tokens.ts";

/** What a key says two names share. */
export type KeyKind = "all" | "whole" | "pair" | "single" | "looseSingle" | "initials";

export interface QueryKey {
  key: number;
  kind: KeyKind;
}

// Pairs grow with the square of the words; nobody is told apart by a seventh.
const MAX_WORDS = 6;

/** 40 bits of a text: two FNV-1a hashes from different starts. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hash40(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x01000193;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b);
  }
  return (high >>> 0) * 256 + ((low >>> 16) & 0xff);
}

/** The key of an identifier, whatever its separators. */
export const identifierKey = (number: string): number =>
  hash40(`i${number.toUpperCase().replace(/[^0-9A-Z]/g, "")}`);

/** The key of an entry's own id. */
export const entryIdKey = (id: string): number => hash40(`e${id}`);

/**
 * The keys under which a name is filed: its sounds in order as one word, all its words, each two of them, each by
 * itself, and the first sounds of all with the year of birth (null: not known), which outlive a slip in every word.
 * Two spellings of a name nearly always share one of the first three.
 */
export function filingKeys(name: string, birthYear: number | null = null): number[] {
  const tokens = tokenize(name);
  const words = soundsOf(tokens);
  const keys = tellingOf(tokens).map((token) => hash40(singleText(token)));
  for (const [a, b] of pairsOf(words)) keys.push(hash40(pairText(a, b)));
  if (words.length > 1) {
    keys.push(hash40(allText(words)));
    keys.push(yearKey(hash40(initialsText(words)), birthYear));
  }
  const whole = squashedSkeleton(tokens);
  if (whole.length > 2) keys.push(hash40(`q${whole}`));
  return keys;
}

/** The keys to look under for a name as typed, with what each of them says. */
export function askingKeys(name: string, birthYear: number | null = null): QueryKey[] {
  const tokens = tokenize(name);
  const words = soundsOf(tokens);
  const found = new Map<number, KeyKind>();
  const add = (key: number, kind: KeyKind) => {
    if (!found.has(key)) found.set(key, kind);
  };
  const whole = squashedSkeleton(tokens);
  if (whole.length > 2) add(hash40(`q${whole}`), "whole");
  if (words.length > 1) {
    add(hash40(allText(words)), "all");
    for (const year of new Set([birthYear, null]))
      add(yearKey(hash40(initialsText(words)), year), "initials");
  }
  for (const [a, b] of [...pairsOf(words), ...otherPairs(tokens, words)]) add(hash40(pairText(a, b)), "pair");
  for (const token of tellingOf(tokens)) add(hash40(singleText(token)), "single");
  if (words.length === 1)
    for (const word of variantsOf(words[0] ?? "")) add(hash40(`s${word}`), "looseSingle");
  return [...found].map(([key, kind]) => ({ key, kind }));
}

/** A key with a year of birth (null: not known), for those that too many share. 40 bits as well. */
export function yearKey(key: number, year: number | null): number {
  const mixed = Math.imul((key % 2 ** 32) ^ Math.imul((year ?? 0) + 1, 0x9e3779b1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) * 256 + (Math.floor(key / 2 ** 32) ^ ((year ?? 0) & 0xff));
}

/**
 * What a name looks like in twice 24 bits, whatever the order of its words: the pairs of neighbouring letters, and
 * those of sounds. Names that are alike differ in few.
 */
export function sketchOf(name: string): [letters: number, sounds: number] {
  let letters = 0;
  let sounds = 0;
  for (const token of tellingOf(tokenize(name))) {
    letters |= bitsOf(`^${token.text}`);
    sounds |= bitsOf(`^${soundOf(token)}$`);
  }
  return [letters, sounds];
}

function bitsOf(text: string): number {
  let bits = 0;
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.charCodeAt(at) * 31 + text.charCodeAt(at + 1);
    bits |= 1 << ((Math.imul(pair, 0x9e3779b1) >>> 16) % 24);
  }
  return bits;
}

/** The sounds of the telling words, each once. */
const soundsOf = (tokens: readonly NameToken[]): string[] => [...new Set(tellingOf(tokens).map(soundOf))];

/** Name words; titles and particles too, where there would be but one (Haji Ali). */
function tellingOf(tokens: readonly NameToken[]): NameToken[] {
  const names = tokens.filter(({ kind }) => kind === "name" || kind === "common");
  const others = tokens.filter(({ kind }) => kind === "title" || kind === "particle");
  return (names.length > 1 ? names : [...names, ...others]).slice(0, MAX_WORDS);
}

/** A word by its sounds, without h: one slip makes it silent or not (Mohmamed). */
const soundOf = ({ text, skeleton }: Pick<NameToken, "text" | "skeleton">): string =>
  skeleton.replaceAll("h", "").replace(/(.)\1+/g, "$1") || text;

/** A word by itself; by its letters, when it has one sound, as too many share that. */
function singleText({ text, skeleton }: NameToken): string {
  const sound = soundOf({ text, skeleton });
  return `s${sound.length > 1 ? sound : text}`;
}

const pairText = (a: string, b: string): string => (a < b ? `p${a}|${b}` : `p${b}|${a}`);
const initialsText = (words: readonly string[]): string =>
  `n${words
    .map((word) => word[0])
    .sort()
    .join("")}`;
const allText = (words: readonly string[]): string => `a${[...words].sort().join("|")}`;

function pairsOf(words: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  words.forEach((a, at) => {
    for (const b of words.slice(at + 1)) pairs.push([a, b]);
  });
  return pairs;
}

/** Pairs with a word's nickname in its place, and with two neighbours as the one word they may have been. */
function otherPairs(tokens: readonly NameToken[], words: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  const telling = tellingOf(tokens);
  for (const token of telling) {
    for (const nickname of nicknamesOf(token.text)) {
      const other = soundOf({ text: nickname, skeleton: skeletonOf(nickname) });
      for (const word of words) if (word !== soundOf(token)) pairs.push([other, word]);
    }
  }
  telling.slice(0, -1).forEach((token, at) => {
    const next = telling[at + 1];
    if (!next) return;
    const text = `${token.text}${next.text}`;
    const joined = soundOf({ text, skeleton: skeletonOf(text) });
    for (const word of words) {
      if (word !== soundOf(token) && word !== soundOf(next)) pairs.push([joined, word]);
    }
  });
  return pairs;
}

// The letters that `skeletonOf` writes, but h.
const SOUNDS = "apftkslrmn";

/** The sounds one away: one dropped, another in its place, one more. None for a word filed by its letters. */
function variantsOf(word: string): string[] {
  if (word === "" || [...word].some((letter) => !SOUNDS.includes(letter))) return [];
  const variants = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    if (after !== "" && word.length > 1) variants.add(before + after.slice(1));
    for (const sound of SOUNDS) {
      variants.add(before + sound + after);
      if (after !== "") variants.add(before + sound + after.slice(1));
    }
  }
  variants.delete(word);
  return [...variants];
}
