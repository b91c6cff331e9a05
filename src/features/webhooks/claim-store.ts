import { and, eq, inArray, sql } from "drizzle-orm";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { events } from "../../storage/tables/records.ts";
import { deliveries, deliveryAttempts, webhookEndpoints } from "../../storage/tables/webhooks.ts";
import type { EndpointRow } from "./endpoint-store.ts";

/** Deliveries of one claim: four rounds of six parallel attempts. */
export const CLAIM_SIZE = 24;
/**
 * Longer than the worst claim lasts (four rounds of 15 s and 4 s of DNS, and the writes): only what a killed run
 * left behind is claimed twice.
 */
export const LEASE_MS = 120_000;

export interface Claim {
  tenantId: string;
  deliveryId: string;
  leaseUntil: number;
}

/** A claimed delivery with all that its attempt needs; what was deleted in between is null. */
export interface ClaimedDelivery extends Claim {
  attempts: number;
  event: typeof events.$inferSelect | null;
  endpoint: EndpointRow | null;
}

/**
 * Takes due deliveries of all tenants: waiting ones, and claimed ones whose lease is over. One statement, and D1
 * runs one at a time, so no delivery is taken by two runs at once. `next_at` moves to the end of the lease, so that
 * one index finds both kinds.
 */
export async function claimDue(database: Database, now: number): Promise<Claim[]> {
  const leaseUntil = now + LEASE_MS;
  const rows = await database.all<{ tenant_id: string; id: string }>(sql`
    UPDATE deliveries SET state = 'claimed', lease_until = ${leaseUntil}, next_at = ${leaseUntil}
    WHERE rowid IN (
      SELECT rowid FROM deliveries WHERE state IN ('claimed', 'pending') AND next_at <= ${now} LIMIT ${CLAIM_SIZE}
    )
    RETURNING tenant_id, id`);
  return rows.map((row) => ({ tenantId: row.tenant_id, deliveryId: row.id, leaseUntil }));
}

/** Loads one tenant's claims. */
export async function loadClaims(
  database: Database,
  tenantId: string,
  claims: Claim[],
): Promise<ClaimedDelivery[]> {
  const leases = new Map(claims.map((claim) => [claim.deliveryId, claim.leaseUntil]));
  const rows = await database
    .select()
    .from(deliveries)
    .leftJoin(events, and(eq(events.tenantId, tenantId), eq(events.id, deliveries.eventId)))
    .leftJoin(
      webhookEndpoints,
      and(eq(webhookEndpoints.tenantId, tenantId), eq(webhookEndpoints.id, deliveries.endpointId)),
    )
    .where(and(eq(deliveries.tenantId, tenantId), inArray(deliveries.id, [...leases.keys()])));
  return rows.map((row) => ({
    tenantId,
    deliveryId: row.deliveries.id,
    leaseUntil: leases.get(row.deliveries.id) ?? 0,
    attempts: row.deliveries.attempts,
    event: row.events,
    endpoint: row.webhook_endpoints,
  }));
}

/** Ends a claim with its result; the whole batch fails when the lease has passed to another run. */
export function finishClaim(
  database: Database,
  claim: Claim,
  result: Partial<typeof deliveries.$inferSelect> & Pick<typeof deliveries.$inferSelect, "state">,
): Statement {
  return database
    .update(deliveries)
    .set({ ...result, leaseUntil: 0, state: unlessStale("lease_until", claim.leaseUntil, result.state) })
    .where(and(eq(deliveries.tenantId, claim.tenantId), eq(deliveries.id, claim.deliveryId)));
}

export function insertAttempt(database: Database, row: typeof deliveryAttempts.$inferInsert): Statement {
  return database.insert(deliveryAttempts).values(row);
}

/** When the next delivery of any tenant is due, in milliseconds since 1970; null when none waits. */
export async function earliestDue(database: Database): Promise<number | null> {
  // Two seeks in the index; min() over both states at once would walk all of it.
  const [row] = await database.all<{ due: number | null }>(sql`
    SELECT min(due) AS due FROM (
      SELECT min(next_at) AS due FROM deliveries WHERE state = 'pending'
      UNION ALL SELECT min(next_at) FROM deliveries WHERE state = 'claimed'
    )`);
  return row?.due ?? null;
}
