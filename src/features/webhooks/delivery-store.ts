import { and, asc, count, desc, eq, gte, lt, ne, type SQL, sql } from "drizzle-orm";
import type { Cursor } from "../../kernel/cursor.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { olderThan } from "../../storage/older-than.ts";
import { events } from "../../storage/tables/records.ts";
import { deliveries, deliveryAttempts } from "../../storage/tables/webhooks.ts";

export type DeliveryRow = typeof deliveries.$inferSelect;
export type AttemptRow = typeof deliveryAttempts.$inferSelect;

export async function findDelivery(
  database: Database,
  tenantId: string,
  id: string,
): Promise<DeliveryRow | null> {
  const [row] = await database
    .select()
    .from(deliveries)
    .where(and(eq(deliveries.tenantId, tenantId), eq(deliveries.id, id)));
  return row ?? null;
}

/** A delivery's attempts, oldest first. */
export function listAttempts(
  database: Database,
  tenantId: string,
  deliveryId: string,
): Promise<AttemptRow[]> {
  return database
    .select()
    .from(deliveryAttempts)
    .where(and(eq(deliveryAttempts.tenantId, tenantId), eq(deliveryAttempts.deliveryId, deliveryId)))
    .orderBy(asc(deliveryAttempts.attempt));
}

/** The tenant's deliveries, newest first, one more than `limit`. */
export function listDeliveryRows(
  database: Database,
  tenantId: string,
  filter: {
    endpointId?: string | undefined;
    eventId?: string | undefined;
    state?: DeliveryRow["state"] | undefined;
  },
  limit: number,
  after: Cursor | null,
): Promise<DeliveryRow[]> {
  return database
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.tenantId, tenantId),
        filter.endpointId === undefined ? undefined : eq(deliveries.endpointId, filter.endpointId),
        filter.eventId === undefined ? undefined : eq(deliveries.eventId, filter.eventId),
        filter.state === undefined ? undefined : eq(deliveries.state, filter.state),
        olderThan(deliveries, after),
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(limit + 1);
}

/** Makes a delivery due now, whatever became of it; a run that holds it at this moment loses its lease. */
export function wakeDelivery(database: Database, tenantId: string, id: string, now: number): Statement {
  return database
    .update(deliveries)
    .set({ state: "pending", nextAt: now, leaseUntil: 0 })
    .where(and(eq(deliveries.tenantId, tenantId), eq(deliveries.id, id)));
}

/** Events to be sent again to an endpoint. */
export interface ReplayRange {
  tenantId: string;
  endpointId: string;
  eventTypes: string[];
  /** Milliseconds since 1970; `since` is in the range, `until` is not. */
  since: number;
  until: number;
  /** False leaves out what the endpoint has taken. */
  delivered: boolean;
}

/** How many events a replay would send. */
export async function countReplay(database: Database, range: ReplayRange): Promise<number> {
  const [row] = await database
    .select({ events: count() })
    .from(events)
    .leftJoin(deliveries, joinsEndpoint(range))
    .where(inRange(range));
  return row?.events ?? 0;
}

/**
 * Makes every event of the range due to the endpoint: its delivery, or a new one for an event of a time when the
 * endpoint was disabled or listened to other types. The event's id stays, so that a receiver can tell.
 */
export function replayRange(database: Database, range: ReplayRange, now: number): Statement {
  const constant = <T>(value: T, name: string) => sql<T>`${value}`.as(name);
  return database
    .insert(deliveries)
    .select(
      database
        .select({
          tenantId: events.tenantId,
          id: sql<string>`'dlv_' || lower(hex(randomblob(18)))`.as("id"),
          eventId: sql<string>`${events.id}`.as("event_id"),
          endpointId: constant(range.endpointId, "endpoint_id"),
          state: constant("pending" as const, "state"),
          attempts: constant(0, "attempts"),
          nextAt: constant(now, "next_at"),
          leaseUntil: constant(0, "lease_until"),
          lastStatus: constant(null, "last_status"),
          lastError: constant(null, "last_error"),
          createdAt: constant(now, "created_at"),
          deliveredAt: constant(null, "delivered_at"),
        })
        .from(events)
        .leftJoin(deliveries, joinsEndpoint(range))
        .where(inRange(range)),
    )
    .onConflictDoUpdate({
      target: [deliveries.tenantId, deliveries.eventId, deliveries.endpointId],
      set: { state: "pending", nextAt: now, leaseUntil: 0 },
    });
}

const joinsEndpoint = (range: ReplayRange) =>
  and(
    eq(deliveries.tenantId, range.tenantId),
    eq(deliveries.eventId, events.id),
    eq(deliveries.endpointId, range.endpointId),
  );

function inRange(range: ReplayRange): SQL | undefined {
  const wanted = JSON.stringify(range.eventTypes);
  return and(
    eq(events.tenantId, range.tenantId),
    gte(events.createdAt, range.since),
    lt(events.createdAt, range.until),
    ne(events.type, "webhook.ping"), // a ping is for one endpoint, at one moment
    sql`EXISTS (SELECT 1 FROM json_each(${wanted}) WHERE value IN ('*', ${events.type}))`,
    // What waits or is on its way needs no replay.
    sql`coalesce(${deliveries.state}, 'none') NOT IN ('pending', 'claimed')`,
    range.delivered ? undefined : sql`coalesce(${deliveries.state}, 'none') <> 'delivered'`,
  );
}
