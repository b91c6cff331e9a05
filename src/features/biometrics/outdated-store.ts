import { and, count, desc, eq, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../storage/database.ts";
import type { FaceTemplate } from "../../storage/face-template.ts";
import { faces } from "../../storage/tables/biometrics.ts";
import type { GalleryName } from "./gallery/gallery-store.ts";
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

/**
 * How many active faces of a collection other nets than the gallery's described, so that no search of it compares them;
 * without those of one person. Two ranges of one index, so that only what is counted is read.
 */
export async function countNotCompared(
  database: Database,
  { tenantId, collectionId, model, modelVersion }: GalleryName,
  exceptUserId = "",
): Promise<number> {
  const net = sql`(${faces.model}, ${faces.modelVersion})`;
  const counted = (range: SQL) =>
    database
      .select({ faces: count() })
      .from(faces)
      .where(
        and(
          eq(faces.tenantId, tenantId),
          eq(faces.collectionId, collectionId),
          eq(faces.status, "active"),
          range,
          ne(faces.userId, exceptUserId),
        ),
      );
  const [[before], [after]] = await database.batch([
    counted(sql`${net} < (${model}, ${modelVersion})`),
    counted(sql`${net} > (${model}, ${modelVersion})`),
  ]);
  return (before?.faces ?? 0) + (after?.faces ?? 0);
}
