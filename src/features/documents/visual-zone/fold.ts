import anyAscii from "any-ascii";

/** Text for comparing labels and titles: capitals A-Z and digits, single spaces, `Nº` and `N°` as NO. */
export const fold = (text: string): string =>
  anyAscii(text.replace(/n[º°ª*]/giu, "no"))
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, " ")
    .trim();

/** As `fold`, without the spaces: readers split and join words at will. */
export const squash = (text: string): string => fold(text).replaceAll(" ", "");

/** Letters and digits that a reader takes for each other, each pair under one sign. */
const LOOKALIKE: Readonly<Record<string, string>> = {
  0: "O",
  D: "O",
  Q: "O",
  1: "I",
  L: "I",
  5: "S",
  8: "B",
  6: "G",
  2: "Z",
};

/** A squashed text with look-alikes made the same: `FECHA 0E NAC1MIENTO` is FECHA DE NACIMIENTO but for a letter. */
export const lookalikes = (squashed: string): string =>
  squashed.replace(/[0DQ1L5862]/g, (sign) => LOOKALIKE[sign] ?? sign);
