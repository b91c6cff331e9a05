const VOWELS = "aeiou";

// Consonants that languages and transliterators swap, by one letter a class (after Daitch-Mokotoff's classes).
const CLASS: Record<string, string> = {
  b: "p",
  p: "p",
  f: "f",
  v: "f",
  w: "f",
  d: "t",
  t: "t",
  g: "k",
  k: "k",
  q: "k",
  c: "k",
  x: "s",
  s: "s",
  z: "s",
  j: "s",
  l: "l",
  r: "r",
  m: "m",
  n: "n",
  h: "h",
};

// Letters for one sound, longest first, by their first letter: sh, ch, zh … are sibilants, kh, gh … are velars.
const DIGRAPHS: Record<string, [string, string][]> = {
  t: [
    ["tsch", "s"],
    ["tch", "s"],
    ["ts", "s"],
    ["tz", "s"],
    ["th", "t"],
  ],
  s: [
    ["sch", "s"],
    ["sh", "s"],
  ],
  c: [
    ["ch", "s"],
    ["cz", "s"],
    ["ck", "k"],
  ],
  z: [["zh", "s"]],
  d: [
    ["dj", "s"],
    ["dz", "s"],
    ["dh", "t"],
  ],
  k: [["kh", "k"]],
  g: [["gh", "k"]],
  p: [["ph", "f"]],
  q: [["qu", "k"]],
};

/**
 * The consonants of a folded word by sound class, without vowels: words that sound alike share it, however their
 * vowels were romanised (Usama, Osama; Mohammed, Muhammad, and the vowelless Arabic). An initial vowel stays as `a`.
 */
export function skeletonOf(word: string): string {
  let out = "";
  let at = 0;
  while (at < word.length) {
    const digraph = DIGRAPHS[word[at] ?? ""]?.find(([letters]) => word.startsWith(letters, at));
    const sound = digraph ? digraph[1] : soundAt(word, at);
    at += digraph ? digraph[0].length : 1;
    if (sound !== "" && !out.endsWith(sound)) out += sound;
  }
  return out;
}

function soundAt(word: string, at: number): string {
  const letter = word[at] ?? "";
  const next = word[at + 1] ?? "";
  if (VOWELS.includes(letter)) return at === 0 ? "a" : "";
  if (letter === "y") return at === 0 ? "a" : "";
  // Silent in many romanisations: Ahmad, Fatah, Mehdi.
  if (letter === "h" && at > 0 && VOWELS.includes(word[at - 1] ?? "") && !VOWELS.includes(next || "x"))
    return "";
  // One nasal sound at the end (Jing, Hwang).
  if (letter === "g" && next === "" && word[at - 1] === "n") return "";
  if (letter === "w" && at > 0 && !VOWELS.includes(next || "x")) return "";
  if (letter === "c" && (next === "e" || next === "i" || next === "y")) return "s";
  if (letter >= "0" && letter <= "9") return letter;
  return CLASS[letter] ?? "";
}
