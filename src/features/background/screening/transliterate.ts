import anyAscii from "any-ascii";
import { ARABIC_LETTERS } from "./lexicon/arabic-letters.ts";
import { CHINESE_SURNAMES } from "./lexicon/chinese-surnames.ts";
import { HEBREW_LETTERS } from "./lexicon/hebrew-letters.ts";
import { KOREAN_SURNAMES } from "./lexicon/korean-surnames.ts";

const HAN_RUN = /\p{Script=Han}+/gu;
const HANGUL_RUN = /\p{Script=Hangul}+/gu;
const ARABIC_RUN = /\p{Script=Arabic}+/gu;
const HEBREW_RUN = /\p{Script=Hebrew}+/gu;
// A dot between the words marks a foreign name spelt by sound: it has no surname in front.
const MIDDLE_DOT = /[\u00b7\u2022\u2027\u30fb\uff65]/gu;

/**
 * Renders a name of any script in ASCII letters, as a romanised list would print it. Replaceable script by script:
 * what has no rule of its own here goes through any-ascii (ISC), character by character.
 */
export function toLatin(text: string): string {
  const isForeign = text.search(MIDDLE_DOT) >= 0;
  const latin = text
    .replace(MIDDLE_DOT, " ")
    .replace(HAN_RUN, (run) => (isForeign ? ` ${spell(run)} ` : romaniseHan(run)))
    .replace(HANGUL_RUN, (run) => (isForeign ? ` ${romaniseSyllables(run)} ` : romaniseHangul(run)))
    .replace(ARABIC_RUN, romaniseArabic)
    .replace(HEBREW_RUN, romaniseHebrew);
  return anyAscii(latin);
}

/** Character by character, as one word. */
const spell = (run: string): string =>
  [...run].map((character) => anyAscii(character).toLowerCase()).join("");

/** A Chinese name is surname (one character, of some two) then given name; lists print the given name as one word. */
function romaniseHan(run: string): string {
  const characters = [...run];
  if (characters.length < 2 || characters.length > 4) return ` ${spell(run)} `;
  const double = characters.slice(0, 2).join("");
  const size = characters.length > 2 && CHINESE_SURNAMES[double] ? 2 : 1;
  const surname = characters.slice(0, size).join("");
  const given = characters.slice(size).join("");
  return ` ${CHINESE_SURNAMES[surname] ?? spell(surname)} ${spell(given)} `;
}

/** A Korean name of two to four syllables is surname then given name. */
function romaniseHangul(run: string): string {
  const syllables = [...run.normalize("NFC")];
  const [surname = "", ...given] = syllables;
  if (syllables.length < 2 || syllables.length > 4) return ` ${romaniseSyllables(run)} `;
  return ` ${KOREAN_SURNAMES[surname] ?? romaniseSyllables(surname)} ${romaniseSyllables(given.join(""))} `;
}

/** any-ascii follows the Revised Romanisation; lists follow McCune-Reischauer without its marks. */
function romaniseSyllables(run: string): string {
  const revised = spell(run.normalize("NFC")).replaceAll("eo", "o").replaceAll("eu", "u");
  return revised.replace(/^[gbd]/, (letter) => ({ g: "k", b: "p", d: "t" })[letter] ?? letter);
}

// Written in consonants alone, and never spelt by them.
const ARABIC_WORDS: Record<string, string> = { الله: "allah", ابن: "bin", بن: "bin" };
// Consonants at the beginning of a word, vowels inside it.
const ARABIC_INITIALS: Record<string, string> = { و: "w", ي: "y", ی: "y" };

/** Hebrew script writes few vowels; which those are, waw and yod hint at. */
function romaniseHebrew(run: string): string {
  const letters = [...run.normalize("NFKD")].filter((letter) => !/\p{M}/u.test(letter));
  const initials: Record<string, string> = { ו: "v", י: "y" };
  return letters
    .map((letter, at) => (at === 0 && initials[letter]) || (HEBREW_LETTERS[letter] ?? anyAscii(letter)))
    .join("");
}

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
