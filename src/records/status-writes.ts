import { sql } from "drizzle-orm";
import type { Database, Statement } from "../storage/database.ts";
import type { EventDraft, EventType } from "./event-types.ts";

/** The events that tell where a user stands now; an erased one has no links any more. */
const OF_STATUS: readonly EventType[] = [
  "user.created",
  "user.processing",
  "user.requires_input",
  "user.in_review",
  "user.approved",
  "user.rejected",
  "user.expired",
  "user.canceled",
];

/**
 * The statement that makes a user's new status due at every connector that the user is linked to; it goes in the
 * batch of the change, right after its event, whose number says which of two statuses is the newer. A status that
 * still waits is overwritten: only the newest is worth writing, and a run that is sending the older loses its lease.
 */
export function statusWrites(
  database: Database,
  tenantId: string,
  { type, userId, object }: EventDraft,
  at: number,
): Statement[] {
  if (userId === null || !OF_STATUS.includes(type)) return [];
  return [
    database.run(sql`
      INSERT INTO connector_writes (tenant_id, user_id, connector_id, status, sequence, state, attempts, next_at,
        lease_until, last_error, created_at, written_at)
      SELECT l.tenant_id, l.user_id, l.connector_id, ${object.status},
        (SELECT max(sequence) FROM events WHERE tenant_id = ${tenantId} AND user_id = ${userId}),
        'pending', 0, ${at}, 0, NULL, ${at}, NULL
      FROM connector_links l JOIN connectors c ON c.tenant_id = l.tenant_id AND c.id = l.connector_id
      WHERE l.tenant_id = ${tenantId} AND l.user_id = ${userId} AND c.writes_back = 1
      ON CONFLICT (tenant_id, user_id, connector_id) DO UPDATE SET status = excluded.status,
        sequence = excluded.sequence, state = 'pending', attempts = 0, next_at = excluded.next_at, lease_until = 0,
        last_error = NULL, created_at = excluded.created_at, written_at = NULL`),
  ];
}
