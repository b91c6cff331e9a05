import type { Database } from "../../../../storage/database.ts";
import { askingKeys, identifierKey, type KeyKind, sketchOf, yearKey } from "../../screening/blocking-keys.ts";
import { listNames } from "../../screening/name-index.ts";
import { type Hit, type ScreeningQuery, searchEvery } from "../../screening/search.ts";
import type { Entity } from "../entity.ts";
import { findBearers, findEntries, findPostings, keyIn } from "./large-store.ts";
import { bucketOf, type Posting, readPostings } from "./posting-block.ts";

/** What a shared key adds to how alike two sketches are. Tuned on synthetic names. */
const KEY_BONUS: Record<KeyKind, number> = {
  whole: 0.3,
  all: 0.3,
  pair: 0.15,
  single: 0.05,
  looseSingle: 0,
  initials: 0,
};

// More candidates find no more (synthetic names); each costs a parse and a comparison.
const MOST_CANDIDATES = 80;

export interface LargeAnswer {
  hits: Hit[];
  /** Not every likely entry was compared: there may be more hits. */
  truncated: boolean;
}

/**
 * Searches a load of a large list: keys → names under them, with a sketch each (one statement; another for words so
 * common that they are kept by year) → the likeliest entries (another) → the same scorer as everywhere.
 */
export async function searchLarge(
  database: Database,
  number: number,
  query: ScreeningQuery,
  minScore: number,
): Promise<LargeAnswer> {
  const bearers = query.identifiers?.length
    ? await findBearers(
        database,
        query.identifiers.map((one) => keyIn(number, identifierKey(one.number))),
      )
    : [];
  const named = await findNamed(database, number, query);
  const likeliest = [...named].sort(([a, x], [b, y]) => y - x || a - b).slice(0, MOST_CANDIDATES);
  const places = [...new Set([...bearers, ...likeliest.map(([place]) => place)])];
  if (places.length === 0) return { hits: [], truncated: false };
  const rows = await findEntries(database, places);
  const entities = rows.map(({ entity }) => JSON.parse(entity) as Entity);
  const placeOf = new Map(entities.map((entity, at) => [entity.id, rows[at]?.id]));
  const hits = searchEvery(listNames(entities), query, minScore);
  // Where the least likely that were compared are hits still, so may be some that were not.
  const last = new Set(likeliest.slice(-MOST_CANDIDATES / 4).map(([place]) => place));
  const isCut = named.size > MOST_CANDIDATES && hits.some((hit) => last.has(placeOf.get(hit.entity.id) ?? 0));
  return { hits, truncated: isCut };
}

/** How likely each entry is that shares a key with a name that was asked for. */
async function findNamed(
  database: Database,
  number: number,
  query: ScreeningQuery,
): Promise<Map<number, number>> {
  const year = Number(query.birthDate?.slice(0, 4)) || null;
  const keys = new Map<number, KeyKind>();
  for (const name of query.names) {
    for (const { key, kind } of askingKeys(name, year)) if (!keys.has(key)) keys.set(key, kind);
  }
  const sketches = query.names.map(sketchOf);
  const named = new Map<number, number>();
  const look = async (asked: ReadonlyMap<number, KeyKind>) => {
    const crowds = new Map<number, number>();
    if (asked.size === 0) return crowds;
    const inBucket = Map.groupBy(asked, ([key]) => bucketOf(key));
    for (const { bucket, from, text } of await findPostings(database, number, [...inBucket.keys()])) {
      for (const [key, kind] of inBucket.get(bucket) ?? []) {
        const { postings, crowd } = readPostings(text, key);
        if (crowd > 0) crowds.set(key, (crowds.get(key) ?? 0) + crowd);
        for (const posting of postings) {
          const likely = likelihood(sketches, year, posting) + KEY_BONUS[kind];
          const place = from + posting.place;
          if (likely > (named.get(place) ?? -1)) named.set(place, likely);
        }
      }
    }
    return crowds;
  };
  const crowds = await look(keys);
  await look(keysOfYears(keys, crowds, year));
  return named;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2010;

/** Where to look for what is too common to be kept together. */
function keysOfYears(
  keys: ReadonlyMap<number, KeyKind>,
  crowds: ReadonlyMap<number, number>,
  year: number | null,
): Map<number, KeyKind> {
  const rarestFirst = [...crowds]
    .sort(([, a], [, b]) => a - b)
    .filter(([key]) => keys.get(key) !== "initials" && keys.get(key) !== "looseSingle");
  const asked = new Map<number, KeyKind>();
  // Of all years only the rarest, which a pair's other words do not make rarer still.
  const isPart = ([key]: [number, number]) => keys.get(key) === "pair" || keys.get(key) === "single";
  const of = year === null ? rarestFirst.filter(isPart).slice(0, 1) : rarestFirst;
  const years =
    year === null
      ? Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, at) => FIRST_YEAR + at)
      : [year - 1, year, year + 1];
  for (const [key] of of) {
    for (const one of [...years, null]) asked.set(yearKey(key, one), keys.get(key) ?? "single");
  }
  return asked;
}

/** Near what the scorer will say, of a name that was not read: 0 to 1, less where the years contradict. */
function likelihood(
  sketches: readonly (readonly [number, number])[],
  year: number | null,
  posting: Posting,
): number {
  let best = 0;
  for (const [letters, sounds] of sketches) {
    best = Math.max(best, (overlap(letters, posting.letters) + overlap(sounds, posting.sounds)) / 2);
  }
  if (year === null || posting.year === null) return best;
  const apart = Math.abs(year - posting.year);
  return best + (apart === 0 ? 0.03 : apart > 2 ? -0.18 : apart === 2 ? -0.08 : 0);
}

/** Between what both have of all (Dice) and of the shorter, as people leave words out. */
function overlap(a: number, b: number): number {
  const [both, inA, inB] = [ones(a & b), ones(a), ones(b)];
  if (inA === 0 || inB === 0) return 0;
  return both / (inA + inB) + both / (2 * Math.min(inA, inB));
}

function ones(bits: number): number {
  let rest = bits - ((bits >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
