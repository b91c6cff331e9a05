import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { requireConnector } from "./read.ts";
import { deleteConnectorRows } from "./store.ts";

/** Removes a connector with its secrets, its links and what still waited to be written back. */
export async function deleteConnector(deps: ConnectorsDeps, caller: Caller, connectorId: string) {
  requireScope(caller, "admin");
  const row = await requireConnector(deps, caller, connectorId);
  const data = { id: row.id, object: "connector" as const, deleted: true as const };
  await commit(deps, caller, {
    statements: deleteConnectorRows(deps.database, caller.tenantId, row.id),
    audit: [{ action: "connector.delete", targetType: "connector", targetId: row.id }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
