import { utf8 } from "../../../../kernel/bytes.ts";
import { toInstant } from "../../../../kernel/clock.ts";
import type { Statement } from "../../../../storage/database.ts";
import { entryIdKey, filingKeys, identifierKey, sketchOf } from "../../screening/blocking-keys.ts";
import { MATCHER_VERSION } from "../../screening/score-name.ts";
import type { Entity } from "../entity.ts";
import { fingerprint } from "../fingerprint.ts";
import { type GateReason, GOLDEN_SCORE, GOLDEN_SHARE, judgeCount } from "../gates.ts";
import { ListProblem } from "../list-problem.ts";
import { confirmServing, findServingOf, keepRejected, swapServing, type VersionRow } from "../list-store.ts";
import type { LoadDeps, LoadOptions } from "../load-list.ts";
import { removedKey } from "../shelf.ts";
import {
  beginLoad,
  closeBlock,
  dropLoad,
  ENTRIES_A_BATCH,
  findEntries,
  findHashes,
  findLoads,
  findMatchedIds,
  keyIn,
  type LoadRow,
  placeIn,
  putEntries,
  putPostings,
  type StoredEntry,
  setLoadState,
} from "./large-store.ts";
import { type BucketText, MAX_ENTRIES_A_BLOCK, PostingBlock } from "./posting-block.ts";
import { searchLarge } from "./search-large.ts";

/** A file of a large list, which is read as often as it takes and never held whole. */
export interface LargeFile {
  listId: string;
  name: string;
  sha256: string;
  bytes: number;
  /** A first load with fewer entries is taken for a cut file. */
  leastEntities: number;
  /** Its entries from the first on, always in the same order. Throws `ListProblem` where the file does not hold. */
  open(): AsyncIterable<{ entity: Entity; seenAt: number | null }>;
}

export type LargeOutcome =
  | { outcome: "loaded"; sha256: string; entities: number; changed: number }
  | { outcome: "unchanged"; sha256: string; entities: number }
  /** Stopped after as many entries as one call may add; the next call goes on. */
  | { outcome: "more"; sha256: string; entities: number }
  | {
      outcome: "rejected";
      sha256: string;
      entities: number;
      reason: GateReason | "UNREADABLE";
      detail?: string;
    };

export interface LargeOptions extends Omit<LoadOptions, "onProgress"> {
  /** The most entries that this call adds; all of them when left out. */
  atMost?: number;
  onEntries?: (done: number) => void;
}

/**
 * Loads a list of any size into the database: entry by entry under the number of a load, at which it goes on after a
 * kill; then the gates, and the load serves at once in the place of the one before. What served goes on serving when
 * the file is cut or a gate speaks against it.
 */
export async function loadLargeList(
  deps: LoadDeps,
  file: LargeFile,
  options: LargeOptions,
): Promise<LargeOutcome> {
  const { listId, sha256 } = file;
  const serving = await findServingOf(deps.database, listId);
  if (serving?.sha256 === sha256) {
    if (options.fromPublisher) await confirmServing(deps.database, listId, deps.clock());
    return { outcome: "unchanged", sha256, entities: serving.entities };
  }
  let load = await resumeOrBegin(deps, file, serving);
  try {
    load = await addEntries(deps, file, load, { serving, options });
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error;
    return reject(deps, file, load, "UNREADABLE", error.message);
  }
  if (load.state === "loading") return { outcome: "more", sha256, entities: load.done };
  const publishedAt = load.publishedAt ?? options.publishedAt ?? null;
  const reason = options.force ? null : judgeCount(load.done, publishedAt, file.leastEntities, serving);
  if (reason) return reject(deps, file, load, reason);
  if (!(await findsItself(deps, load))) return reject(deps, file, load, "GOLDEN_QUERY_FAILED");
  await serve(deps, file, load, { publishedAt, fromPublisher: options.fromPublisher });
  return { outcome: "loaded", sha256, entities: load.done, changed: load.changed };
}

