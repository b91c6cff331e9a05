import { and, eq, inArray, notInArray } from "drizzle-orm";
import { among } from "../../../storage/among.ts";
import type { Database } from "../../../storage/database.ts";
import { userIdentifiers, users } from "../../../storage/tables/users.ts";
import { ENDED_UNANSWERED } from "../identifier-store.ts";

/** Which external ids the tenant's users have already, each with its user; and which identifiers anybody carries. */
export async function findTaken(
  database: Database,
  tenantId: string,
  sought: { externalIds: readonly string[]; blindIndexes: readonly string[] },
): Promise<{ userOf: Map<string, string>; carried: Set<string> }> {
  const [taken, carried] = await database.batch([
    database
      .select({ externalId: users.externalId, id: users.id })
      .from(users)
      .where(and(eq(users.tenantId, tenantId), inArray(users.externalId, among(sought.externalIds)))),
    database
      .selectDistinct({ blindIndex: userIdentifiers.blindIndex })
      .from(userIdentifiers)
      .innerJoin(
        users,
        and(eq(users.tenantId, userIdentifiers.tenantId), eq(users.id, userIdentifiers.userId)),
      )
      .where(
        and(
          eq(userIdentifiers.tenantId, tenantId),
          inArray(userIdentifiers.blindIndex, among(sought.blindIndexes)),
          notInArray(users.status, ENDED_UNANSWERED),
        ),
      ),
  ]);
  return {
    userOf: new Map(taken.map(({ externalId, id }) => [externalId ?? "", id])),
    carried: new Set(carried.map(({ blindIndex }) => blindIndex)),
  };
}
