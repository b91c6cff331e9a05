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
  return ` ${anyAscii(surname)} ${given.map((character) => anyAscii(character)).join("")} `;
}

/** Arabic script writes no short vowels; the article is a word of its own in romanised lists. */
function romaniseArabic(run: string): string {
  const word = run.normalize("NFKD");
  const stem = word.startsWith("\u0627\u0644") && word.length > 4 ? word.slice(2) : word;
  let latin = "";
  for (const letter of stem)
    latin += ARABIC_LETTERS[letter] ?? (/\p{M}/u.test(letter) ? "" : anyAscii(letter));
  return stem === word ? latin : `al ${latin}`;
}
