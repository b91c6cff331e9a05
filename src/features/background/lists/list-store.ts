import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Statement } from "../../../storage/database.ts";
import { type FileValidator, listRefreshes, listVersions } from "../../../storage/tables/lists.ts";

export type VersionRow = typeof listVersions.$inferSelect;
export type RefreshRow = typeof listRefreshes.$inferSelect;

/** The versions that serve, one a list. */
export const findServing = (database: Database): Promise<VersionRow[]> =>
  database.select().from(listVersions).where(eq(listVersions.status, "serving"));

/** The version of a list that serves; null when none was loaded. */
export async function findServingOf(database: Database, listId: string): Promise<VersionRow | null> {
  const [row] = await database
    .select()
    .from(listVersions)
    .where(and(eq(listVersions.listId, listId), eq(listVersions.status, "serving")));
  return row ?? null;
}

/** A version by its hash; null when it was never loaded or is two versions behind. */
export async function findVersion(
  database: Database,
  listId: string,
  sha256: string,
): Promise<VersionRow | null> {
  const [row] = await database
    .select()
    .from(listVersions)
    .where(and(eq(listVersions.listId, listId), eq(listVersions.sha256, sha256)));
  return row ?? null;
}

/** Versions of a list that neither serve nor are the one before it; their parts may be deleted. */
export const findOutdated = (database: Database, listId: string): Promise<VersionRow[]> =>
  database
    .select()
    .from(listVersions)
    .where(and(eq(listVersions.listId, listId), eq(listVersions.status, "previous")));

/**
 * The statements that put a version in the place of the one that serves, which becomes the previous one. One batch:
 * the unique index on serving versions lets no other load slip in between.
 */
export function swapServing(database: Database, row: VersionRow): Statement[] {
  return [
    database
      .delete(listVersions)
      .where(
        and(eq(listVersions.listId, row.listId), inArray(listVersions.status, ["previous", "rejected"])),
      ),
    database
      .update(listVersions)
      .set({ status: "previous" })
      .where(and(eq(listVersions.listId, row.listId), eq(listVersions.status, "serving"))),
    database.insert(listVersions).values(row),
  ];
}

/** Keeps a version that may not serve, with its reason; never one that serves or served. */
export const keepRejected = (database: Database, row: VersionRow): Statement =>
  database
    .insert(listVersions)
    .values(row)
    .onConflictDoUpdate({
      target: [listVersions.listId, listVersions.sha256],
      set: { reason: row.reason, fetchedAt: row.fetchedAt },
      setWhere: sql`${listVersions.status} = 'rejected'`,
    });

/** Notes that the publisher still publishes what serves; never moves the instant back. */
export const confirmServing = (database: Database, listId: string, at: number): Statement =>
  database
    .update(listVersions)
    .set({ confirmedAt: sql`max(coalesce(${listVersions.confirmedAt}, 0), ${at})` })
    .where(and(eq(listVersions.listId, listId), eq(listVersions.status, "serving")));

export const findRefreshes = (database: Database): Promise<RefreshRow[]> =>
  database.select().from(listRefreshes);

/** What the servers said of a list's files at the last good look. */
export async function findValidators(
  database: Database,
  listId: string,
): Promise<Record<string, FileValidator>> {
  const [row] = await database
    .select({ validators: listRefreshes.validators })
    .from(listRefreshes)
    .where(eq(listRefreshes.listId, listId));
  return row?.validators ?? {};
}

/** Notes how a look at a publisher ended; without validators, those of the last good look stay. */
export function noteRefresh(
  database: Database,
  row: Omit<RefreshRow, "validators"> & { validators?: Record<string, FileValidator> },
): Statement {
  const { validators, ...outcome } = row;
  return database
    .insert(listRefreshes)
    .values({ ...outcome, validators: validators ?? {} })
    .onConflictDoUpdate({
      target: listRefreshes.listId,
      set: { ...outcome, ...(validators ? { validators } : {}) },
    });
}
