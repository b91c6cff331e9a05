import { toInstant } from "../../kernel/clock.ts";
import { EVENT_API_VERSION, type EventType } from "../../records/event-types.ts";
import type { events } from "../../storage/tables/records.ts";

/** An event as receivers get it and as `GET /events` shows it. */
export interface EventBody {
  id: string;
  type: EventType;
  timestamp: string;
  apiVersion: string;
  /** Counts from 1 a user, so that a receiver can order what arrives out of order; null for events of no user. */
  sequence: number | null;
  data: Record<string, unknown>;
}

/** The contract's form of an event's row. */
export function eventBody(row: typeof events.$inferSelect): EventBody {
  return {
    id: row.id,
    type: row.type as EventType,
    timestamp: toInstant(row.createdAt),
    apiVersion: EVENT_API_VERSION,
    sequence: row.sequence,
    data: row.data,
  };
}
