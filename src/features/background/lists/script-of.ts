// ISO 15924 codes of the scripts that lists print names in, most likely first.
const SCRIPTS: [RegExp, string][] = [
  [/\p{Script=Latin}/u, "Latn"],
  [/\p{Script=Arabic}/u, "Arab"],
  [/\p{Script=Cyrillic}/u, "Cyrl"],
  [/\p{Script=Han}/u, "Hani"],
  [/\p{Script=Hangul}/u, "Hang"],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "Jpan"],
  [/\p{Script=Hebrew}/u, "Hebr"],
  [/\p{Script=Greek}/u, "Grek"],
];

/** ISO 15924 code of the script a name is written in; `Zyyy` when none of its letters tells. */
export function scriptOf(text: string): string {
  return SCRIPTS.find(([pattern]) => pattern.test(text))?.[1] ?? "Zyyy";
}
