import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commitWithRetry } from "../../../records/commit.ts";
import { clearImport } from "./clear.ts";
import type { ImportDeps } from "./deps.ts";
import { endImport, findImport } from "./import-store.ts";
import type { ImportData } from "./schemas.ts";
import { viewImport } from "./view.ts";

/**
 * Stops an import for good: users that were created stay, the rows that were not yet looked at are destroyed. Throws
 * `NOT_FOUND`, and `INVALID_TRANSITION` for one that is over.
 */
export async function cancelImport(deps: ImportDeps, caller: Caller, importId: string): Promise<ImportData> {
  requireScope(caller, "users:write");
  // A run may write a chunk in between: then the numbers are read anew.
  const data = await commitWithRetry(deps, caller, async () => {
    const row = await findImport(deps.database, caller.tenantId, importId);
    if (!row) throw new EnrollError("NOT_FOUND");
    if (row.state !== "queued" && row.state !== "running") throw new EnrollError("INVALID_TRANSITION");
    const now = deps.clock();
    const result = viewImport({ ...row, state: "canceled", updatedAt: now, finishedAt: now });
    return {
      change: {
        statements: endImport(deps.database, row, "canceled", now),
        audit: [
          {
            action: "import.cancel",
            targetType: "import",
            targetId: importId,
            details: { read: row.rowsRead, created: row.created },
          },
        ],
        events: [],
        answer: { status: 200, data: result },
      },
      result,
    };
  });
  await clearImport(deps, { tenantId: caller.tenantId, id: importId });
  return data;
}
