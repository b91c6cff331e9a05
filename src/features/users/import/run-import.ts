import { EnrollError } from "../../../kernel/errors.ts";
import { logLine } from "../../../kernel/logger.ts";
import { getChunk } from "./chunk-store.ts";
import { clearImport } from "./clear.ts";
import type { ImportDeps, ImportMessage } from "./deps.ts";
import { claimImport, endImport, type ImportRecord, releaseImport } from "./import-store.ts";
import { type PreparedChunk, prepareChunk } from "./prepare-chunk.ts";
import { writeChunk } from "./write-chunk.ts";

/** A run ends well before the platform would end it (30 s of CPU) and before D1's 1,000 queries an invocation. */
const RUN_MS = 20_000;
const CHUNKS_A_RUN = 40;
/** Ten runs that broke off at one chunk: it is the chunk, not the weather. */
const MAX_FAILURES = 10;

/**
 * Goes on with an import where the last run ended, for some seconds, and asks for the next run. Safe to run twice or
 * at once with another: of two, one holds the lease, and no chunk is written twice whoever holds it. While a chunk is
 * being written, the next is judged and sealed.
 * @returns false when there was nothing to do, or another run is at it
 */
export async function runImport(deps: ImportDeps, { tenantId, importId }: ImportMessage): Promise<boolean> {
  const claimed = await claimImport(deps.database, tenantId, importId, deps.clock());
  if (!claimed) return false;
  let record = claimed;
  const startedAt = deps.clock();
  try {
    const key = await deps.vault.subjectKey(tenantId, importId);
    const prepare = async (chunk: number): Promise<PreparedChunk> => {
      const rows = key && (await getChunk(deps.blobs, key, { tenantId, importId, chunk }));
      if (!rows) throw new Error("a received chunk is gone");
      return prepareChunk(deps, claimed, rows);
    };
    let prepared = prepare(record.nextChunk);
    for (let done = 1; ; done++) {
      const chunk = await prepared;
      const next = record.nextChunk + 1;
      const isLast = next >= record.chunks;
      const isOver = isLast || done === CHUNKS_A_RUN || deps.clock() - startedAt > RUN_MS;
      if (!isOver) {
        prepared = prepare(next);
        prepared.catch(() => undefined);
      }
      await writeChunk(deps, record, chunk);
      // Lets others in: where one thread serves all, as on a laptop, requests would else wait for the run's end.
      await scheduler.wait(1);
      record = { ...record, nextChunk: next };
      if (isLast) await clearImport(deps, record);
      if (isOver) {
        if (!isLast) await passOn(deps, record);
        return true;
      }
    }
  } catch (error) {
    // Canceled meanwhile, or gone on with by another run after this one's lease.
    if (error instanceof EnrollError && error.code === "CONFLICT") return false;
    await giveUpOrRelease(deps, record);
    throw error;
  }
}

async function passOn(deps: ImportDeps, record: ImportRecord): Promise<void> {
  await releaseImport(deps.database, record, false);
  deps.requestImport({ tenantId: record.tenantId, importId: record.id });
}

async function giveUpOrRelease(deps: ImportDeps, record: ImportRecord): Promise<void> {
  if (record.failures + 1 < MAX_FAILURES) {
    await releaseImport(deps.database, record, true);
    return;
  }
  const [first, ...rest] = endImport(deps.database, record, "failed", deps.clock());
  if (first) await deps.database.batch([first, ...rest]);
  await clearImport(deps, record);
  logLine("import.failed", { tenantId: record.tenantId, importId: record.id, chunk: record.nextChunk });
}
