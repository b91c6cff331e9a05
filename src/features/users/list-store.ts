import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Cursor } from "../../kernel/cursor.ts";
import type { Database } from "../../storage/database.ts";
import { olderThan } from "../../storage/older-than.ts";
import { type UserStatus, userIdentifiers, users } from "../../storage/tables/users.ts";
import type { UserRow } from "./store.ts";

export interface UserFilter {
  externalId: string | undefined;
  status: UserStatus | undefined;
  /** Milliseconds since 1970, exclusive. */
  createdAfter: number | undefined;
  createdBefore: number | undefined;
  identifierIndex: string | undefined;
  emailIndex: string | undefined;
}

/** A tenant's users, newest first, from a place on. */
export const listUserRows = (...asked: Parameters<typeof listUsersQuery>): Promise<UserRow[]> =>
  listUsersQuery(...asked);

/** The query of that, unsent. */
export function listUsersQuery(
  database: Database,
  tenantId: string,
  filter: UserFilter,
  limit: number,
  after: Cursor | null,
) {
  const { externalId, status, createdAfter, createdBefore, identifierIndex, emailIndex } = filter;
  const carriers = database
    .select({ id: userIdentifiers.userId })
    .from(userIdentifiers)
    .where(
      and(eq(userIdentifiers.tenantId, tenantId), eq(userIdentifiers.blindIndex, identifierIndex ?? "")),
    );
  // SQLite would rather walk all users in their order than look a few up and sort them: the plus sign, which takes a
  // column out of an index's reach, leaves it the look-up alone (sqlite.org/optoverview.html §5).
  const isLookUp = emailIndex !== undefined || identifierIndex !== undefined || externalId !== undefined;
  const newestFirst = isLookUp ? sql`+${users.createdAt} DESC` : desc(users.createdAt);
  return database
    .select()
    .from(users)
    .where(
      and(
        eq(users.tenantId, tenantId),
        externalId === undefined ? undefined : eq(users.externalId, externalId),
        status === undefined ? undefined : eq(users.status, status),
        createdAfter === undefined ? undefined : gt(users.createdAt, createdAfter),
        createdBefore === undefined ? undefined : lt(users.createdAt, createdBefore),
        identifierIndex === undefined ? undefined : inArray(users.id, carriers),
        emailIndex === undefined ? undefined : eq(users.emailIndex, emailIndex),
        olderThan(users, after),
      ),
    )
    .orderBy(newestFirst, desc(users.id))
    .limit(limit);
}
