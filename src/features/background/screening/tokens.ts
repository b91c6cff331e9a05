import { COMMON_NAMES } from "./lexicon/common-names.ts";
import { FORM_ONLY_LAST, FORM_PHRASES } from "./lexicon/organisation-forms.ts";
import { PARTICLES } from "./lexicon/particles.ts";
import { TITLES } from "./lexicon/titles.ts";
import { WORD_FORMS } from "./lexicon/word-forms.ts";
import { foldName, wordsOf } from "./normalize-name.ts";
import { skeletonOf } from "./skeleton.ts";

export type TokenClass = "name" | "common" | "initial" | "number" | "particle" | "form" | "title";

/** One word of a name, with what it counts for. */
export interface NameToken {
  /** Folded and in its canonical spelling. */
  text: string;
  kind: TokenClass;
  skeleton: string;
  /** From a script that writes no short vowels (Arabic, Hebrew): only the consonants can be compared. */
  vowelless: boolean;
}

const VOWELLESS_SCRIPTS = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** How much a word of each class counts in an alignment; a rare name word is the unit. */
export const TOKEN_WEIGHTS: Record<TokenClass, number> = {
  name: 1,
  common: 0.57,
  initial: 0.5,
  number: 0.1,
  particle: 0.2,
  form: 0.18,
  title: 0.05,
};

/** The classed words of a name as typed. Never more than 24: a longer text is no name. */
export function tokenize(name: string): NameToken[] {
  return classTokens(wordsOf(foldName(name)).slice(0, 24), VOWELLESS_SCRIPTS.test(name));
}

/** Classes words that are folded already. */
export function classTokens(words: string[], vowelless = false): NameToken[] {
  const tokens: NameToken[] = [];
  for (let at = 0; at < words.length; ) {
    const form = formAt(words, at);
    if (form) {
      tokens.push({ text: form.form, kind: "form", skeleton: "", vowelless: false });
      at += form.words.length;
      continue;
    }
    tokens.push(...spellings(words[at] ?? "").map((word) => classWord(word, vowelless)));
    at += 1;
  }
  return tokens;
}

/** The legal form that begins here. Alone, or as a first word that people also bear, a form is a name. */
function formAt(words: string[], at: number): { words: string[]; form: string } | undefined {
  const first = words[at] ?? "";
  const found = FORM_PHRASES.get(first)?.find((phrase) =>
    phrase.words.every((word, offset) => words[at + offset] === word),
  );
  if (!found || found.words.length === words.length) return undefined;
  const isLast = at + found.words.length === words.length;
  const mayBeName = found.words.length === 1 && FORM_ONLY_LAST.has(first);
  return mayBeName && !isLast ? undefined : found;
}

/** The canonical spelling of a word: of some abbreviations, several words. */
const spellings = (word: string): string[] => (WORD_FORMS.get(word) ?? digitsAsLetters(word)).split(" ");

function classWord(text: string, vowelless: boolean): NameToken {
  return { text, kind: classOf(text), skeleton: skeletonOf(text), vowelless };
}

function classOf(text: string): TokenClass {
  if (/^[0-9]+$/.test(text)) return "number";
  if (TITLES.has(text)) return "title";
  if (PARTICLES.has(text)) return "particle";
  if (text.length === 1) return "initial";
  return COMMON_NAMES.has(text) ? "common" : "name";
}

const LOOKALIKES: Record<string, string> = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 8: "b", 9: "g" };

/** Digits written for letters inside a word (Ig0r, Sech1n) are a common evasion. */
function digitsAsLetters(word: string): string {
  const letters = word.replace(/[0-9]/g, "").length;
  if (
    letters === word.length ||
    letters < 2 ||
    letters <= word.length / 2 ||
    !/[a-z]$|[a-z][0-9][a-z]/.test(word)
  )
    return word;
  return word.replace(/[0-9]/g, (digit) => LOOKALIKES[digit] ?? digit);
}
