import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { type ConnectorRow, countWrites, findConnector, listConnectorRows } from "./store.ts";
import { viewConnector } from "./view.ts";

/** The caller's connector as a row. Throws `NOT_FOUND` for an unknown and for a foreign id alike. */
export async function requireConnector(
  deps: Pick<ConnectorsDeps, "database">,
  caller: Caller,
  connectorId: string,
): Promise<ConnectorRow> {
  const row = await findConnector(deps.database, caller.tenantId, connectorId);
  if (!row) throw new EnrollError("NOT_FOUND");
  return row;
}

/** One connector, without its secrets, and how its write-backs stand. */
export async function readConnector(deps: ConnectorsDeps, caller: Caller, connectorId: string) {
  requireScope(caller, "admin");
  const row = await requireConnector(deps, caller, connectorId);
  const counts = await countWrites(deps.database, caller.tenantId, connectorId);
  const { pending = 0, claimed = 0, written = 0, absent = 0, dead = 0 } = counts;
  return { ...viewConnector(row), writeBacks: { pending: pending + claimed, written, absent, dead } };
}

/** The tenant's connectors, in the order in which they are asked. */
export async function listConnectors(deps: ConnectorsDeps, caller: Caller) {
  requireScope(caller, "admin");
  const rows = await listConnectorRows(deps.database, caller.tenantId);
  return { items: rows.map(viewConnector), nextCursor: null };
}
