import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commit } from "../../records/commit.ts";
import type { ConnectorsDeps } from "./deps.ts";
import type { ConnectorInput } from "./schemas.ts";
import { insertConnector, listConnectorRows } from "./store.ts";
import { toRow } from "./to-row.ts";
import { type ConnectorView, viewConnector, withSecret } from "./view.ts";

/** Each is asked while a user is created, and a Worker may hold six connections open. */
const MAX_CONNECTORS = 5;

/**
 * Links a tenant's own database. The answer alone shows the signing secret of an HTTP connector. Throws
 * `VALIDATION_FAILED` for an address or binding that may not be used, and for a sixth connector.
 */
export async function createConnector(
  deps: ConnectorsDeps,
  caller: Caller,
  input: ConnectorInput,
): Promise<ConnectorView> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  if ((await listConnectorRows(deps.database, tenantId)).length >= MAX_CONNECTORS) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "name", code: "TOO_MANY", message: "" }],
    });
  }
  const now = deps.clock();
  const id = newId("cnr");
  const { content, shownSecret } = await toRow(deps, { tenantId, id }, input, {});
  const row = { tenantId, id, ...content, version: 1, createdAt: now, updatedAt: now };
  const data = withSecret(viewConnector(row), shownSecret);
  await commit(deps, caller, {
    statements: [insertConnector(deps.database, row)],
    audit: [
      { action: "connector.create", targetType: "connector", targetId: id, details: { kind: row.kind } },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}
