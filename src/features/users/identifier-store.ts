import { and, asc, eq, inArray, notInArray } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { type UserStatus, userIdentifiers, users } from "../../storage/tables/users.ts";

export type IdentifierRow = typeof userIdentifiers.$inferSelect;

/** Enrolments that say nothing of whether the person is enrolled. */
export const ENDED_UNANSWERED: UserStatus[] = ["canceled", "expired", "redacted"];

/** The oldest user, not ended without an answer, who carries one of the identifiers; null when there is none. */
export async function findByIdentifiers(database: Database, tenantId: string, blindIndexes: string[]) {
  if (blindIndexes.length === 0) return null;
  const [row] = await database
    .select({ id: users.id })
    .from(userIdentifiers)
    .innerJoin(users, and(eq(users.tenantId, userIdentifiers.tenantId), eq(users.id, userIdentifiers.userId)))
    .where(
      and(
        eq(userIdentifiers.tenantId, tenantId),
        inArray(userIdentifiers.blindIndex, blindIndexes),
        notInArray(users.status, ENDED_UNANSWERED),
      ),
    )
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1);
  return row?.id ?? null;
}

export const insertIdentifiers = (database: Database, rows: IdentifierRow[]): Statement[] =>
  rows.map((row) => database.insert(userIdentifiers).values(row));

/** Writes the identifiers in place of those the user had. */
export function replaceIdentifiers(
  database: Database,
  tenantId: string,
  userId: string,
  rows: IdentifierRow[],
): Statement[] {
  return [
    database
      .delete(userIdentifiers)
      .where(and(eq(userIdentifiers.tenantId, tenantId), eq(userIdentifiers.userId, userId))),
    ...insertIdentifiers(database, rows),
  ];
}
