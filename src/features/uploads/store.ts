import { and, asc, eq, gt, inArray, lte } from "drizzle-orm";
import { among } from "../../storage/among.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { destroyKeys } from "../../storage/overwrite.ts";
import { uploads } from "../../storage/tables/documents.ts";

export type UploadRow = typeof uploads.$inferSelect;

export function insertUpload(database: Database, row: UploadRow): Statement {
  return database.insert(uploads).values(row);
}

/** The upload while it lasts; null when it is unknown, another tenant's, or expired. */
export async function findUpload(
  database: Database,
  tenantId: string,
  id: string,
  now: number,
): Promise<UploadRow | null> {
  const [row] = await database
    .select()
    .from(uploads)
    .where(and(eq(uploads.tenantId, tenantId), eq(uploads.id, id), gt(uploads.expiresAt, now)));
  return row ?? null;
}

/** Uploads of every tenant whose time has passed, oldest first. */
export async function expiredUploads(database: Database, now: number, limit: number): Promise<UploadRow[]> {
  return database
    .select()
    .from(uploads)
    .where(lte(uploads.expiresAt, now))
    .orderBy(asc(uploads.expiresAt))
    .limit(limit);
}

/** Removes an upload and the key it was sealed with, which is nobody else's. */
export function deleteUpload(database: Database, tenantId: string, id: string): Statement[] {
  return [
    database.delete(uploads).where(and(eq(uploads.tenantId, tenantId), eq(uploads.id, id))),
    ...destroyKeys(database, tenantId, [id]),
  ];
}

/** The uploads that hold one of these pictures. */
export async function findUploadsOf(database: Database, tenantId: string, pictures: readonly string[]) {
  return database
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.tenantId, tenantId), inArray(uploads.sha256, among(pictures))));
}
