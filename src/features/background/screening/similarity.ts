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
  nickname: 0.85,
  initial: 0.8,
  /** All consonants agree, and one side comes from a script without short vowels. */
  vowelless: 0.9,
  /** Least score at which two words may be paired at all. */
  floor: 0.62,
  /** How much an agreeing skeleton lifts a score towards 1. */
  skeletonLift: 0.22,
  /** A different first letter: people misspell the middle. */
  firstLetter: 0.04,
};

const NO_MATCH: TokenMatch = { score: 0, method: "typo" };

/** Compares two words of two names. Symmetric, and the same for the same words whatever list they stand on. */
export function compareTokens(a: NameToken, b: NameToken): TokenMatch {
  if (a.kind === "form" || b.kind === "form") return compareForms(a, b);
  if (a.text === b.text) return { score: 1, method: "exact" };
  if (a.kind === "number" || b.kind === "number") return compareNumbers(a, b);
  if (a.text.length === 1 || b.text.length === 1) return compareInitial(a, b);
  return compareWords(a, b);
}

function compareWords(a: NameToken, b: NameToken): TokenMatch {
  if (areNicknames(a.text, b.text)) return { score: TOKEN_SCORES.nickname, method: "nickname" };
  const longer = Math.max(a.text.length, b.text.length);
  const soundsAlike = a.skeleton === b.skeleton && a.skeleton.length > 1;
  // Below the floor the score does not matter; what lifts it must be let through.
  const limit = longer * (soundsAlike || a.vowelless || b.vowelless ? 1 : 1 - TOKEN_SCORES.floor);
  const edited = Math.max(0, 1 - editDistance(a.text, b.text, limit) / longer);
  // Short words sound like too many others for their sound to count in full.
  const lift = soundsAlike ? TOKEN_SCORES.skeletonLift * Math.min(1, (longer - 2) / 4) : 0;
  let score = edited + (1 - edited) * lift;
  if (a.vowelless !== b.vowelless) score = Math.max(score, compareConsonants(a.skeleton, b.skeleton));
  if (a.text.charCodeAt(0) !== b.text.charCodeAt(0) && !soundsAlike) score -= TOKEN_SCORES.firstLetter;
  if (score < TOKEN_SCORES.floor) return NO_MATCH;
  return { score, method: soundsAlike ? "phonetic" : "typo" };
}

/** How well two words agree of which one has no vowels: the fewer consonants, the less that says. */
function compareConsonants(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  if (a === b) return longer > 2 ? TOKEN_SCORES.vowelless : TOKEN_SCORES.vowelless - 0.05;
  return longer > 3 ? TOKEN_SCORES.vowelless * (1 - editDistance(a, b) / longer) : 0;
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
