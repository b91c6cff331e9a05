import { MATCHER_VERSION } from "../../screening/score-name.ts";
import { judgeCount, type RejectedVersion } from "../gates.ts";
import { ListProblem } from "../list-problem.ts";
import { confirmServing, findServingOf, keepRejected, type VersionRow } from "../list-store.ts";
import type { LoadDeps, LoadOptions } from "../load-deps.ts";
import { nameVersion } from "../version-name.ts";
import { addEntries, type Pacing } from "./add-entries.ts";
import { loadFindsItself } from "./golden-queries.ts";
import type { LargeFile } from "./large-file.ts";
import { beginLoad, dropLoad, findLoads, type LoadRow } from "./large-store.ts";
import { serveLoad } from "./serve-load.ts";

export type LargeOutcome =
  | { outcome: "loaded"; sha256: string; entities: number; changed: number }
  | { outcome: "unchanged"; sha256: string; entities: number }
  /** Stopped after as many entries as one call may add; the next call goes on. */
  | { outcome: "more"; sha256: string; entities: number }
  | RejectedVersion;

export type LargeOptions = Omit<LoadOptions, "onProgress"> & Pacing;

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
    load = await addEntries(deps.database, file, load, { ...options, serving });
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error;
    return reject(deps, file, load, "UNREADABLE", error.message);
  }
  if (load.state === "loading") return { outcome: "more", sha256, entities: load.done };
  const publishedAt = load.publishedAt ?? options.publishedAt ?? null;
  const reason = options.force ? null : judgeCount(load.done, publishedAt, file.leastEntities, serving);
  if (reason) return reject(deps, file, load, reason);
  if (!(await loadFindsItself(deps.database, load))) return reject(deps, file, load, "GOLDEN_QUERY_FAILED");
  await serveLoad(deps, file, load, { publishedAt, fromPublisher: options.fromPublisher });
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

async function reject(
  deps: LoadDeps,
  file: LargeFile,
  load: LoadRow,
  reason: RejectedVersion["reason"],
  detail?: string,
): Promise<RejectedVersion> {
  const { listId, sha256 } = file;
  const entities = load.done;
  await keepRejected(deps.database, {
    listId,
    sha256,
    version: nameVersion(sha256, null),
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
