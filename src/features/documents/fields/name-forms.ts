import anyAscii from "any-ascii";

/** Letters that ICAO 9303-3 §6.A writes as two, where plain folding keeps one. */
const TWO_LETTERS: Readonly<Record<string, string>> = {
  Ä: "AE",
  Ö: "OE",
  Ü: "UE",
  Å: "AA",
  Ø: "OE",
  Æ: "AE",
  Œ: "OE",
  ẞ: "SS",
  Þ: "TH",
};
/** What the same table allows besides. */
const WITH_XX: Readonly<Record<string, string>> = { Ñ: "NXX", Ü: "UXX" };

const replaceLetters = (text: string, table: Readonly<Record<string, string>>) =>
  text.replace(/\p{L}/gu, (letter) => table[letter] ?? letter);

const folded = (text: string) =>
  anyAscii(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "");

/** The spellings in A-Z that a name may have in an MRZ or barcode: `MÜLLER` is MULLER, MUELLER and MUXXLLER. */
export function nameForms(text: string): Set<string> {
  const upper = text.normalize("NFC").replaceAll("ß", "ẞ").toUpperCase();
  return new Set([
    folded(upper),
    folded(replaceLetters(upper, TWO_LETTERS)),
    folded(replaceLetters(upper, WITH_XX)),
  ]);
}

/** True when two spellings can be the same name; hyphens, spaces and apostrophes do not count. */
export function sameName(one: string, other: string): boolean {
  const forms = nameForms(other);
  return [...nameForms(one)].some((form) => form !== "" && forms.has(form));
}

/** True when `cut` can be what is left of `whole` after the issuer cut it. */
export function isCutName(cut: string, whole: string): boolean {
  const forms = [...nameForms(whole)];
  return [...nameForms(cut)].some((form) => form.length >= 3 && forms.some((full) => full.startsWith(form)));
}
