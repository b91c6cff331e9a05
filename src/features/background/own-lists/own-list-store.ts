import { and, asc, eq, gte, sql } from "drizzle-orm";
import type { Database, Statement } from "../../../storage/database.ts";
import { tenantLists } from "../../../storage/tables/tenant-lists.ts";
import { subjectKeys } from "../../../storage/tables/tenants.ts";

export type OwnListRow = typeof tenantLists.$inferSelect;

const place = (tenantId: string, id: string) =>
  and(eq(tenantLists.tenantId, tenantId), eq(tenantLists.id, id));

/** The lists that a tenant keeps, oldest first. */
export const findOwnLists = (database: Database, tenantId: string): Promise<OwnListRow[]> =>
  database
    .select()
    .from(tenantLists)
    .where(eq(tenantLists.tenantId, tenantId))
    .orderBy(asc(tenantLists.createdAt), asc(tenantLists.id));

/** Of all tenants, the lists that have changed since; for a cron, never for a request. */
export const findOwnListsSince = (
  database: Database,
  since: number,
): Promise<Pick<OwnListRow, "tenantId" | "id">[]> =>
  database
    .select({ tenantId: tenantLists.tenantId, id: tenantLists.id })
    .from(tenantLists)
    .where(gte(tenantLists.updatedAt, since));

/** A tenant's list; null for an unknown or foreign one. */
export async function findOwnList(
  database: Database,
  tenantId: string,
  id: string,
): Promise<OwnListRow | null> {
  const [row] = await database.select().from(tenantLists).where(place(tenantId, id));
  return row ?? null;
}

export const insertOwnList = (database: Database, row: OwnListRow): Statement =>
  database.insert(tenantLists).values(row);

/** Puts a version in the place of `before`; breaks the batch when another came in since. */
export const replaceOwnList = (database: Database, row: OwnListRow, before: number): Statement =>
  database
    .update(tenantLists)
    .set({
      ...row,
      version: sql<never>`CASE WHEN version = ${before} THEN ${row.version} ELSE NULL END`,
    })
    .where(place(row.tenantId, row.id));

/** Takes a list away, and the key that its entries are sealed with. */
export const deleteOwnList = (database: Database, tenantId: string, id: string): Statement[] => [
  database.delete(tenantLists).where(place(tenantId, id)),
  database.delete(subjectKeys).where(and(eq(subjectKeys.tenantId, tenantId), eq(subjectKeys.subjectId, id))),
];
