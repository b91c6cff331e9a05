import { and, eq, gt } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
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
