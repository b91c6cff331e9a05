import { and, asc, count, eq } from "drizzle-orm";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { connectorLinks, connectors, connectorWrites } from "../../storage/tables/connectors.ts";

export type ConnectorRow = typeof connectors.$inferSelect;

const isConnector = (tenantId: string, id: string) =>
  and(eq(connectors.tenantId, tenantId), eq(connectors.id, id));

/** The tenant's connectors, oldest first: the order in which they are asked. */
export const listConnectorRows = (database: Database, tenantId: string): Promise<ConnectorRow[]> =>
  database
    .select()
    .from(connectors)
    .where(eq(connectors.tenantId, tenantId))
    .orderBy(asc(connectors.createdAt), asc(connectors.id));

/** The tenant's connector; null for an unknown or foreign id. */
export async function findConnector(
  database: Database,
  tenantId: string,
  id: string,
): Promise<ConnectorRow | null> {
  const [row] = await database.select().from(connectors).where(isConnector(tenantId, id));
  return row ?? null;
}

export const insertConnector = (database: Database, row: ConnectorRow): Statement =>
  database.insert(connectors).values(row);

/** Writes the next version of a connector; the whole batch fails when the read one is no longer the newest. */
export function replaceConnector(
  database: Database,
  read: ConnectorRow,
  next: Pick<ConnectorRow, "name" | "status" | "settings" | "secrets" | "writesBack">,
  now: number,
): Statement {
  return database
    .update(connectors)
    .set({
      ...next,
      status: unlessStale("version", read.version, next.status),
      version: read.version + 1,
      updatedAt: now,
    })
    .where(isConnector(read.tenantId, read.id));
}

/** Removes a connector with its links and what still waited for it. */
export const deleteConnectorRows = (database: Database, tenantId: string, id: string): Statement[] => [
  database.delete(connectors).where(isConnector(tenantId, id)),
  database
    .delete(connectorLinks)
    .where(and(eq(connectorLinks.tenantId, tenantId), eq(connectorLinks.connectorId, id))),
  database
    .delete(connectorWrites)
    .where(and(eq(connectorWrites.tenantId, tenantId), eq(connectorWrites.connectorId, id))),
];

/** How many statuses stand how with a connector. */
export async function countWrites(
  database: Database,
  tenantId: string,
  connectorId: string,
): Promise<Partial<Record<(typeof connectorWrites.$inferSelect)["state"], number>>> {
  const rows = await database
    .select({ state: connectorWrites.state, n: count() })
    .from(connectorWrites)
    .where(and(eq(connectorWrites.tenantId, tenantId), eq(connectorWrites.connectorId, connectorId)))
    .groupBy(connectorWrites.state);
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** Makes what was given up due again. */
export const wakeDead = (database: Database, tenantId: string, connectorId: string, now: number): Statement =>
  database
    .update(connectorWrites)
    .set({ state: "pending", attempts: 0, nextAt: now, leaseUntil: 0 })
    .where(
      and(
        eq(connectorWrites.tenantId, tenantId),
        eq(connectorWrites.connectorId, connectorId),
        eq(connectorWrites.state, "dead"),
      ),
    );
