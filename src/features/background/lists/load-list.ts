import { sha256Hex, utf8 } from "../../../kernel/bytes.ts";
import type { StoredFile } from "../../../storage/tables/lists.ts";
import { fingerprints } from "./fingerprint.ts";
import { judgeReading, type RejectedVersion } from "./gates.ts";
import { keepSegments } from "./keep-segments.ts";
import { ListProblem } from "./list-problem.ts";
import {
  confirmServing,
  findOutdated,
  findServingOf,
  keepRejected,
  swapServing,
  type VersionRow,
} from "./list-store.ts";
import type { LoadDeps, LoadOptions } from "./load-deps.ts";
import { fingerprintsKey, rawKey } from "./shelf.ts";
import type { ListReading, ListSource } from "./source.ts";
import { tellDifference } from "./tell-difference.ts";
import { nameVersion } from "./version-name.ts";

export type LoadOutcome =
  | { outcome: "loaded"; sha256: string; entities: number; changed: number; removed: number }
  | { outcome: "unchanged"; sha256: string; entities: number }
  | RejectedVersion;

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

/** The version before the previous one needs no index any more; its raw files stay, as evidence. */
async function tidy(deps: LoadDeps, rows: VersionRow[]): Promise<void> {
  await deps.shelf.delete(
    rows.flatMap((row) => [...row.segments.map(({ key }) => key), fingerprintsKey(row.listId, row.sha256)]),
  );
}
