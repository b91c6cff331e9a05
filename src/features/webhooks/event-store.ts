import { and, desc, eq } from "drizzle-orm";
import type { Cursor } from "../../kernel/cursor.ts";
import type { Database } from "../../storage/database.ts";
import { olderThan } from "../../storage/older-than.ts";
import { events } from "../../storage/tables/records.ts";

export type EventRow = typeof events.$inferSelect;

export async function findEvent(database: Database, tenantId: string, id: string): Promise<EventRow | null> {
  const [row] = await database
    .select()
    .from(events)
    .where(and(eq(events.tenantId, tenantId), eq(events.id, id)));
  return row ?? null;
}

/** The tenant's events, newest first, one more than `limit`. */
export function listEventRows(
  database: Database,
  tenantId: string,
  filter: { type?: string | undefined; userId?: string | undefined },
  limit: number,
  after: Cursor | null,
): Promise<EventRow[]> {
  return database
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        filter.type === undefined ? undefined : eq(events.type, filter.type),
        filter.userId === undefined ? undefined : eq(events.userId, filter.userId),
        olderThan(events, after),
      ),
    )
    .orderBy(desc(events.createdAt), desc(events.id))
    .limit(limit + 1);
}
