import { and, asc, count, eq, inArray, isNotNull, ne } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { documentImages, documents } from "../../storage/tables/documents.ts";

export type DocumentRow = typeof documents.$inferSelect;
export type DocumentImageRow = typeof documentImages.$inferSelect;

export const insertDocument = (database: Database, row: DocumentRow): Statement =>
  database.insert(documents).values(row);

export const insertDocumentImage = (database: Database, row: DocumentImageRow): Statement =>
  database.insert(documentImages).values(row);

export function setValidation(
  database: Database,
  tenantId: string,
  id: string,
  validation: Record<string, unknown>,
  updatedAt: number,
): Statement {
  return database
    .update(documents)
    .set({ validation, updatedAt })
    .where(and(eq(documents.tenantId, tenantId), eq(documents.id, id)));
}

export async function findDocument(
  database: Database,
  tenantId: string,
  id: string,
): Promise<DocumentRow | null> {
  const [row] = await database
    .select()
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), eq(documents.id, id)));
  return row ?? null;
}

/** The sides of a document whose pictures are still kept. */
export async function findStoredSides(database: Database, tenantId: string, id: string): Promise<string[]> {
  const rows = await database
    .select({ side: documentImages.side })
    .from(documentImages)
    .where(and(eq(documentImages.tenantId, tenantId), eq(documentImages.documentId, id)));
  return rows.map(({ side }) => side);
}

/** The newest document of a user that could be read. */
export async function findLatestDocument(
  database: Database,
  tenantId: string,
  userId: string,
): Promise<DocumentRow | null> {
  const row = await database.query.documents.findFirst({
    where: (t, is) =>
      is.and(is.eq(t.tenantId, tenantId), is.eq(t.userId, userId), is.eq(t.status, "completed")),
    orderBy: (t, { desc }) => [desc(t.createdAt), desc(t.id)],
  });
  return row ?? null;
}

/** How many documents of the same number other users of the tenant have sent. */
export async function countSameNumber(
  database: Database,
  tenantId: string,
  numberIndex: string,
  userId: string,
): Promise<number> {
  const [row] = await database
    .select({ found: count() })
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, tenantId),
        eq(documents.numberIndex, numberIndex),
        isNotNull(documents.userId),
        ne(documents.userId, userId),
      ),
    );
  return row?.found ?? 0;
}

const ofUser = (database: Database, tenantId: string, userId: string) => {
  const owned = and(eq(documents.tenantId, tenantId), eq(documents.userId, userId));
  const ids = database.select({ id: documents.id }).from(documents).where(owned);
  return {
    owned,
    images: and(eq(documentImages.tenantId, tenantId), inArray(documentImages.documentId, ids)),
  };
};

/** All documents of a user, oldest first, and their pictures. */
export async function findDocumentsOf(database: Database, tenantId: string, userId: string) {
  const of = ofUser(database, tenantId, userId);
  const [rows, images] = await database.batch([
    database.select().from(documents).where(of.owned).orderBy(asc(documents.createdAt), asc(documents.id)),
    database.select().from(documentImages).where(of.images),
  ]);
  return { rows, images };
}

/** The statements that delete them; pictures' rows first, as they are found by their documents. */
export function deleteDocumentsOf(database: Database, tenantId: string, userId: string): Statement[] {
  const of = ofUser(database, tenantId, userId);
  return [database.delete(documentImages).where(of.images), database.delete(documents).where(of.owned)];
}
