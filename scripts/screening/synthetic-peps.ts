import type { Entity, EntityName } from "../../src/features/background/lists/entity.ts";

/** Numbers from 0 to 1 that are the same in every run: mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const COUNTRIES = ["RU", "CO", "MX", "NG", "PK", "UA", "BR", "IN", "FR", "EG", "TR", "PE"];

/** Words of listed people's names, as often as they occur: first words, and last words. */
export interface NameWords {
  given: readonly string[];
  family: readonly string[];
}

/** The words of names in Latin letters, folded to lower case. */
export function nameWords(names: readonly string[]): NameWords {
  const split = names
    .map((name) => name.split(/[^A-Za-z']+/).filter((word) => word.length > 2))
    .map((words) => words.map((word) => word.toLowerCase()))
    .filter((words) => words.length > 1);
  return {
    given: split.flatMap((words) => words[0] ?? []),
    family: split.flatMap((words) => words.at(-1) ?? []),
  };
}

// Thousands of sanctioned people bear too few surnames for hundreds of thousands: with these shares, some per cent
// bear exactly the name of another, and the commonest word is in a few of a hundred names.
const COINED_FAMILY = 0.6;
const COINED_GIVEN = 0.1;

/**
 * People whom nobody knows. A given name (a third: two) and a family name (a third: two), drawn from the words of
 * people on the lists as often as they occur there; of the family names six in ten, of the given ones one in ten, are
 * coined: the beginning of one listed word and the end of another. A third have a second name with another family
 * name. The same for the same words, count and seed.
 */
export function* syntheticPeps(words: NameWords, count: number, seed = 1): Generator<Entity> {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const coin = (from: readonly string[]): string => {
    const [begin, end] = [pick(from), pick(from)];
    return begin.slice(0, Math.ceil(begin.length / 2)) + end.slice(Math.floor(end.length / 2));
  };
  const word = (from: readonly string[], coined: number) => (random() < coined ? coin(from) : pick(from));
  const given = () => word(words.given, COINED_GIVEN);
  const family = () => word(words.family, COINED_FAMILY);
  const some = (draw: () => string): string[] => (random() < 1 / 3 ? [draw(), draw()] : [draw()]);
  const name = (kind: EntityName["kind"], text: string): EntityName => ({ text, kind, script: "Latn" });
  for (let at = 0; at < count; at++) {
    const own = [...some(given), ...some(family)];
    const names = [name("primary", own.join(" "))];
    if (random() < 0.33) names.push(name("alias", [...own.slice(0, -1), family()].join(" ")));
    const year = 1930 + Math.floor(random() * 70);
    yield {
      id: `os_peps:S${at}`,
      listId: "os_peps",
      type: "person",
      names,
      birthDates: random() < 0.8 ? [{ year, circa: false }] : [],
      gender: random() < 0.5 ? "M" : "F",
      countries: [pick(COUNTRIES)],
      identifiers: [],
      programmes: [],
      topics: ["pep"],
      sourceUrl: "https://www.opensanctions.org/",
    };
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** A name with slips in it: each drops, doubles, changes or swaps letters of one word, never of a word of three. */
export function misspell(name: string, slips: number, random: () => number): string {
  const words = name.split(" ");
  for (let slip = 0; slip < slips; slip++) {
    const long = words.map((_, at) => at).filter((at) => (words[at] ?? "").length > 3);
    const at = long[Math.floor(random() * long.length)];
    if (at === undefined) break;
    words[at] = slipIn(words[at] ?? "", random);
  }
  return words.join(" ");
}

function slipIn(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? "a";
  const kind = Math.floor(random() * 4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + (word[at] ?? "") + word.slice(at);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
  return word.slice(0, at) + (word[at + 1] ?? "") + (word[at] ?? "") + word.slice(at + 2);
}