async function resumeOrBegin(deps: LoadDeps, file: LargeFile, serving: VersionRow | null): Promise<LoadRow> {
  const { listId, sha256 } = file;
  const loads = await findLoads(deps.database, listId);
  const isThis = (load: LoadRow) =>
    load.sha256 === sha256 && load.matcher === MATCHER_VERSION && load.state !== "dropping";
  const begun = loads.find((load) => isThis(load) && load.number !== serving?.loadNumber);
  for (const load of loads) {
    // Half of another file, or cleared away by half when something was killed.
    const isAbandoned = load !== begun && (load.state === "loading" || load.state === "dropping");
    if (isAbandoned) await dropLoad(deps.database, load);
  }
  return (
    begun ?? beginLoad(deps.database, { listId, sha256, matcher: MATCHER_VERSION, startedAt: deps.clock() })
  );
}

async function addEntries(
  deps: LoadDeps,
  file: LargeFile,
  begun: LoadRow,
  { serving, options }: { serving: VersionRow | null; options: LargeOptions },
): Promise<LoadRow> {
  let load = begun;
  if (load.state === "ready") return load;
  const stopAt = load.done + (options.atMost ?? Number.POSITIVE_INFINITY);
  let place = 0;
  let batch: Entity[] = [];
  let block = beginBlock(load);
  const flush = async () => {
    await addBatch(deps, block, batch, serving);
    batch = [];
    options.onEntries?.(block.end);
  };
  const close = async () => {
    load = await storeBlock(deps, block);
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
  await setLoadState(deps.database, load.number, "ready");
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
  deps: LoadDeps,
  block: Block,
  entities: readonly Entity[],
  serving: VersionRow | null,
): Promise<void> {
  if (entities.length === 0) return;
  const entries: StoredEntry[] = [];
  for (const entity of entities) {
    entries.push({
      entityHash: await fingerprint(entity),
      entity: JSON.stringify(entity),
      keys: [
        ...new Set([entryIdKey(entity.id), ...entity.identifiers.map(({ number }) => identifierKey(number))]),
      ],
    });
  }
  const statements = putEntries(deps.database, block.load.number, block.end, entries);
  await deps.database.batch(statements as [Statement, ...Statement[]]);
  block.changed += await countChanged(deps, serving, entities, entries);
  for (const [at, entity] of entities.entries()) fileNames(block, entity, block.end - block.load.done + at);
  block.end += entities.length;
}

function fileNames(block: Block, entity: Entity, place: number): void {
  const year = exactYear(entity);
  for (const { text } of entity.names) {
    const [letters, sounds] = sketchOf(text);
    block.postings.add({ place, year, letters, sounds }, filingKeys(text, year));
  }
}

// Of 400 bytes each: below the 2 MB of a value.
const BUCKETS_A_STATEMENT = 2_000;

async function storeBlock(deps: LoadDeps, block: Block): Promise<LoadRow> {
  const { load, end, changed, publishedAt } = block;
  if (end === load.done) return load;
  let part: BucketText[] = [];
  const flush = async () => {
    if (part.length > 0) await putPostings(deps.database, load.number, load.done, part);
    part = [];
  };
  for (const bucket of block.postings.pack()) {
    part.push(bucket);
    if (part.length === BUCKETS_A_STATEMENT) await flush();
  }
  await flush();
  const progress = { done: end, changed, publishedAt };
  await closeBlock(deps.database, load, progress);
  return { ...load, ...progress };
}

/** The year of birth that counts; null where there are several, or none is exact: then every year may be it. */
function exactYear({ birthDates }: Entity): number | null {
  const [first, ...others] = birthDates;
  if (!first || first.yearTo || first.circa || others.some(({ year }) => year !== first.year)) return null;
  return first.year;
}

async function countChanged(
  deps: LoadDeps,
  serving: VersionRow | null,
  entities: readonly Entity[],
  entries: readonly StoredEntry[],
): Promise<number> {
  const from = serving?.loadNumber ?? null;
  if (from === null) return entities.length;
  const keys = entities.map(({ id }) => keyIn(from, entryIdKey(id)));
  const hashes = await findHashes(deps.database, keys);
  return entries.filter((entry, at) => hashes.get(keys[at] ?? 0) !== entry.entityHash).length;
}

const GOLDEN_QUERIES = 20;

/** Asks the load for some of its own entries; false when it does not find them. */
async function findsItself(deps: LoadDeps, load: LoadRow): Promise<boolean> {
  const step = Math.max(1, Math.floor(load.done / GOLDEN_QUERIES));
  const places = Array.from({ length: Math.ceil(load.done / step) }, (_, at) =>
    placeIn(load.number, at * step),
  );
  const rows = await findEntries(deps.database, places);
  let found = 0;
  for (const row of rows) {
    const entity = JSON.parse(row.entity) as Entity;
    const query = { names: [entity.names[0]?.text ?? ""] };
    const { hits } = await searchLarge(deps.database, load.number, query, GOLDEN_SCORE);
    // Namesakes are told apart by nothing that is asked for here.
    if (hits.some((hit) => hit.entity.id === entity.id || hit.score === 1)) found += 1;
  }
  return rows.length > 0 && found >= GOLDEN_SHARE * rows.length;
}

async function serve(
  deps: LoadDeps,
  file: LargeFile,
  load: LoadRow,
  { publishedAt, fromPublisher }: { publishedAt: number | null; fromPublisher: boolean },
): Promise<void> {
  const { listId, sha256 } = file;
  const now = deps.clock();
  const before = (await findLoads(deps.database, listId)).filter(({ number }) => number < load.number);
  const serving = await findServingOf(deps.database, listId);
  await deps.database.batch(
    swapServing(deps.database, {
      listId,
      sha256,
      version: publishedAt === null ? `undated-${sha256.slice(0, 8)}` : toInstant(publishedAt).slice(0, 10),
      publishedAt,
      fetchedAt: now,
      confirmedAt: fromPublisher ? now : publishedAt,
      entities: load.done,
      loadNumber: load.number,
      segments: [],
      files: [{ name: file.name, sha256, bytes: file.bytes }],
      status: "serving",
      reason: null,
    }) as [Statement, ...Statement[]],
  );
  const removed = serving ? await keepRemoved(deps, file, load, serving) : null;
  // Without segments: monitored people are asked of the list itself, and what was known of them is not told again.
  await deps.send({ kind: "rescreen", listId, sha256, segments: [], removed, after: null });
  for (const old of before) if (old.number !== serving?.loadNumber) await dropLoad(deps.database, old);
}

/** Keeps which entries, of those that somebody is like, are gone; its key on the shelf, or null for none. */
async function keepRemoved(
  deps: LoadDeps,
  { listId, sha256 }: LargeFile,
  load: LoadRow,
  serving: VersionRow,
): Promise<string | null> {
  const ids = await findMatchedIds(deps.database, listId);
  const keyOf = (id: string) => keyIn(load.number, entryIdKey(id));
  const kept = await findHashes(deps.database, ids.map(keyOf));
  const gone = ids.filter((id) => !kept.has(keyOf(id)));
  if (gone.length === 0) return null;
  const key = removedKey({ listId, sha256, from: serving.sha256 });
  await deps.shelf.put(key, utf8(JSON.stringify(gone)));
  return key;
}

async function reject(
  deps: LoadDeps,
  file: LargeFile,
  load: LoadRow,
  reason: GateReason | "UNREADABLE",
  detail?: string,
): Promise<LargeOutcome> {
  const { listId, sha256 } = file;
  const entities = load.done;
  await keepRejected(deps.database, {
    listId,
    sha256,
    version: `undated-${sha256.slice(0, 8)}`,
    publishedAt: load.publishedAt,
    fetchedAt: deps.clock(),
    confirmedAt: null,
    entities,
    loadNumber: null,
    segments: [],
    files: [{ name: file.name, sha256, bytes: file.bytes }],
    status: "rejected",
    reason,
  });
  await dropLoad(deps.database, load);
  return { outcome: "rejected", sha256, entities, reason, ...(detail ? { detail } : {}) };
}
