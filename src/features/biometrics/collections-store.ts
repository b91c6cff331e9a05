import { and, asc, count, eq } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { faceCollections, faces } from "../../storage/tables/biometrics.ts";

export type CollectionRow = typeof faceCollections.$inferSelect;

export async function findCollection(
  database: Database,
  tenantId: string,
  id: string,
): Promise<CollectionRow | null> {
  const [row] = await database
    .select()
    .from(faceCollections)
    .where(and(eq(faceCollections.tenantId, tenantId), eq(faceCollections.id, id)));
  return row ?? null;
}

export async function listCollectionRows(database: Database, tenantId: string): Promise<CollectionRow[]> {
  return database
    .select()
    .from(faceCollections)
    .where(eq(faceCollections.tenantId, tenantId))
    .orderBy(asc(faceCollections.id));
}

/** Active faces a collection, for those that have any. */
export async function countFaces(database: Database, tenantId: string): Promise<Map<string, number>> {
  const rows = await database
    .select({ id: faces.collectionId, faces: count() })
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), eq(faces.status, "active")))
    .groupBy(faces.collectionId);
  return new Map(rows.map((row) => [row.id, row.faces]));
}

export const insertCollection = (database: Database, row: CollectionRow): Statement =>
  database.insert(faceCollections).values(row).onConflictDoNothing();

export const deleteCollectionRow = (database: Database, tenantId: string, id: string): Statement =>
  database
    .delete(faceCollections)
    .where(and(eq(faceCollections.tenantId, tenantId), eq(faceCollections.id, id)));
