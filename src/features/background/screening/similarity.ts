import { editDistance } from "./edit-distance.ts";
import { areNicknames } from "./lexicon/nicknames.ts";
import type { NameToken } from "./tokens.ts";

/** How two words were found to be one. */
export type MatchMethod =
  | "exact"
  | "typo"
  | "phonetic"
  | "transliteration"
  | "nickname"
  | "initial"
  | "joined"
  | "form";

export interface TokenMatch {
  /** 0 (unlike) to 1 (the same word). */
  score: number;
  method: MatchMethod;
}

/** Scores that are not measured but set. Tuned on the development pairs only. */
export const TOKEN_SCORES = {
  nickname: 0.92,
  initial: 0.8,
  /** Vowels missing on one side, as from Arabic or Hebrew script, all consonants agreeing. */
  vowelless: 0.9,
  /** Least score at which two words may be paired at all. */
  floor: 0.5,
  /** How much an agreeing skeleton lifts a score towards 1. */
  skeletonLift: 0.25,
  /** A different first letter: people misspell the middle. */
  firstLetter: 0.03,
};

const NO_MATCH: TokenMatch = { score: 0, method: "typo" };

/** Compares two words of two names. Symmetric, and the same for the same words whatever list they stand on. */
export function compareTokens(a: NameToken, b: NameToken): TokenMatch {
  if (a.kind === "form" || b.kind === "form") return compareForms(a, b);
  if (a.text === b.text) return { score: 1, method: "exact" };
  if (a.kind === "number" || b.kind === "number") return compareNumbers(a, b);
  if (a.text.length === 1 || b.text.length === 1) return compareInitial(a, b);
  return compareWords(a.text, b.text, a.skeleton, b.skeleton);
}

/** Compares two folded words of two letters or more. */
export function compareWords(a: string, b: string, skeletonA: string, skeletonB: string): TokenMatch {
  if (areNicknames(a, b)) return { score: TOKEN_SCORES.nickname, method: "nickname" };
  const longer = Math.max(a.length, b.length);
  const edited = 1 - editDistance(a, b) / longer;
  const soundsAlike = skeletonA === skeletonB && skeletonA.length > 1;
  let score = soundsAlike ? edited + (1 - edited) * TOKEN_SCORES.skeletonLift : edited;
  if (soundsAlike && isVowelless(a, b)) score = Math.max(score, TOKEN_SCORES.vowelless);
  if (a.charCodeAt(0) !== b.charCodeAt(0) && !soundsAlike) score -= TOKEN_SCORES.firstLetter;
  if (score < TOKEN_SCORES.floor) return NO_MATCH;
  return { score, method: soundsAlike ? "phonetic" : "typo" };
}

const vowelsIn = (word: string) => word.replace(/[^aeiouy]/g, "").length;

function isVowelless(a: string, b: string): boolean {
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  return many.length > 3 && vowelsIn(few) * 2 <= vowelsIn(many);
}

function compareForms(a: NameToken, b: NameToken): TokenMatch {
  if (a.kind !== b.kind) return NO_MATCH;
  return { score: a.text === b.text ? 1 : 0.6, method: "form" };
}

function compareNumbers(a: NameToken, b: NameToken): TokenMatch {
  if (a.kind !== b.kind) return NO_MATCH;
  const score = 1 - editDistance(a.text, b.text) / Math.max(a.text.length, b.text.length);
  return score < TOKEN_SCORES.floor ? NO_MATCH : { score, method: "typo" };
}

function compareInitial(a: NameToken, b: NameToken): TokenMatch {
  if (a.text[0] !== b.text[0]) return NO_MATCH;
  return { score: TOKEN_SCORES.initial, method: "initial" };
}
