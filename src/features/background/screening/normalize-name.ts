import { toLatin } from "./transliterate.ts";

// Zero-width and bidirectional marks (UAX #9): never part of a name, often part of an evasion.
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cn}]/gu;
// Controls separate words; emoji and other symbols would be spelt out by the transliteration.
const NOT_TEXT = /[\p{Cc}\p{So}\p{Sk}\p{Extended_Pictographic}]/gu;
const APOSTROPHES = /['\u02B9-\u02BF\u02C8\u0060\u00B4\u2018\u2019\u201B\u2032\u055A\u05F3\uFF07]/gu;
// Three letters or more with dots between them are one word (L.X.C., p.l.c., G.m.b.H.); two may be initials.
const DOTTED_WORD = /(?<![\p{L}\p{N}])(?:\p{L}{1,2}\.\s?){2,}\p{L}{0,2}(?![\p{L}\p{N}])/gu;
const CAMEL = /(?<=\p{Ll}{2})(?=\p{Lu}\p{L}{2})|(?<=\p{Ll}{3})(?=\p{Lu}{2}$)/gu;

/**
 * Folds a name to lower-case ASCII words separated by single spaces. The same person's name typed with other
 * diacritics, script, width, case or punctuation folds to the same or nearly the same words.
 */
export function foldName(text: string): string {
  const visible = text
    .normalize("NFKC")
    .replace(APOSTROPHES, "")
    .replace(INVISIBLE, "")
    .replace(NOT_TEXT, " ");
  const joined = visible.replace(DOTTED_WORD, joinDotted);
  // Marks come off Latin letters only: on a kana they change the consonant.
  const plain = joined
    .normalize("NFKD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
  const latin = toLatin(plain);
  return latin
    .replace(CAMEL, " ")
    .toLowerCase()
    .replaceAll("'", "")
    .replaceAll("&", " and ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function joinDotted(word: string): string {
  const letters = word.replace(/[.\s]/g, "");
  const isShort = letters.length < 3 && !/^(sa|sl|lp|bv|nv|ag|se|ab|as|us|uk|un|eu)$/i.test(letters);
  return isShort ? word.replaceAll(".", " ") : `${letters} `;
}

/** Words of a folded name; none for a text without letters or digits. */
export const wordsOf = (folded: string): string[] => (folded === "" ? [] : folded.split(" "));
