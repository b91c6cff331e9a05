import { clearImport, dropReceived } from "./clear.ts";
import type { ImportDeps } from "./deps.ts";
import { findLoose, purgeErrorsBefore } from "./import-store.ts";

const IMPORTS_A_RUN = 100;
/** No connection takes longer over 50 MB. */
const RECEIVING_MS = 3_600_000;
/** As long as dead webhook deliveries: time to mend a file and send it again. */
const ERRORS_KEPT_MS = 30 * 86_400_000;

/**
 * Asks for imports to be gone on with whose run was killed, takes away what was received of files that never came
 * whole, and what is left of those that are over; for a cron, and safe to run twice.
 */
export async function sweepImports(deps: ImportDeps): Promise<void> {
  const now = deps.clock();
  for (const row of await findLoose(deps.database, now, IMPORTS_A_RUN)) {
    if (row.state === "queued" || row.state === "running") {
      deps.requestImport({ tenantId: row.tenantId, importId: row.id });
    } else if (row.state !== "receiving") {
      await clearImport(deps, row);
    } else if (row.createdAt < now - RECEIVING_MS) {
      await dropReceived(deps, row);
    }
  }
  await purgeErrorsBefore(deps.database, now - ERRORS_KEPT_MS);
}
