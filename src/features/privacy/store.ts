import { and, asc, eq, lte } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { erasedSubjects } from "../../storage/tables/tenants.ts";

export type ErasedRow = typeof erasedSubjects.$inferSelect;

export const insertErased = (database: Database, row: ErasedRow): Statement =>
  database.insert(erasedSubjects).values(row).onConflictDoNothing();

export async function findErased(
  database: Database,
  tenantId: string,
  subjectId: string,
): Promise<ErasedRow | null> {
  const [row] = await database
    .select()
    .from(erasedSubjects)
    .where(and(eq(erasedSubjects.tenantId, tenantId), eq(erasedSubjects.subjectId, subjectId)));
  return row ?? null;
}

/** Erased subjects of all tenants whose objects are due to be looked for, longest due first. */
export const findDue = (database: Database, now: number, limit: number): Promise<ErasedRow[]> =>
  database
    .select()
    .from(erasedSubjects)
    .where(lte(erasedSubjects.dueAt, now))
    .orderBy(asc(erasedSubjects.dueAt))
    .limit(limit);

/** Says when to look again; null: never. */
export const setDue = (database: Database, row: ErasedRow, dueAt: number | null): Statement =>
  database
    .update(erasedSubjects)
    .set({ dueAt })
    .where(and(eq(erasedSubjects.tenantId, row.tenantId), eq(erasedSubjects.subjectId, row.subjectId)));
