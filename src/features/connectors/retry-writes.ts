import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { requireConnector } from "./read.ts";
import { countWrites, wakeDead } from "./store.ts";

/** Makes the write-backs that were given up due again, once what stood in their way is mended. */
export async function retryWrites(deps: ConnectorsDeps, caller: Caller, connectorId: string) {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const row = await requireConnector(deps, caller, connectorId);
  const { dead = 0 } = await countWrites(deps.database, tenantId, connectorId);
  const data = { connectorId: row.id, object: "connector_retry" as const, retried: dead };
  await commit(deps, caller, {
    statements: [wakeDead(deps.database, tenantId, row.id, deps.clock())],
    audit: [
      { action: "connector.retry", targetType: "connector", targetId: row.id, details: { retried: dead } },
    ],
    events: [],
    answer: { status: 200, data },
  });
  deps.hintOutbox();
  return data;
}
