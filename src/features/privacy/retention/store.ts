import { and, asc, eq, inArray, isNotNull, lt, sql } from "drizzle-orm";
import type { Database, Statement } from "../../../storage/database.ts";
import { faces } from "../../../storage/tables/biometrics.ts";
import { documentImages } from "../../../storage/tables/documents.ts";
import { type RetentionDays, tenants } from "../../../storage/tables/tenants.ts";
import { type UserStatus, users } from "../../../storage/tables/users.ts";

export async function findRetention(database: Database, tenantId: string): Promise<RetentionDays> {
  const [row] = await database
    .select({ settings: tenants.settings })
    .from(tenants)
    .where(eq(tenants.id, tenantId));
  return row?.settings.retention ?? {};
}

/** Leaves the tenant's other settings as they are, also those set in the same instant. */
export const setRetention = (database: Database, tenantId: string, days: RetentionDays): Statement =>
  database
    .update(tenants)
    .set({ settings: sql`json_set(${tenants.settings}, '$.retention', json(${JSON.stringify(days)}))` })
    .where(eq(tenants.id, tenantId));

/** The tenants that have set anything, for the cron. */
export const findKeepers = (database: Database) =>
  database
    .select({ id: tenants.id, livemode: tenants.livemode, settings: tenants.settings })
    .from(tenants)
    .where(sql`json_extract(${tenants.settings}, '$.retention') IS NOT NULL`);

export const oldDocumentPictures = (database: Database, tenantId: string, before: number, limit: number) =>
  database
    .select({
      documentId: documentImages.documentId,
      side: documentImages.side,
      blobKey: documentImages.blobKey,
    })
    .from(documentImages)
    .where(and(eq(documentImages.tenantId, tenantId), lt(documentImages.createdAt, before)))
    .orderBy(asc(documentImages.createdAt))
    .limit(limit);

export const deleteDocumentPicture = (
  database: Database,
  tenantId: string,
  documentId: string,
  side: string,
): Statement =>
  database
    .delete(documentImages)
    .where(
      and(
        eq(documentImages.tenantId, tenantId),
        eq(documentImages.documentId, documentId),
        eq(documentImages.side, side),
      ),
    );

export const oldFacePictures = (database: Database, tenantId: string, before: number, limit: number) =>
  database
    .select({ id: faces.id, blobKey: faces.blobKey })
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), lt(faces.createdAt, before), isNotNull(faces.blobKey)))
    .orderBy(asc(faces.createdAt))
    .limit(limit);

export const forgetFacePicture = (database: Database, tenantId: string, id: string): Statement =>
  database
    .update(faces)
    .set({ blobKey: null })
    .where(and(eq(faces.tenantId, tenantId), eq(faces.id, id)));

export const oldReplacedFaces = (database: Database, tenantId: string, before: number, limit: number) =>
  database
    .select({ id: faces.id })
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), lt(faces.createdAt, before), eq(faces.status, "replaced")))
    .orderBy(asc(faces.createdAt))
    .limit(limit);

/** The instant of the last change decides; that of the creation, which the index knows, only narrows. */
export const oldUsers = (
  database: Database,
  tenantId: string,
  statuses: UserStatus[],
  before: number,
  limit: number,
) =>
  database
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.tenantId, tenantId),
        inArray(users.status, statuses),
        lt(users.createdAt, before),
        lt(users.updatedAt, before),
      ),
    )
    .limit(limit);
