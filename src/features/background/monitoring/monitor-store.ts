import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { among } from "../../../storage/among.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { monitoredMatches, monitoredSubjects } from "../../../storage/tables/lists.ts";

export type MonitoredRow = typeof monitoredSubjects.$inferSelect;
export type MonitoredMatchRow = typeof monitoredMatches.$inferSelect;

/** Puts a subject under monitoring, or in the place of what was known of it. */
export function putMonitored(database: Database, row: MonitoredRow): Statement {
  const { tenantId: _tenant, subjectId: _subject, createdAt: _since, ...known } = row;
  return database
    .insert(monitoredSubjects)
    .values(row)
    .onConflictDoUpdate({
      target: [monitoredSubjects.tenantId, monitoredSubjects.subjectId],
      set: known,
    });
}

/** Notes that a subject is like an entry, in the entry's state of now. */
export function putMatch(database: Database, row: MonitoredMatchRow): Statement {
  const { entityHash, checkId, state, updatedAt } = row;
  return database
    .insert(monitoredMatches)
    .values(row)
    .onConflictDoUpdate({
      target: [monitoredMatches.tenantId, monitoredMatches.subjectId, monitoredMatches.entityId],
      set: { entityHash, checkId, state, updatedAt },
    });
}

/** Of all tenants, the next subjects after one, in the order of their ids: for the queue, never for a request. */
export const findMonitoredAfter = (
  database: Database,
  after: { tenantId: string; subjectId: string } | null,
  limit: number,
): Promise<MonitoredRow[]> =>
  database
    .select()
    .from(monitoredSubjects)
    .where(after ? sql`(tenant_id, subject_id) > (${after.tenantId}, ${after.subjectId})` : undefined)
    .orderBy(asc(monitoredSubjects.tenantId), asc(monitoredSubjects.subjectId))
    .limit(limit);

/** What a subject was found to be like before, of these entries. */
export const findMatches = (
  database: Database,
  tenantId: string,
  subjectId: string,
  entityIds: readonly string[],
): Promise<MonitoredMatchRow[]> =>
  database
    .select()
    .from(monitoredMatches)
    .where(
      and(
        eq(monitoredMatches.tenantId, tenantId),
        eq(monitoredMatches.subjectId, subjectId),
        inArray(monitoredMatches.entityId, among(entityIds)),
      ),
    );

/** Of all tenants, the open matches with entries that are gone: for the queue, never for a request. */
export const findOpenMatchesWith = (
  database: Database,
  entityIds: readonly string[],
  limit: number,
): Promise<MonitoredMatchRow[]> =>
  database
    .select()
    .from(monitoredMatches)
    .where(and(inArray(monitoredMatches.entityId, among(entityIds)), eq(monitoredMatches.state, "open")))
    .limit(limit);

/** Ends the monitoring of a subject whose data can no longer be opened. */
export const dropMonitored = (database: Database, tenantId: string, subjectId: string): Statement[] => [
  database
    .delete(monitoredSubjects)
    .where(and(eq(monitoredSubjects.tenantId, tenantId), eq(monitoredSubjects.subjectId, subjectId))),
  database
    .delete(monitoredMatches)
    .where(and(eq(monitoredMatches.tenantId, tenantId), eq(monitoredMatches.subjectId, subjectId))),
];
