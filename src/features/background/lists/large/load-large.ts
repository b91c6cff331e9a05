import { utf8 } from "../../../../kernel/bytes.ts";
import { toInstant } from "../../../../kernel/clock.ts";
import type { Statement } from "../../../../storage/database.ts";
import { entryIdKey, filingKeys, identifierKey } from "../../screening/blocking-keys.ts";
import { MATCHER_VERSION } from "../../screening/score-name.ts";
import type { Entity } from "../entity.ts";
import { fingerprint } from "../fingerprint.ts";
import { type GateReason, GOLDEN_SCORE, GOLDEN_SHARE, judgeCount } from "../gates.ts";
import { ListProblem } from "../list-problem.ts";
import { confirmServing, findServingOf, keepRejected, swapServing, type VersionRow } from "../list-store.ts";
import type { LoadDeps, LoadOptions } from "../load-list.ts";
import { removedKey } from "../shelf.ts";
import {
  appendEntries,
  beginLoad,
  dropLoad,
  findEntries,
  findHashes,
  findLoads,
  findMatchedIds,
  keyIn,
  type LoadRow,
  placeIn,
  type StoredEntry,
  setLoadState,
} from "./large-store.ts";
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

// One batch: what a kill repeats, and about 3 MB of JSON beside 30,000 keys.
const ENTRIES_A_BATCH = 2_000;

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
  let latest = load.publishedAt;
  const flush = async () => {
    if (batch.length > 0) load = await addBatch(deps, load, batch, { serving, publishedAt: latest });
    batch = [];
    options.onEntries?.(load.done);
  };
  for await (const { entity, seenAt } of file.open()) {
    place += 1;
    if (place <= load.done) continue;
    batch.push(entity);
    if (seenAt !== null && seenAt > (latest ?? 0)) latest = seenAt;
    if (batch.length < ENTRIES_A_BATCH) continue;
    await flush();
    if (load.done >= stopAt) return load;
  }
  await flush();
  if (load.done === 0) throw new ListProblem("nobody is listed in it");
  await setLoadState(deps.database, load.number, "ready");
  return { ...load, state: "ready" };
}

async function addBatch(
  deps: LoadDeps,
  load: LoadRow,
  entities: readonly Entity[],
  { serving, publishedAt }: { serving: VersionRow | null; publishedAt: number | null },
): Promise<LoadRow> {
  const entries: StoredEntry[] = [];
  for (const entity of entities) {
    entries.push({
      entityHash: await fingerprint(entity),
      entity: JSON.stringify(entity),
      keys: keysOf(entity),
    });
  }
  const changed = load.changed + (await countChanged(deps, serving, entities, entries));
  const statements = appendEntries(deps.database, load, entries, { changed, publishedAt });
  await deps.database.batch(statements as [Statement, ...Statement[]]);
  return { ...load, done: load.done + entities.length, changed, publishedAt };
}

const keysOf = (entity: Entity): number[] => [
  ...new Set([
    entryIdKey(entity.id),
    ...entity.names.flatMap(({ text }) => filingKeys(text, exactYears(entity))),
    ...entity.identifiers.map(({ number }) => identifierKey(number)),
  ]),
];

// A vague year is filed under none: it is found by its words alone.
const exactYears = (entity: Entity): number[] => [
  ...new Set(entity.birthDates.filter(({ yearTo, circa }) => !yearTo && !circa).map(({ year }) => year)),
];

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
    const hits = await searchLarge(
      deps.database,
      { number: load.number, entries: load.done },
      query,
      GOLDEN_SCORE,
    );
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
