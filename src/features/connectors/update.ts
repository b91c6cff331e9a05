import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { requireConnector } from "./read.ts";
import type { ConnectorInput } from "./schemas.ts";
import { openSealed } from "./sealed.ts";
import { replaceConnector } from "./store.ts";
import { toRow } from "./to-row.ts";
import { type ConnectorView, viewConnector, withSecret } from "./view.ts";

/**
 * Replaces a connector's configuration; its kind stays, and so do secrets that are left out. With `ifMatch`, only the
 * version that the caller read: throws `PRECONDITION_FAILED` for another.
 */
export function updateConnector(
  deps: ConnectorsDeps,
  caller: Caller,
  input: { connectorId: string; ifMatch: string | null; body: ConnectorInput },
): Promise<ConnectorView> {
  requireScope(caller, "admin");
  const { connectorId: id, ifMatch, body } = input;
  return commitWithRetry(deps, caller, async () => {
    const row = await requireConnector(deps, caller, id);
    if (ifMatch !== null && ifMatch !== "*" && ifMatch !== `${row.version}`) {
      throw new EnrollError("PRECONDITION_FAILED");
    }
    if (body.kind !== row.kind) {
      throw new EnrollError("VALIDATION_FAILED", {
        details: [{ field: "kind", code: "INVALID_CHOICE", message: "" }],
      });
    }
    const now = deps.clock();
    const { tenantId } = caller;
    const { content, shownSecret } = await toRow(
      deps,
      { tenantId, id },
      body,
      await openSealed(deps.vault, row),
    );
    const next = { ...row, ...content, version: row.version + 1, updatedAt: now };
    const result = withSecret(viewConnector(next), shownSecret);
    return {
      result,
      change: {
        statements: [replaceConnector(deps.database, row, content, now)],
        audit: [{ action: "connector.update", targetType: "connector", targetId: id }],
        events: [],
        answer: { status: 200, data: result },
      },
    };
  });
}
