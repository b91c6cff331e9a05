import { and, count, desc, eq, isNotNull, ne, or, sql } from "drizzle-orm";
import type { Database } from "../../storage/database.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { faces } from "../../storage/tables/biometrics.ts";
import type { FaceRow } from "./store.ts";

/** Active faces that other nets described. A face that one net of two described is not outdated: it compares. */
const outdated = (tenantId: string, { model, modelVersion }: FaceTemplate) =>
  and(
    eq(faces.tenantId, tenantId),
    eq(faces.status, "active"),
    or(ne(faces.model, model), ne(faces.modelVersion, modelVersion)),
  );

/** The newest active face whose picture was kept; null when there is none. */
export async function newestPicturedFace(database: Database, tenantId: string): Promise<FaceRow | null> {
  const [row] = await database
    .select()
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), eq(faces.status, "active"), isNotNull(faces.blobKey)))
    .orderBy(desc(faces.createdAt))
    .limit(1);
  return row ?? null;
}

/** Outdated faces whose picture was kept, oldest first. */
export async function findOutdatedFaces(
  database: Database,
  tenantId: string,
  today: FaceTemplate,
  limit: number,
): Promise<FaceRow[]> {
  return database
    .select()
    .from(faces)
    .where(and(outdated(tenantId, today), isNotNull(faces.blobKey)))
    .orderBy(faces.createdAt, faces.id)
    .limit(limit);
}

/** How many faces are outdated, with and without a picture. */
export async function countOutdatedFaces(
  database: Database,
  tenantId: string,
  today: FaceTemplate,
): Promise<{ pictured: number; unpictured: number }> {
  const [row] = await database
    .select({ all: count(), pictured: sql<number>`count(${faces.blobKey})` })
    .from(faces)
    .where(outdated(tenantId, today));
  return { pictured: row?.pictured ?? 0, unpictured: (row?.all ?? 0) - (row?.pictured ?? 0) };
}
