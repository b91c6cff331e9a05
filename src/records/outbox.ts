import { sql } from "drizzle-orm";
import { newId } from "../kernel/ids.ts";
import type { Database, Statement } from "../storage/database.ts";
import { events } from "../storage/tables/records.ts";
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
  const sequence =
    draft.userId === null
      ? null
      : sql<number>`(SELECT coalesce(max(sequence), 0) + 1 FROM events WHERE tenant_id = ${tenantId} AND user_id = ${draft.userId})`;
  const event = database.insert(events).values({
    tenantId,
    id: eventId,
    type: draft.type,
    userId: draft.userId,
    sequence,
    data: { object: draft.object, ...(draft.previous ? { previous: draft.previous } : {}) },
    createdAt: at,
  });
  const fanOut = database.run(sql`
    INSERT INTO deliveries (tenant_id, id, event_id, endpoint_id, state, attempts, next_at, lease_until, created_at)
    SELECT tenant_id, 'dlv_' || lower(hex(randomblob(18))), ${eventId}, id, 'pending', 0, ${at}, 0, ${at}
    FROM webhook_endpoints
    WHERE tenant_id = ${tenantId} AND status = 'enabled'
      AND EXISTS (SELECT 1 FROM json_each(event_types) WHERE value IN ('*', ${draft.type}))`);
  return [event, fanOut];
}
