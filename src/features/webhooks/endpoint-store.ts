import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Cursor } from "../../kernel/cursor.ts";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { olderThan } from "../../storage/older-than.ts";
import { deliveries, webhookEndpoints } from "../../storage/tables/webhooks.ts";

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

const isEndpoint = (tenantId: string, id: string) =>
  and(eq(webhookEndpoints.tenantId, tenantId), eq(webhookEndpoints.id, id));

/** The tenant's endpoint; null for an unknown or foreign id. */
export async function findEndpoint(
  database: Database,
  tenantId: string,
  id: string,
): Promise<EndpointRow | null> {
  const [row] = await database.select().from(webhookEndpoints).where(isEndpoint(tenantId, id));
  return row ?? null;
}

/** The tenant's endpoints, newest first, one more than `limit`. */
export function listEndpointRows(
  database: Database,
  tenantId: string,
  limit: number,
  after: Cursor | null,
): Promise<EndpointRow[]> {
  return database
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.tenantId, tenantId), olderThan(webhookEndpoints, after)))
    .orderBy(desc(webhookEndpoints.createdAt), desc(webhookEndpoints.id))
    .limit(limit + 1);
}

export async function countEndpoints(database: Database, tenantId: string): Promise<number> {
  return database.$count(webhookEndpoints, eq(webhookEndpoints.tenantId, tenantId));
}

export function insertEndpoint(database: Database, row: typeof webhookEndpoints.$inferInsert): Statement {
  return database.insert(webhookEndpoints).values(row);
}

/** Writes the next version of an endpoint; the whole batch fails when the read one is no longer the newest. */
export function replaceEndpoint(
  database: Database,
  read: EndpointRow,
  next: Partial<EndpointRow>,
  now: number,
): Statement {
  return database
    .update(webhookEndpoints)
    .set({
      ...next,
      status: unlessStale("version", read.version, next.status ?? read.status),
      version: read.version + 1,
      updatedAt: now,
    })
    .where(isEndpoint(read.tenantId, read.id));
}

/**
 * Writes what failures did to an endpoint (a warning, a disabling); the whole batch fails when it was changed, or
 * answered well again, since it was read.
 */
export function degradeEndpoint(
  database: Database,
  read: EndpointRow,
  next: Pick<EndpointRow, "status"> & Partial<EndpointRow>,
): Statement {
  const unchanged = sql`version = ${read.version} AND failing_since IS ${read.failingSince} AND warned_at IS ${read.warnedAt}`;
  return database
    .update(webhookEndpoints)
    .set({ ...next, status: sql<never>`CASE WHEN ${unchanged} THEN ${next.status} ELSE NULL END` })
    .where(isEndpoint(read.tenantId, read.id));
}

export function deleteEndpointRow(database: Database, tenantId: string, id: string): Statement {
  return database.delete(webhookEndpoints).where(isEndpoint(tenantId, id));
}

/** Ends what waits for an endpoint that takes nothing more; a replay can wake it. */
export function skipPending(
  database: Database,
  tenantId: string,
  endpointId: string,
  reason: string,
): Statement {
  return database
    .update(deliveries)
    .set({ state: "skipped", lastError: reason })
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        eq(deliveries.endpointId, endpointId),
        eq(deliveries.state, "pending"),
      ),
    );
}

/** Notes the outcome of an attempt on the endpoint: the start of a row of failures, or its end. */
export function noteHealth(
  database: Database,
  tenantId: string,
  endpointId: string,
  failedAt: number | null,
): Statement {
  const health: { failingSince: SQL | null; warnedAt?: null } =
    failedAt === null
      ? { failingSince: null, warnedAt: null }
      : { failingSince: sql`coalesce(failing_since, ${failedAt})` };
  return database.update(webhookEndpoints).set(health).where(isEndpoint(tenantId, endpointId));
}
