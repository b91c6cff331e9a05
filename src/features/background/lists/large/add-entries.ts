import type { Database, Statement } from "../../../../storage/database.ts";
import { entryIdKey } from "../../screening/blocking-keys.ts";
import type { Entity } from "../entity.ts";
import { ListProblem } from "../list-problem.ts";
import type { VersionRow } from "../list-store.ts";
import type { LargeFile } from "./large-file.ts";
import {
  closeBlock,
  ENTRIES_A_BATCH,
  findHashes,
  keyIn,
  type LoadRow,
  putEntries,
  putPostings,
  setLoadState,
} from "./large-store.ts";
import { type BucketText, MAX_ENTRIES_A_BLOCK, PostingBlock } from "./posting-block.ts";
import { fileNames, type StoredEntry, storedEntry } from "./stored-entry.ts";

export interface Pacing {
  /** The most entries that one call adds; all of them when left out. */
  atMost?: number;
  onEntries?: (done: number) => void;
}

/**
 * Adds the entries that a load lacks, batch by batch and block by block; the load as it stands then, still `loading`
 * when `atMost` ended it. Throws `ListProblem`.
 */
export async function addEntries(
  database: Database,
  file: LargeFile,
  begun: LoadRow,
  { serving, atMost, onEntries }: { serving: VersionRow | null } & Pacing,
): Promise<LoadRow> {
  let load = begun;
  if (load.state === "ready") return load;
  const stopAt = load.done + (atMost ?? Number.POSITIVE_INFINITY);
  let place = 0;
  let batch: Entity[] = [];
  let block = beginBlock(load);
  const flush = async () => {
    await addBatch(database, block, batch, serving);
    batch = [];
    onEntries?.(block.end);
  };
  const close = async () => {
    load = await storeBlock(database, block);
    block = beginBlock(load);
  };
  for await (const { entity, seenAt } of file.open()) {
    place += 1;
    if (place <= load.done) continue;
    batch.push(entity);
    if (seenAt !== null && seenAt > (block.publishedAt ?? 0)) block.publishedAt = seenAt;
    if (batch.length < ENTRIES_A_BATCH) continue;
    await flush();
    const isEnough = block.end >= stopAt;
    if (isEnough || block.end - load.done >= MAX_ENTRIES_A_BLOCK) await close();
    if (isEnough) return load;
  }
  await flush();
  await close();
  if (load.done === 0) throw new ListProblem("nobody is listed in it");
  await setLoadState(database, load.number, "ready");
  return { ...load, state: "ready" };
}

/** Entries that are stored, and count when their block is: what a kill repeats. */
interface Block {
  load: LoadRow;
  /** The place after its last entry. */
  end: number;
  changed: number;
  publishedAt: number | null;
  postings: PostingBlock;
}

const beginBlock = (load: LoadRow): Block => ({
  load,
  end: load.done,
  changed: load.changed,
  publishedAt: load.publishedAt,
  postings: new PostingBlock(),
});

async function addBatch(
  database: Database,
  block: Block,
  entities: readonly Entity[],
  serving: VersionRow | null,
): Promise<void> {
  if (entities.length === 0) return;
  const entries: StoredEntry[] = [];
  for (const entity of entities) entries.push(await storedEntry(entity));
  const statements = putEntries(database, block.load.number, block.end, entries);
  await database.batch(statements as [Statement, ...Statement[]]);
  block.changed += await countChanged(database, serving, entities, entries);
  for (const [at, entity] of entities.entries())
    fileNames(block.postings, entity, block.end - block.load.done + at);
  block.end += entities.length;
}

// Of 400 bytes each: below the 2 MB of a value.
const BUCKETS_A_STATEMENT = 2_000;

async function storeBlock(database: Database, block: Block): Promise<LoadRow> {
  const { load, end, changed, publishedAt } = block;
  if (end === load.done) return load;
  let part: BucketText[] = [];
  const flush = async () => {
    if (part.length > 0) await putPostings(database, load.number, load.done, part);
    part = [];
  };
  for (const bucket of block.postings.pack()) {
    part.push(bucket);
    if (part.length === BUCKETS_A_STATEMENT) await flush();
  }
  await flush();
  const progress = { done: end, changed, publishedAt };
  await closeBlock(database, load, progress);
  return { ...load, ...progress };
}

async function countChanged(
  database: Database,
  serving: VersionRow | null,
  entities: readonly Entity[],
  entries: readonly StoredEntry[],
): Promise<number> {
  const from = serving?.loadNumber ?? null;
  if (from === null) return entities.length;
  const keys = entities.map(({ id }) => keyIn(from, entryIdKey(id)));
  const hashes = await findHashes(database, keys);
  return entries.filter((entry, at) => hashes.get(keys[at] ?? 0) !== entry.entityHash).length;
}
