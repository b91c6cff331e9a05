import { yearKey } from "../../screening/blocking-keys.ts";

/** A name under one of its keys, with enough of what it looks like to rank it unread. */
export interface Posting {
  /** Of its entry within the block. */
  place: number;
  /** Of birth; null: not known, several, or not exact. */
  year: number | null;
  /** As `sketchOf` draws the name. */
  letters: number;
  sounds: number;
}

/** What is filed under a key: postings, or that there are too many, which are then filed under key and year. */
export type Filed = { postings: Posting[]; crowd: number };

/** What is filed in a bucket. */
export interface BucketText {
  bucket: number;
  text: string;
}

/** An entry's place is kept in 16 bits, the last of which marks a crowd. */
export const MAX_ENTRIES_A_BLOCK = 60_000;
export const BUCKETS = 2 ** 15;
const PRINTS = 2 ** 24;
const CROWD = 0xffff;
// Years are kept in a byte, in which 0 is none.
const FIRST_YEAR = 1800;

// Of 60,000 entries, a word that more bear says too little to read them all.
const MOST_A_KEY = 400;
// The same word and year: read nonetheless, as a slip in the other word leaves nothing else.
const MOST_A_YEAR = 1_500;

// Base64 without a reason to be standard: four characters are 24 bits.
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAIRS = Array.from({ length: 4096 }, (_, at) => `${DIGITS[at >> 6]}${DIGITS[at & 63]}`);
const VALUES = Uint8Array.from({ length: 128 }, (_, code) =>
  Math.max(0, DIGITS.indexOf(String.fromCharCode(code))),
);
const FIELD = 4;
const POSTING = 4 * FIELD;

/** The bucket that a key is filed in. */
export const bucketOf = (key: number): number => Math.floor(key / PRINTS) % BUCKETS;
/** What a key is told by within its bucket. */
const printOf = (key: number): string => encode(key % PRINTS);

const encode = (bits: number): string => `${PAIRS[(bits >>> 12) & 4095]}${PAIRS[bits & 4095]}`;

function decode(text: string, at: number): number {
  let bits = 0;
  for (let offset = 0; offset < FIELD; offset++)
    bits = (bits << 6) | (VALUES[text.charCodeAt(at + offset)] ?? 0);
  return bits;
}

/** What a bucket's text holds under a key. */
export function readPostings(text: string, key: number): Filed {
  const print = printOf(key);
  const filed: Filed = { postings: [], crowd: 0 };
  for (let at = 0; at < text.length; at += POSTING) {
    if (!text.startsWith(print, at)) continue;
    const placed = decode(text, at + FIELD);
    const place = placed >> 8;
    const letters = decode(text, at + 2 * FIELD);
    if (place === CROWD) filed.crowd += letters;
    else {
      const year = (placed & 0xff) === 0 ? null : FIRST_YEAR + (placed & 0xff);
      filed.postings.push({ place, year, letters, sounds: decode(text, at + 3 * FIELD) });
    }
  }
  return filed;
}

/** Gathers the names of up to 60,000 entries and packs them by bucket. */
export class PostingBlock {
  #names: Posting[] = [];
  #keys: number[] = [];
  #nameOf: number[] = [];

  add(name: Posting, keys: Iterable<number>): void {
    const at = this.#names.push(name) - 1;
    for (const key of keys) {
      this.#keys.push(key);
      this.#nameOf.push(at);
    }
  }

  /** The text of each bucket that is not empty, in the order of the buckets; one after the other, as memory is short. */
  *pack(): Generator<BucketText> {
    const filed = inOrder(this.#keys, this.#nameOf);
    const years: Pairs = { keys: [], names: [] };
    for (const [key, names] of groups(filed)) {
      if (names.length <= MOST_A_KEY) continue;
      for (const name of names) {
        years.keys.push(yearKey(key, this.#names[name]?.year ?? null));
        years.names.push(name);
      }
    }
    yield* merged(this.#texts(filed, MOST_A_KEY), this.#texts(inOrder(years.keys, years.names), MOST_A_YEAR));
  }

  *#texts(filed: Ordered, most: number): Generator<BucketText> {
    for (const [key, names] of groups(filed)) {
      const text =
        names.length <= most
          ? this.#textOf(key, names)
          : `${printOf(key)}${encode(CROWD << 8)}${encode(names.length)}${encode(0)}`;
      yield { bucket: bucketOf(key), text };
    }
  }

  #textOf(key: number, names: readonly number[]): string {
    const print = printOf(key);
    let text = "";
    for (const at of names) {
      const name = this.#names[at];
      if (!name) continue;
      const year = name.year === null ? 0 : Math.min(255, Math.max(0, name.year - FIRST_YEAR));
      text += `${print}${encode((name.place << 8) | year)}${encode(name.letters)}${encode(name.sounds)}`;
    }
    return text;
  }
}

interface Pairs {
  keys: number[];
  names: number[];
}

type Ordered = Readonly<Pairs> & { order: Uint32Array };

/** Pairs of keys and names by bucket, then key, then name. */
function inOrder(keys: number[], names: number[]): Ordered {
  const order = Uint32Array.from(keys.keys()).sort((a, b) => {
    const [x, y] = [keys[a] ?? 0, keys[b] ?? 0];
    return bucketOf(x) - bucketOf(y) || x - y || (names[a] ?? 0) - (names[b] ?? 0);
  });
  return { keys, names, order };
}

/** The names under each key, each once. */
function* groups({ keys, names, order }: Ordered): Generator<[number, number[]]> {
  let group: number[] = [];
  for (let at = 0; at < order.length; at++) {
    const [here, next] = [order[at] ?? 0, order[at + 1]];
    const name = names[here] ?? 0;
    if (group.at(-1) !== name) group.push(name);
    if (next !== undefined && keys[next] === keys[here]) continue;
    yield [keys[here] ?? 0, group];
    group = [];
  }
}

/** Two streams in the order of their buckets as one, with one text a bucket. */
function* merged(a: Generator<BucketText>, b: Generator<BucketText>): Generator<BucketText> {
  let [x, y] = [a.next(), b.next()];
  let open: BucketText | null = null;
  for (;;) {
    const isX = !x.done && (y.done === true || x.value.bucket <= y.value.bucket);
    const next = isX ? x : y;
    if (next.done) break;
    if (open?.bucket === next.value.bucket) open.text += next.value.text;
    else {
      if (open) yield open;
      open = next.value;
    }
    if (isX) x = a.next();
    else y = b.next();
  }
  if (open) yield open;
}
