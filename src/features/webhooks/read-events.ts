import { type Caller, requireScope } from "../../kernel/caller.ts";
import { pageOf } from "../../kernel/cursor.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { WebhooksDeps } from "./deps.ts";
import { type EventBody, eventBody } from "./event-body.ts";
import { findEvent, listEventRows } from "./event-store.ts";
import type { EventFilter } from "./schemas.ts";

/** One event as it was or will be sent. Throws `NOT_FOUND`. */
export async function readEvent(deps: WebhooksDeps, caller: Caller, eventId: string): Promise<EventBody> {
  requireScope(caller, "webhooks:read");
  const row = await findEvent(deps.database, caller.tenantId, eventId);
  if (!row) throw new EnrollError("NOT_FOUND");
  return eventBody(row);
}

/** The tenant's events, newest first: what a receiver reads to make up for what it missed. */
export async function listEvents(deps: WebhooksDeps, caller: Caller, filter: EventFilter) {
  requireScope(caller, "webhooks:read");
  const found = await listEventRows(deps.database, caller.tenantId, filter, filter.limit, filter.cursor);
  const { rows, nextCursor } = pageOf(found, filter.limit, (row) => ({ at: row.createdAt, id: row.id }));
  return { items: rows.map(eventBody), nextCursor };
}
