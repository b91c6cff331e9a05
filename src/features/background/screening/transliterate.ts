import anyAscii from "any-ascii";
import { ARABIC_LETTERS } from "./lexicon/arabic-letters.ts";

const HAN_RUN = /\p{Script=Han}+/gu;
const ARABIC_RUN = /\p{Script=Arabic}+/gu;

/**
 * Renders a name of any script in ASCII letters, as a romanised list would print it. Replaceable script by script:
 * what has no rule of its own here goes through any-ascii (ISC), character by character.
 */
export function toLatin(text: string): string {
  return anyAscii(text.replace(HAN_RUN, romaniseHan).replace(ARABIC_RUN, romaniseArabic));
}

/** A Chinese name is surname (one character) then given name; lists print the given name as one word. */
function romaniseHan(run: string): string {
  const characters = [...run];
  if (characters.length < 2 || characters.length > 4) return ` ${anyAscii(run)} `;
  const [surname = "", ...given] = characters;
  return ` ${anyAscii(surname)} ${given.map((character) => anyAscii(character).toLowerCase()).join("")} `;
}

// Written in consonants alone, and never spelt by them.
const ARABIC_WORDS: Record<string, string> = { الله: "allah", ابن: "bin", بن: "bin" };
// Consonants at the beginning of a word, vowels inside it.
const ARABIC_INITIALS: Record<string, string> = { و: "w", ي: "y", ی: "y" };

/** Arabic script writes no short vowels; the article is a word of its own in romanised lists. */
function romaniseArabic(run: string): string {
  const letters = [...run.normalize("NFKD")].filter((letter) => !/\p{M}/u.test(letter));
  const word = letters.join("");
  const known = ARABIC_WORDS[word];
  if (known) return known;
  const hasArticle = word.startsWith("\u0627\u0644") && letters.length > 3;
  const stem = hasArticle ? letters.slice(2) : letters;
  const latin = stem.map(
    (letter, at) => (at === 0 && ARABIC_INITIALS[letter]) || (ARABIC_LETTERS[letter] ?? anyAscii(letter)),
  );
  return `${hasArticle ? "al " : ""}${latin.join("")}`;
}
