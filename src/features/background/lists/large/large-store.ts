import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { among } from "../../../../storage/among.ts";
import type { Database, Statement } from "../../../../storage/database.ts";
import {
  largeEntities,
  largeKeys,
  largePostings,
  listLoads,
} from "../../../../storage/tables/large-lists.ts";
import { monitoredMatches } from "../../../../storage/tables/lists.ts";
import { BUCKETS, type BucketText, MAX_ENTRIES_A_BLOCK } from "./posting-block.ts";
import type { StoredEntry } from "./stored-entry.ts";

export type LoadRow = typeof listLoads.$inferSelect;

// Numbers of loads stay below 2^13: a key is a whole number that JavaScript holds exactly (below 2^53).
const KEYS_A_LOAD = 2 ** 40;
const ENTITIES_A_LOAD = 2 ** 24;

/** A key as it is stored of a load. */
export const keyIn = (number: number, key: number): number => number * KEYS_A_LOAD + key;
/** An entry's place in a load as it is stored. */
export const placeIn = (number: number, place: number): number => number * ENTITIES_A_LOAD + place;

// A block is told by the batch it begins with: 1,024 batches of 2,000 entries.
const BLOCKS_A_BUCKET = 2 ** 10;
export const ENTRIES_A_BATCH = 2_000;

/** Where the blocks of a bucket begin. */
const bucketIn = (number: number, bucket: number): number => (number * BUCKETS + bucket) * BLOCKS_A_BUCKET;

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

/**
 * The statements that store entries from a place on; safe to run again. They are part of the load when `closeBlock`
 * says so. Texts are bound as JSON: D1 binds 100 values, of 2 MB each.
 */
export function putEntries(
  database: Database,
  number: number,
  from: number,
  entries: readonly StoredEntry[],
): Statement[] {
  const rows = entries.map((entry, at) => [placeIn(number, from + at), entry.entityHash, entry.entity]);
  const keys = entries
    .flatMap((entry, at) =>
      entry.keys.map((key) => [keyIn(number, key), placeIn(number, from + at)] as const),
    )
    // In the order of the table, so that neighbours are written together.
    .sort(([a], [b]) => a - b);
  return [
    ...inParts(rows, ROWS_A_STATEMENT).map((part) =>
      database
        .insert(largeEntities)
        .select(
          sql`SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(part)}) WHERE true`,
        )
        .onConflictDoNothing(),
    ),
    ...inParts(keys, KEYS_A_STATEMENT).map((part) =>
      database
        .insert(largeKeys)
        .select(sql`SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(part)}) WHERE true`)
        .onConflictDoNothing(),
    ),
  ];
}

/** The statement that stores buckets of the block that begins with an entry; safe to run again. */
export function putPostings(
  database: Database,
  number: number,
  from: number,
  buckets: readonly BucketText[],
): Statement {
  const block = Math.floor(from / ENTRIES_A_BATCH);
  const rows = buckets.map(({ bucket, text }) => [bucketIn(number, bucket) + block, text]);
  return database
    .insert(largePostings)
    .select(sql`SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(rows)}) WHERE true`)
    .onConflictDoUpdate({ target: largePostings.id, set: { postings: sql`excluded.postings` } });
}

/** Counts what was stored in; breaks (NOT NULL) when another has gone on with the load since. */
export const closeBlock = (
  database: Database,
  load: LoadRow,
  progress: Pick<LoadRow, "done" | "changed" | "publishedAt">,
): Statement =>
  database
    .update(listLoads)
    .set({ ...progress, done: sql<never>`CASE WHEN done = ${load.done} THEN ${progress.done} ELSE NULL END` })
    .where(eq(listLoads.number, load.number));

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

/** The places of whoever bears one of these: ids, documents. */
export async function findBearers(database: Database, keys: readonly number[]): Promise<number[]> {
  const rows = await database.all<{ id: number }>(
    sql`SELECT entity_id AS id FROM large_keys WHERE key IN ${among(keys)} LIMIT 50`,
  );
  return rows.map(({ id }) => id);
}

/** What the blocks hold in these buckets, each block with the place it begins at. */
export async function findPostings(
  database: Database,
  number: number,
  buckets: readonly number[],
): Promise<{ bucket: number; from: number; text: string }[]> {
  const asked = JSON.stringify(buckets.map((bucket) => bucketIn(number, bucket)));
  // CROSS: the few buckets outside, a walk along neighbours inside.
  const rows = await database.all<{ id: number; postings: string }>(
    sql`SELECT p.id, p.postings FROM json_each(${asked}) AS asked CROSS JOIN large_postings AS p
      WHERE p.id >= asked.value AND p.id < asked.value + ${BLOCKS_A_BUCKET}`,
  );
  return rows.map(({ id, postings }) => ({
    bucket: Math.floor(id / BLOCKS_A_BUCKET) % BUCKETS,
    from: placeIn(number, (id % BLOCKS_A_BUCKET) * ENTRIES_A_BATCH),
    text: postings,
  }));
}

/** The entries at places, as JSON, in no order. */
export const findEntries = (
  database: Database,
  places: readonly number[],
): Promise<{ id: number; entity: string }[]> =>
  database.all(sql`SELECT id, entity FROM large_entities WHERE id IN ${among(places)}`);

/** The hashes of the entries that are filed under keys of a load. */
export async function findHashes(database: Database, keys: readonly number[]): Promise<Map<number, string>> {
  const rows = await database
    .select({ key: largeKeys.key, hash: largeEntities.entityHash })
    .from(largeKeys)
    .innerJoin(largeEntities, eq(largeEntities.id, largeKeys.entityId))
    .where(inArray(largeKeys.key, among(keys)));
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

// About 10,000 keys and 6,000 buckets: a statement of a second or two, where D1 stops one at 30.
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
    const buckets = [part, part + 1].map((at) => bucketIn(load.number, Math.floor((at * BUCKETS) / parts)));
    const [first = 0, end = 0] = buckets;
    await database.delete(largePostings).where(and(gte(largePostings.id, first), lt(largePostings.id, end)));
  }
  // With those of a block that was never closed.
  for (let from = 0; from < load.done + MAX_ENTRIES_A_BLOCK; from += ENTRIES_A_DROP) {
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
