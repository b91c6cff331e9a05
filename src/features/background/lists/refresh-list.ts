import { sha256Hex } from "../../../kernel/bytes.ts";
import { logLine } from "../../../kernel/logger.ts";
import type { FileValidator } from "../../../storage/tables/lists.ts";
import { fetchFile } from "./fetch-file.ts";
import { PageProblem, politeFetch } from "./fetch-page.ts";
import { confirmServing, findServingOf, findValidators, noteRefresh } from "./list-store.ts";
import type { LoadDeps, LoadOptions } from "./load-deps.ts";
import { type LoadOutcome, loadList } from "./load-list.ts";
import { rawKey } from "./shelf.ts";
import { fetchedFiles, type ListSource, type SourceFile } from "./source.ts";

export type RefreshDeps = LoadDeps & {
  fetch: typeof fetch;
  /** Waits, in milliseconds, between the pages of an API; the platform's own clock when left out. */
  pause?: (ms: number) => Promise<void>;
};
export type RefreshOutcome =
  | LoadOutcome
  | { outcome: "unchanged"; sha256: string }
  | { outcome: "failed"; reason: string };

export interface RefreshProgress {
  onProgress?: LoadOptions["onProgress"];
  onBytes?: (file: string, received: number, total: number | null) => void;
}

/**
 * Asks a list's publisher what changed and loads it. Whatever goes wrong is noted beside the list and answered,
 * never thrown, and what served goes on serving.
 */
export async function refreshList(
  deps: RefreshDeps,
  source: ListSource,
  progress: RefreshProgress = {},
): Promise<RefreshOutcome> {
  const { listId } = source;
  const serving = await findServingOf(deps.database, listId);
  // Without a version that serves there is nothing that could be unchanged.
  const known = serving ? await findValidators(deps.database, listId) : {};
  const collected = source.download
    ? await collectPages(deps, source.download, progress)
    : await collect(deps, source, known, progress);
  const outcome = await settle(deps, source, collected, progress);
  await noteRefresh(deps.database, {
    listId,
    checkedAt: deps.clock(),
    outcome: outcome.outcome,
    reason: "reason" in outcome ? outcome.reason : null,
    // After a refusal the files are asked for anew: what is wrong with them may be mended under the same date.
    ...(outcome.outcome === "loaded" || outcome.outcome === "unchanged"
      ? { validators: collected.validators }
      : {}),
  });
  logLine("lists.refreshed", {
    listId,
    outcome: outcome.outcome,
    reason: "reason" in outcome ? outcome.reason : null,
    entities: "entities" in outcome ? outcome.entities : null,
  });
  return outcome;
}

interface Collected {
  files: Map<string, Uint8Array>;
  validators: Record<string, FileValidator>;
  /** The latest that a server said of a file's age, in milliseconds since 1970. */
  publishedAt: number | null;
  anyFresh: boolean;
  failure: string | null;
}

const nothingYet = (): Collected => ({
  files: new Map(),
  validators: {},
  publishedAt: null,
  anyFresh: false,
  failure: null,
});

/** What is handed out in pages has no validators: it is read whole, and its bytes tell whether it has changed. */
async function collectPages(
  deps: RefreshDeps,
  download: NonNullable<ListSource["download"]>,
  progress: RefreshProgress,
): Promise<Collected> {
  const pause = deps.pause ?? ((ms) => scheduler.wait(ms));
  const onPage = (count: number) => progress.onBytes?.(`page ${count}`, count, null);
  try {
    const files = await download(politeFetch(deps.fetch, { pause, onPage }));
    return { ...nothingYet(), files, anyFresh: true };
  } catch (error) {
    if (error instanceof PageProblem) return { ...nothingYet(), failure: error.reason };
    throw error;
  }
}

async function collect(
  deps: RefreshDeps,
  source: ListSource,
  known: Record<string, FileValidator>,
  progress: RefreshProgress,
): Promise<Collected> {
  const collected = nothingYet();
  for (const file of fetchedFiles(source)) {
    await collectFile(deps, file, known[file.name], collected, progress);
    if (collected.failure) break;
  }
  return collected;
}

async function collectFile(
  deps: RefreshDeps,
  file: SourceFile,
  known: FileValidator | undefined,
  into: Collected,
  progress: RefreshProgress,
): Promise<void> {
  const onBytes = (received: number, total: number | null) => progress.onBytes?.(file.name, received, total);
  let fetched = await fetchFile(deps.fetch, file.url, known, onBytes);
  if (fetched.status === "unchanged") {
    const bytes = known && (await deps.shelf.get(rawKey(known.sha256)));
    if (known && bytes) {
      into.files.set(file.name, bytes);
      into.validators[file.name] = known;
      return;
    }
    fetched = await fetchFile(deps.fetch, file.url, undefined, onBytes);
  }
  if (fetched.status === "missing" && file.optional) return;
  if (fetched.status !== "fresh") {
    into.failure = fetched.status === "failed" ? fetched.reason : "FILE_MISSING";
    return;
  }
  into.anyFresh = true;
  into.files.set(file.name, fetched.bytes);
  const { etag, lastModified } = fetched;
  into.validators[file.name] = { etag, lastModified, sha256: await sha256Hex(fetched.bytes) };
  const modified = Date.parse(lastModified ?? "");
  if (!Number.isNaN(modified)) into.publishedAt = Math.max(into.publishedAt ?? 0, modified);
}

async function settle(
  deps: RefreshDeps,
  source: ListSource,
  collected: Collected,
  progress: RefreshProgress,
): Promise<RefreshOutcome> {
  if (collected.failure) return { outcome: "failed", reason: collected.failure };
  if (!collected.anyFresh) {
    const now = deps.clock();
    await confirmServing(deps.database, source.listId, now);
    const serving = await findServingOf(deps.database, source.listId);
    return { outcome: "unchanged", sha256: serving?.sha256 ?? "" };
  }
  return loadList(deps, source, collected.files, {
    fromPublisher: true,
    publishedAt: collected.publishedAt,
    ...(progress.onProgress ? { onProgress: progress.onProgress } : {}),
  });
}
