import { sha256Hex, utf8 } from "../../../kernel/bytes.ts";
import type { Clock } from "../../../kernel/clock.ts";
import type { Database } from "../../../storage/database.ts";
import type { StoredFile, StoredSegment } from "../../../storage/tables/lists.ts";
import { buildIndex } from "../screening/name-index.ts";
import { MATCHER_VERSION } from "../screening/score-name.ts";
import type { Entity } from "./entity.ts";
import { compareVersions, type Fingerprints, fingerprints } from "./fingerprint.ts";
import { findsItself, judgeReading, type RejectedVersion } from "./gates.ts";
import type { ListMessage } from "./list-message.ts";
import { ListProblem } from "./list-problem.ts";
import {
  confirmServing,
  findOutdated,
  findServingOf,
  keepRejected,
  swapServing,
  type VersionRow,
} from "./list-store.ts";
import { packSegment } from "./segment-file.ts";
import { changesKey, fingerprintsKey, type ListShelf, rawKey, removedKey, segmentKey } from "./shelf.ts";
import type { ListReading, ListSource } from "./source.ts";
import { nameVersion } from "./version-name.ts";

export interface LoadDeps {
  database: Database;
  shelf: ListShelf;
  clock: Clock;
  /** Puts a message on the queue of the lists. */
  send(message: ListMessage): Promise<void>;
}

export interface LoadOptions {
  /** The files' date where they state none themselves, in milliseconds since 1970. */
  publishedAt?: number | null;
  /** True when the bytes came from the publisher just now; files from elsewhere are as old as their date. */
  fromPublisher: boolean;
  /** Lets a version serve that the size, age or sentinel gate refuses. */
  force?: boolean;
  onProgress?: (step: LoadStep, share: number) => void;
}

export type LoadStep = "keep" | "read" | "index" | "compare" | "swap";

export type LoadOutcome =
  | { outcome: "loaded"; sha256: string; entities: number; changed: number; removed: number }
  | { outcome: "unchanged"; sha256: string; entities: number }
  | RejectedVersion;

/** Each is built within the memory of an isolate. */
const MAX_SEGMENT_ENTITIES = 16_000;

/**
 * Loads a list from its files' bytes: keeps them by hash, reads, indexes, and lets the result serve when no gate
 * speaks against it; else what served goes on serving and the reason is kept. Safe to run again after a kill at any
 * point: everything but the last batch is named by its content.
 */
export async function loadList(
  deps: LoadDeps,
  source: ListSource,
  files: ReadonlyMap<string, Uint8Array>,
  options: LoadOptions,
): Promise<LoadOutcome> {
  const { listId } = source;
  const tell = options.onProgress ?? (() => undefined);
  tell("keep", 0);
  const stored = await keepFiles(deps, files);
  const sha256 = await versionHash(stored);
  const serving = await findServingOf(deps.database, listId);
  const now = deps.clock();
  if (serving?.sha256 === sha256) {
    if (options.fromPublisher) await confirmServing(deps.database, listId, now);
    return { outcome: "unchanged", sha256, entities: serving.entities };
  }
  tell("read", 0);
  const blank = { listId, sha256, files: stored, fetchedAt: now };
  const reading = await read(source, files, options.publishedAt ?? null);
  if (reading instanceof ListProblem) return reject(deps, blank, "UNREADABLE", reading.message);
  const reason = options.force ? null : judgeReading(source, reading, serving);
  if (reason) return reject(deps, { ...blank, reading }, reason);

  const segments = await keepSegments(deps, listId, sha256, reading.entities, (share) =>
    tell("index", share),
  );
  if (!segments) return reject(deps, { ...blank, reading }, "GOLDEN_QUERY_FAILED");
  tell("compare", 0);
  const marks = await fingerprints(reading.entities);
  await deps.shelf.put(fingerprintsKey(listId, sha256), utf8(JSON.stringify(marks)));
  // Told before the swap: screened twice is better than, after a kill in between, never.
  const difference = await tellDifference(deps, {
    listId,
    sha256,
    entities: reading.entities,
    marks,
    segments,
    serving,
  });
  tell("swap", 0);
  const outdated = await findOutdated(deps.database, listId);
  const { publishedAt } = reading;
  await deps.database.batch(
    swapServing(deps.database, {
      ...blank,
      version: nameVersion(sha256, publishedAt ?? (options.fromPublisher ? now : null)),
      publishedAt,
      confirmedAt: options.fromPublisher ? now : publishedAt,
      entities: reading.entities.length,
      loadNumber: null,
      segments,
      status: "serving",
      reason: null,
    }) as [ReturnType<typeof confirmServing>],
  );
  await tidy(
    deps,
    outdated.filter((row) => row.sha256 !== sha256),
  );
  tell("swap", 1);
  return { outcome: "loaded", sha256, entities: reading.entities.length, ...difference };
}

