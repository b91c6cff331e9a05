import type { ImportDeps } from "./deps.ts";
import { dropImport, type ImportRecord, markCleared } from "./import-store.ts";

type ClearDeps = Pick<ImportDeps, "blobs" | "database" | "clock">;

/** Deletes the rows that were received; without their key they are noise already, so a failure is the cron's to mend. */
export async function clearImport(
  deps: ClearDeps,
  row: Pick<ImportRecord, "tenantId" | "id">,
): Promise<void> {
  try {
    await deps.blobs.deleteSubject(row.tenantId, row.id);
    await markCleared(deps.database, row, deps.clock());
  } catch {
    // Found again by `sweepImports`, since it is not marked.
  }
}

/** Takes away all of a file that did not come whole: objects first, so that no row is lost that leads to them. */
export async function dropReceived(
  deps: ClearDeps,
  row: Pick<ImportRecord, "tenantId" | "id">,
): Promise<void> {
  try {
    await deps.blobs.deleteSubject(row.tenantId, row.id);
    const [first, ...rest] = dropImport(deps.database, row);
    if (first) await deps.database.batch([first, ...rest]);
  } catch {
    // As above: what a kill or a failure leaves is swept an hour later.
  }
}
