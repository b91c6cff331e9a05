import { and, asc, desc, eq, inArray, isNull, lte, type SQL, sql } from "drizzle-orm";
import type { Cursor } from "../../../kernel/cursor.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { olderThan } from "../../../storage/older-than.ts";
import { destroyKeys } from "../../../storage/overwrite.ts";
import { importErrors, imports } from "../../../storage/tables/imports.ts";

export type ImportRecord = typeof imports.$inferSelect;
export type ImportErrorRow = typeof importErrors.$inferSelect;

/** A run renews its lease with each chunk, which takes seconds at worst. */
export const LEASE_MS = 60_000;

const one = (tenantId: string, id: string) => and(eq(imports.tenantId, tenantId), eq(imports.id, id));

export const insertImport = (database: Database, row: ImportRecord): Statement =>
  database.insert(imports).values(row);

/** The tenant's import; null when there is none, or when it has not been received whole. */
export async function findImport(database: Database, tenantId: string, id: string) {
  const [row] = await database.select().from(imports).where(one(tenantId, id));
  return row && row.state !== "receiving" ? row : null;
}

/** A tenant's imports, newest first, from a place on. */
export function listImportRows(database: Database, tenantId: string, limit: number, after: Cursor | null) {
  return database
    .select()
    .from(imports)
    .where(
      and(eq(imports.tenantId, tenantId), sql`${imports.state} <> 'receiving'`, olderThan(imports, after)),
    )
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit);
}

/** The findings of an import in the order of the file, from a place on. */
export function listErrorRows(
  database: Database,
  tenantId: string,
  importId: string,
  limit: number,
  after: { row: number; at: number } | null,
) {
  return database
    .select()
    .from(importErrors)
    .where(
      and(
        eq(importErrors.tenantId, tenantId),
        eq(importErrors.importId, importId),
        after ? sql`(${importErrors.row}, ${importErrors.at}) > (${after.row}, ${after.at})` : undefined,
      ),
    )
    .orderBy(asc(importErrors.row), asc(importErrors.at))
    .limit(limit);
}

/** What a batch sets when the import still stands where it is expected to; else the whole batch fails. */
function unlessMoved(expectedChunk: number, states: readonly string[], next: SQL | number): SQL<number> {
  const among = sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  );
  return sql<number>`CASE WHEN next_chunk = ${expectedChunk} AND state IN (${among}) THEN ${next} ELSE NULL END`;
}

/** Makes a received file ready to be worked off. */
export function queueImport(
  database: Database,
  row: Pick<ImportRecord, "tenantId" | "id">,
  received: { bytes: number; rowsTotal: number; chunks: number },
  at: number,
): Statement {
  return database
    .update(imports)
    .set({ ...received, nextChunk: unlessMoved(0, ["receiving"], 0), state: "queued", updatedAt: at })
    .where(one(row.tenantId, row.id));
}

/** Takes an import for a run, unless another run has it; null when there is nothing to do. */
export async function claimImport(database: Database, tenantId: string, id: string, now: number) {
  const [row] = await database
    .update(imports)
    .set({ state: "running", leaseUntil: now + LEASE_MS, updatedAt: now })
    .where(
      and(one(tenantId, id), inArray(imports.state, ["queued", "running"]), lte(imports.leaseUntil, now)),
    )
    .returning();
  return row ?? null;
}

/** Lets the next run take the import at once. */
export const releaseImport = (database: Database, row: ImportRecord, failed: boolean) =>
  database
    .update(imports)
    .set({ leaseUntil: 0, ...(failed ? { failures: sql`${imports.failures} + 1` } : {}) })
    .where(and(one(row.tenantId, row.id), eq(imports.state, "running")));

/**
 * Counts a chunk as written, and ends the import with its last one. It leads the batch that writes the chunk's users:
 * a chunk that was written before, or an import that was canceled, breaks the batch.
 */
export function advanceImport(
  database: Database,
  row: ImportRecord,
  counts: { read: number; created: number; failed: number; skipped: number; matched: number },
  at: number,
): Statement[] {
  const isLast = row.nextChunk + 1 >= row.chunks;
  const progress = database
    .update(imports)
    .set({
      nextChunk: unlessMoved(row.nextChunk, ["running"], row.nextChunk + 1),
      rowsRead: sql`${imports.rowsRead} + ${counts.read}`,
      created: sql`${imports.created} + ${counts.created}`,
      failed: sql`${imports.failed} + ${counts.failed}`,
      skipped: sql`${imports.skipped} + ${counts.skipped}`,
      matched: sql`${imports.matched} + ${counts.matched}`,
      failures: 0,
      updatedAt: at,
      ...(isLast
        ? { state: "completed" as const, finishedAt: at, leaseUntil: 0 }
        : { leaseUntil: at + LEASE_MS }),
    })
    .where(one(row.tenantId, row.id));
  return isLast ? [progress, ...destroyKeys(database, row.tenantId, [row.id])] : [progress];
}

/** Ends an import for good; the rows that were received can no longer be read. Breaks its batch when it moved on. */
export function endImport(
  database: Database,
  row: ImportRecord,
  state: "canceled" | "failed",
  at: number,
): Statement[] {
  return [
    database
      .update(imports)
      .set({
        nextChunk: unlessMoved(row.nextChunk, ["queued", "running"], row.nextChunk),
        state,
        finishedAt: at,
        updatedAt: at,
        leaseUntil: 0,
      })
      .where(one(row.tenantId, row.id)),
    ...destroyKeys(database, row.tenantId, [row.id]),
  ];
}

/** Takes away an import that was never received whole. */
export const dropImport = (database: Database, row: Pick<ImportRecord, "tenantId" | "id">): Statement[] => [
  database.delete(imports).where(and(one(row.tenantId, row.id), eq(imports.state, "receiving"))),
  ...destroyKeys(database, row.tenantId, [row.id]),
];

export const markCleared = (database: Database, row: Pick<ImportRecord, "tenantId" | "id">, at: number) =>
  database.update(imports).set({ clearedAt: at }).where(one(row.tenantId, row.id));

/** Imports of all tenants that are not over and done with, and that no run holds. */
export const findLoose = (database: Database, now: number, limit: number): Promise<ImportRecord[]> =>
  database
    .select()
    .from(imports)
    .where(and(isNull(imports.clearedAt), lte(imports.leaseUntil, now)))
    .orderBy(asc(imports.leaseUntil))
    .limit(limit);

/** Deletes the findings of imports that ended before an instant. */
export const purgeErrorsBefore = (database: Database, before: number) =>
  database.delete(importErrors).where(
    sql`(${importErrors.tenantId}, ${importErrors.importId}) IN (SELECT tenant_id, id FROM imports
      WHERE finished_at < ${before} AND cleared_at IS NOT NULL)`,
  );