async function keepFiles(deps: LoadDeps, files: ReadonlyMap<string, Uint8Array>): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  for (const [name, bytes] of files) {
    const sha256 = await sha256Hex(bytes);
    await deps.shelf.put(rawKey(sha256), bytes);
    stored.push({ name, sha256, bytes: bytes.length });
  }
  return stored;
}

async function versionHash(files: StoredFile[]): Promise<string> {
  const [only, ...others] = files;
  if (only && others.length === 0) return only.sha256;
  return sha256Hex(utf8(files.map(({ name, sha256 }) => `${name}:${sha256}\n`).join("")));
}

async function read(
  source: ListSource,
  files: ReadonlyMap<string, Uint8Array>,
  publishedAt: number | null,
): Promise<ListReading | ListProblem> {
  try {
    const reading = await source.read(files);
    return { ...reading, publishedAt: reading.publishedAt ?? publishedAt };
  } catch (error) {
    if (error instanceof ListProblem) return error;
    throw error;
  }
}

async function reject(
  deps: LoadDeps,
  at: Pick<VersionRow, "listId" | "sha256" | "files" | "fetchedAt"> & { reading?: ListReading },
  reason: RejectedVersion["reason"],
  detail?: string,
): Promise<RejectedVersion> {
  const { reading, ...row } = at;
  const entities = reading?.entities.length ?? 0;
  const publishedAt = reading?.publishedAt ?? null;
  await keepRejected(deps.database, {
    ...row,
    version: nameVersion(at.sha256, publishedAt),
    publishedAt,
    confirmedAt: null,
    entities,
    loadNumber: null,
    segments: [],
    status: "rejected",
    reason,
  });
  return { outcome: "rejected", sha256: at.sha256, entities, reason, ...(detail ? { detail } : {}) };
}

/** Builds and keeps the parts; null when one of them does not find its own entries. */
async function keepSegments(
  deps: LoadDeps,
  listId: string,
  sha256: string,
  entities: Entity[],
  onShare: (share: number) => void,
): Promise<StoredSegment[] | null> {
  const segments: StoredSegment[] = [];
  for (let from = 0; from < entities.length; from += MAX_SEGMENT_ENTITIES) {
    onShare(from / entities.length);
    const part = entities.slice(from, from + MAX_SEGMENT_ENTITIES);
    const index = buildIndex(part);
    if (!findsItself(index)) return null;
    const key = segmentKey({ listId, sha256, matcher: MATCHER_VERSION, place: segments.length });
    const bytes = packSegment(index);
    await deps.shelf.put(key, bytes);
    segments.push({ key, entities: part.length, bytes: bytes.length });
  }
  return segments.length > 0 ? segments : null;
}

/** Keeps what differs from the version that serves, and asks for monitored people to be held against it. */
async function tellDifference(
  deps: LoadDeps,
  next: {
    listId: string;
    sha256: string;
    entities: Entity[];
    marks: Fingerprints;
    segments: StoredSegment[];
    serving: VersionRow | null;
  },
): Promise<{ changed: number; removed: number }> {
  const { listId, sha256, serving } = next;
  const message = { kind: "rescreen", listId, sha256, after: null } as const;
  const stored = serving && (await deps.shelf.get(fingerprintsKey(listId, serving.sha256)));
  if (!serving || !stored) {
    await deps.send({ ...message, segments: next.segments.map(({ key }) => key), removed: null });
    return { changed: next.entities.length, removed: 0 };
  }
  const before = JSON.parse(new TextDecoder().decode(stored)) as Fingerprints;
  const { changed, removed } = compareVersions(before, next.marks);
  if (changed.length + removed.length === 0) return { changed: 0, removed: 0 };
  const from = serving.sha256;
  const key = changesKey({ listId, sha256, matcher: MATCHER_VERSION, from });
  const isChanged = new Set(changed);
  await deps.shelf.put(key, packSegment(buildIndex(next.entities.filter(({ id }) => isChanged.has(id)))));
  await deps.shelf.put(removedKey({ listId, sha256, from }), utf8(JSON.stringify(removed)));
  await deps.send({ ...message, segments: [key], removed: removedKey({ listId, sha256, from }) });
  return { changed: changed.length, removed: removed.length };
}

/** The version before the previous one needs no index any more; its raw files stay, as evidence. */
async function tidy(deps: LoadDeps, rows: VersionRow[]): Promise<void> {
  await deps.shelf.delete(
    rows.flatMap((row) => [...row.segments.map(({ key }) => key), fingerprintsKey(row.listId, row.sha256)]),
  );
}
