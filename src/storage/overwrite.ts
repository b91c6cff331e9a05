import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database, Statement } from "./database.ts";
import { subjectKeys } from "./tables/tenants.ts";

/**
 * A text as long as the column's own, for an update before a row is deleted or emptied: SQLite writes a record of equal
 * size over the old one where it lies, while a deletion alone leaves its bytes in the page until something else needs
 * the room (D1 offers no `secure_delete`).
 */
export const sameLength = <T = string>(column: SQLiteColumn): SQL<T> => {
  const bytes = sql`length(CAST(${column} AS BLOB))`;
  return sql<T>`substr(hex(zeroblob(${bytes})), 1, ${bytes})`;
};

/** The statements that destroy keys: what they sealed is noise from then on, wherever a copy of it lies. */
export function destroyKeys(database: Database, tenantId: string, subjectIds: string[]): Statement[] {
  const theirs = and(eq(subjectKeys.tenantId, tenantId), inArray(subjectKeys.subjectId, subjectIds));
  return [
    database
      .update(subjectKeys)
      .set({ wrappedKey: sameLength(subjectKeys.wrappedKey) })
      .where(theirs),
    database.delete(subjectKeys).where(theirs),
  ];
}
