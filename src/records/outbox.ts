import { and, eq, sql } from "drizzle-orm";
import { newId } from "../kernel/ids.ts";
import type { Database, Statement } from "../storage/database.ts";
import { events } from "../storage/tables/records.ts";
import { deliveries, webhookEndpoints } from "../storage/tables/webhooks.ts";
import type { EventDraft } from "./event-types.ts";

/**
 * The statements that write an event and one delivery for each endpoint that listens to its type. Both go in the
 * batch of the change itself: an event without its change, or a change without its event, cannot exist.
 */
export function eventStatements(
  database: Database,
  tenantId: string,
  draft: EventDraft,
  at: number,
): Statement[] {
  const eventId = newId("evt");
  const constant = <T>(value: T, name: string) => sql<T>`${value}`.as(name);
  const fanOut = database.insert(deliveries).select(
    database
      .select({
        tenantId: webhookEndpoints.tenantId,
        id: sql<string>`'dlv_' || lower(hex(randomblob(18)))`.as("id"),
        eventId: constant(eventId, "event_id"),
        endpointId: sql<string>`${webhookEndpoints.id}`.as("endpoint_id"),
        state: constant("pending" as const, "state"),
        attempts: constant(0, "attempts"),
        nextAt: constant(at, "next_at"),
        leaseUntil: constant(0, "lease_until"),
        lastStatus: constant(null, "last_status"),
        lastError: constant(null, "last_error"),
        createdAt: constant(at, "created_at"),
        deliveredAt: constant(null, "delivered_at"),
      })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.tenantId, tenantId),
          eq(webhookEndpoints.status, "enabled"),
          sql`EXISTS (SELECT 1 FROM json_each(${webhookEndpoints.eventTypes}) WHERE value IN ('*', ${draft.type}))`,
        ),
      ),
  );
  return [eventRow(database, tenantId, eventId, draft, at), fanOut];
}

/** An event for one endpoint alone, whatever types it listens to (a ping), with the ids of what it writes. */
export function eventForEndpoint(
  database: Database,
  tenantId: string,
  draft: EventDraft,
  endpointId: string,
  at: number,
): { eventId: string; deliveryId: string; statements: Statement[] } {
  const eventId = newId("evt");
  const deliveryId = newId("dlv");
  const delivery = database.insert(deliveries).values({
    tenantId,
    id: deliveryId,
    eventId,
    endpointId,
    state: "pending",
    attempts: 0,
    nextAt: at,
    leaseUntil: 0,
    createdAt: at,
  });
  return { eventId, deliveryId, statements: [eventRow(database, tenantId, eventId, draft, at), delivery] };
}

function eventRow(
  database: Database,
  tenantId: string,
  eventId: string,
  draft: EventDraft,
  at: number,
): Statement {
  const sequence =
    draft.userId === null
      ? null
      : sql<number>`(SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE tenant_id = ${tenantId} AND user_id = ${draft.userId})`;
  return database.insert(events).values({
    tenantId,
    id: eventId,
    type: draft.type,
    userId: draft.userId,
    sequence,
    data: { object: draft.object, ...(draft.previous ? { previous: draft.previous } : {}) },
    createdAt: at,
  });
}
