import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Database, Statement } from "../../../../storage/database.ts";
import { largeEntities, largeKeys, listLoads } from "../../../../storage/tables/large-lists.ts";
import { monitoredMatches } from "../../../../storage/tables/lists.ts";

export type LoadRow = typeof listLoads.$inferSelect;

// Numbers of loads stay below 2^13: a key is a whole number that JavaScript holds exactly (below 2^53).
const KEYS_A_LOAD = 2 ** 40;
const ENTITIES_A_LOAD = 2 ** 24;

/** A key as it is stored of a load. */
export const keyIn = (number: number, key: number): number => number * KEYS_A_LOAD + key;
/** An entry's place in a load as it is stored. */
export const placeIn = (number: number, place: number): number => number * ENTITIES_A_LOAD + place;

const values = (list: readonly unknown[]) => sql`(SELECT value FROM json_each(${JSON.stringify(list)}))`;

export const findLoads = (database: Database, listId: string): Promise<LoadRow[]> =>
  database.select().from(listLoads).where(eq(listLoads.listId, listId));

/** Begins a load; answers with its number. */
export async function beginLoad(
  database: Database,
  row: Pick<LoadRow, "listId" | "sha256" | "matcher" | "startedAt">,
): Promise<LoadRow> {
  const [begun] = await database
    .insert(listLoads)
    .values({ ...row, done: 0, changed: 0, publishedAt: null, state: "loading" })
    .returning();
  if (!begun || begun.number >= 2 ** 13) throw new Error("no number is left for a load");
  return begun;
}

export interface StoredEntry {
  entityHash: string;
  /** As JSON. */
  entity: string;
  keys: readonly number[];
}

/**
 * The statements that add entries to a load, after those it has; they break (NOT NULL) when the load is no longer
 * where `load` says, as another has gone on with it. Texts are bound as JSON: D1 binds 100 values, of 2 MB each.
 */
export function appendEntries(
  database: Database,
  load: LoadRow,
  entries: readonly StoredEntry[],
  progress: Pick<LoadRow, "changed" | "publishedAt">,
): Statement[] {
  const rows = entries.map((entry, at) => [
    placeIn(load.number, load.done + at),
    entry.entityHash,
    entry.entity,
  ]);
  const keys = entries
    .flatMap((entry, at) =>
      entry.keys.map((key): [number, number] => [
        keyIn(load.number, key),
        placeIn(load.number, load.done + at),
      ]),
    )
    // In the order of the table, so that neighbours are written together.
    .sort(([a], [b]) => a - b);
  return [
    database
      .update(listLoads)
      .set({
        done: sql<never>`CASE WHEN done = ${load.done} THEN ${load.done + entries.length} ELSE NULL END`,
        ...progress,
      })
      .where(eq(listLoads.number, load.number)),
    ...inParts(rows, ROWS_A_STATEMENT).map((part) =>
      database
        .insert(largeEntities)
        .select(
          sql`SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(part)}) WHERE true`,
        ),
    ),
    ...inParts(keys, KEYS_A_STATEMENT).map((part) =>
      database
        .insert(largeKeys)
        .select(sql`SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(part)}) WHERE true`)
        .onConflictDoNothing(),
    ),
  ];
}

// Below 2 MB: entries with many aliases take 3 kB, a key and its place 35 bytes.
const ROWS_A_STATEMENT = 500;
const KEYS_A_STATEMENT = 40_000;

function inParts<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size));
  return parts;
}

export const setLoadState = (database: Database, number: number, state: LoadRow["state"]): Statement =>
  database.update(listLoads).set({ state }).where(eq(listLoads.number, number));

/** The places filed under each key, of one key no more than its cap (then there are more). */
export async function findPlaces(
  database: Database,
  keys: readonly { key: number; cap: number }[],
): Promise<Map<number, number[]>> {
  if (keys.length === 0) return new Map();
  // A limit may not come from a row: one part of the statement for each cap.
  const parts = [...Map.groupBy(keys, ({ cap }) => cap)].map(([cap, group]) => {
    const asked = JSON.stringify(group.map(({ key }) => key));
    return sql`SELECT asked.value AS key, (
        SELECT group_concat(entity_id) FROM (
          SELECT entity_id FROM large_keys WHERE key = asked.value LIMIT ${cap}
        )
      ) AS places
      FROM json_each(${asked}) AS asked
      WHERE EXISTS (SELECT 1 FROM large_keys WHERE key = asked.value)`;
  });
  const rows = await database.all<{ key: number; places: string | null }>(sql.join(parts, sql` UNION ALL `));
  return new Map(rows.map(({ key, places }) => [key, (places ?? "").split(",").map(Number)]));
}

/** The entries at places, as JSON. */
export const findEntries = (
  database: Database,
  places: readonly number[],
): Promise<{ id: number; entity: string }[]> =>
  database
    .select({ id: largeEntities.id, entity: largeEntities.entity })
    .from(largeEntities)
    .where(inArray(largeEntities.id, values(places)));

/** The hashes of the entries that are filed under keys of a load. */
export async function findHashes(database: Database, keys: readonly number[]): Promise<Map<number, string>> {
  const rows = await database
    .select({ key: largeKeys.key, hash: largeEntities.entityHash })
    .from(largeKeys)
    .innerJoin(largeEntities, eq(largeEntities.id, largeKeys.entityId))
    .where(inArray(largeKeys.key, values(keys)));
  return new Map(rows.map(({ key, hash }) => [key, hash]));
}

/** Of all tenants, the ids of a list's entries that somebody is like; for the queue, never for a request. */
export async function findMatchedIds(database: Database, listId: string): Promise<string[]> {
  const rows = await database
    .selectDistinct({ entityId: monitoredMatches.entityId })
    .from(monitoredMatches)
    .where(
      and(
        gte(monitoredMatches.entityId, `${listId}:`),
        // The character after the colon.
        lt(monitoredMatches.entityId, `${listId};`),
        eq(monitoredMatches.state, "open"),
      ),
    );
  return rows.map(({ entityId }) => entityId);
}

// About 80,000 keys: a statement of a second or two, where D1 stops one at 30.
const ENTRIES_A_DROP = 10_000;

/** Takes a load away, part after part, and last the row that says what is left to take. Safe to run again. */
export async function dropLoad(database: Database, load: LoadRow): Promise<void> {
  await setLoadState(database, load.number, "dropping");
  // A power of two, so that the shares of the keys are whole numbers.
  const parts = 2 ** Math.ceil(Math.log2(Math.max(1, load.done / ENTRIES_A_DROP)));
  const share = KEYS_A_LOAD / parts;
  for (let part = 0; part < parts; part++) {
    const from = keyIn(load.number, part * share);
    await database.delete(largeKeys).where(and(gte(largeKeys.key, from), lt(largeKeys.key, from + share)));
  }
  for (let from = 0; from < load.done; from += ENTRIES_A_DROP) {
    await database
      .delete(largeEntities)
      .where(
        and(
          gte(largeEntities.id, placeIn(load.number, from)),
          lt(largeEntities.id, placeIn(load.number, from + ENTRIES_A_DROP)),
        ),
      );
  }
  await database.delete(listLoads).where(eq(listLoads.number, load.number));
}
