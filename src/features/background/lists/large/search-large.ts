import type { Database } from "../../../../storage/database.ts";
import { askingKeys, identifierKey, type KeyKind } from "../../screening/blocking-keys.ts";
import { listNames } from "../../screening/name-index.ts";
import { type Hit, type ScreeningQuery, searchEvery } from "../../screening/search.ts";
import type { Entity } from "../entity.ts";
import { findEntries, findPlaces, keyIn } from "./large-store.ts";

/** How much a key says, before how many share it. Tuned on synthetic names. */
const WEIGHTS: Record<KeyKind, number> = {
  identifier: 10,
  whole: 2,
  all: 2,
  pairAndYear: 1.2,
  pair: 1,
  loosePairAndYear: 0.9,
  loosePair: 0.7,
  single: 0.35,
  looseSingle: 0.25,
};

/** The most places looked at under a key. A word that more share says nothing by itself, two words still do. */
export const CAPS: Record<KeyKind, number> = {
  identifier: 50,
  whole: 400,
  all: 400,
  pairAndYear: 200,
  pair: 400,
  loosePairAndYear: 100,
  loosePair: 100,
  single: 200,
  looseSingle: 60,
};

// More candidates find no more (synthetic names); each costs a parse and a comparison.
const MOST_CANDIDATES = 120;

/**
 * Searches a load of a large list: keys → places (one statement), the likeliest places → entries (another), then the
 * same scorer as everywhere. `entries` is how many the load has.
 */
export async function searchLarge(
  database: Database,
  load: { number: number; entries: number },
  query: ScreeningQuery,
  minScore: number,
): Promise<Hit[]> {
  const keys = new Map<number, KeyKind>();
  for (const { number } of query.identifiers ?? []) {
    keys.set(keyIn(load.number, identifierKey(number)), "identifier");
  }
  const birthYear = Number(query.birthDate?.slice(0, 4)) || null;
  for (const name of query.names) {
    for (const { key, kind } of askingKeys(name, birthYear)) {
      const stored = keyIn(load.number, key);
      if (!keys.has(stored)) keys.set(stored, kind);
    }
  }
  const asked = [...keys].map(([key, kind]) => ({ key, cap: CAPS[kind] }));
  const found = await findPlaces(database, asked);
  const places = likeliest(keys, found, load.entries);
  if (places.length === 0) return [];
  const rows = await findEntries(database, places);
  const entities = rows.map(({ entity }) => JSON.parse(entity) as Entity);
  return searchEvery(listNames(entities), query, minScore);
}

/** The places that most, and the rarest, of the keys point at. Pure. */
export function likeliest(
  keys: ReadonlyMap<number, KeyKind>,
  found: ReadonlyMap<number, readonly number[]>,
  entries: number,
): number[] {
  const weights = new Map<number, number>();
  for (const [key, places] of found) {
    const kind = keys.get(key) ?? "single";
    const isCrowded = places.length >= CAPS[kind];
    // Of those that share a common word, only some would be seen: none is better than any.
    if (isCrowded && kind === "single" && keys.size > 3 && hasMore(keys)) continue;
    const weight = WEIGHTS[kind] * Math.log2(1 + entries / places.length);
    for (const place of places) weights.set(place, (weights.get(place) ?? 0) + weight);
  }
  return [...weights]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, MOST_CANDIDATES)
    .map(([place]) => place);
}

const hasMore = (keys: ReadonlyMap<number, KeyKind>): boolean => [...keys.values()].includes("pair");
