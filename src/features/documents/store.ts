import { and, count, eq, isNotNull, ne } from "drizzle-orm";
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
