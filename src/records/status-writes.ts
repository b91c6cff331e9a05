import { and, eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../storage/database.ts";
import { connectorLinks, connectorWrites } from "../storage/tables/connectors.ts";
import { USER_STATUSES } from "../storage/tables/users.ts";
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
  const status = USER_STATUSES.find((known) => known === object.status);
  if (userId === null || status === undefined || !OF_STATUS.includes(type)) return [];
  const constant = <T>(value: T, name: string) => sql<T>`${value}`.as(name);
  const newest = sql<number>`(SELECT max(sequence) FROM events
    WHERE tenant_id = ${tenantId} AND user_id = ${userId})`;
  const due = database
    .select({
      tenantId: connectorLinks.tenantId,
      userId: connectorLinks.userId,
      connectorId: connectorLinks.connectorId,
      status: constant(status, "status"),
      sequence: newest.as("sequence"),
      state: constant("pending" as const, "state"),
      attempts: constant(0, "attempts"),
      nextAt: constant(at, "next_at"),
      leaseUntil: constant(0, "lease_until"),
      lastError: constant(null, "last_error"),
      createdAt: constant(at, "created_at"),
      writtenAt: constant(null, "written_at"),
    })
    .from(connectorLinks)
    .where(
      and(
        eq(connectorLinks.tenantId, tenantId),
        eq(connectorLinks.userId, userId),
        sql`EXISTS (SELECT 1 FROM connectors c WHERE c.tenant_id = ${tenantId}
          AND c.id = ${connectorLinks.connectorId} AND c.writes_back = 1)`,
      ),
    );
  const of = (column: string) => sql.raw(`excluded.${column}`);
  return [
    database
      .insert(connectorWrites)
      .select(due)
      .onConflictDoUpdate({
        target: [connectorWrites.tenantId, connectorWrites.userId, connectorWrites.connectorId],
        set: {
          status: of("status"),
          sequence: of("sequence"),
          state: "pending",
          attempts: 0,
          nextAt: at,
          leaseUntil: 0,
          lastError: null,
          createdAt: at,
          writtenAt: null,
        },
      }),
  ];
}
