import { and, desc, eq, ne } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import { faces, livenessChecks, verifications } from "../../storage/tables/biometrics.ts";

export type FaceRow = typeof faces.$inferSelect;
export type LivenessRow = typeof livenessChecks.$inferSelect;
export type VerificationRow = typeof verifications.$inferSelect;

export const insertFace = (database: Database, row: FaceRow): Statement => database.insert(faces).values(row);

export const insertLiveness = (database: Database, row: LivenessRow): Statement =>
  database.insert(livenessChecks).values(row);

export const insertVerification = (database: Database, row: VerificationRow): Statement =>
  database.insert(verifications).values(row);

/** Every active face of the user in the collection steps back; sent before the new one is inserted. */
export function replaceActiveFaces(
  database: Database,
  tenantId: string,
  userId: string,
  collectionId: string,
): Statement {
  return database
    .update(faces)
    .set({ status: "replaced" })
    .where(
      and(
        eq(faces.tenantId, tenantId),
        eq(faces.userId, userId),
        eq(faces.collectionId, collectionId),
        eq(faces.status, "active"),
      ),
    );
}

/** An active face steps back for another of the same person. */
export function stepBack(database: Database, tenantId: string, id: string): Statement {
  return database
    .update(faces)
    .set({ status: "replaced" })
    .where(and(eq(faces.tenantId, tenantId), eq(faces.id, id), eq(faces.status, "active")));
}

/** Empties a face's row: what is left says that there was one, not whose features it had. */
export function eraseFace(database: Database, tenantId: string, id: string): Statement {
  return database
    .update(faces)
    .set({ status: "deleted", template: "", blobKey: null })
    .where(and(eq(faces.tenantId, tenantId), eq(faces.id, id)));
}

/** A face that was not deleted. */
export async function findFace(database: Database, tenantId: string, id: string): Promise<FaceRow | null> {
  const [row] = await database
    .select()
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), eq(faces.id, id), ne(faces.status, "deleted")));
  return row ?? null;
}

/** The user's newest active face in any collection. */
export async function findActiveFace(
  database: Database,
  tenantId: string,
  userId: string,
): Promise<FaceRow | null> {
  const [row] = await database
    .select()
    .from(faces)
    .where(and(eq(faces.tenantId, tenantId), eq(faces.userId, userId), eq(faces.status, "active")))
    .orderBy(desc(faces.createdAt), desc(faces.id))
    .limit(1);
  return row ?? null;
}

export async function findLiveness(
  database: Database,
  tenantId: string,
  id: string,
): Promise<LivenessRow | null> {
  const [row] = await database
    .select()
    .from(livenessChecks)
    .where(and(eq(livenessChecks.tenantId, tenantId), eq(livenessChecks.id, id)));
  return row ?? null;
}

/** The user's newest liveness check, whatever came of it. */
export async function findLatestLiveness(
  database: Database,
  tenantId: string,
  userId: string,
): Promise<LivenessRow | null> {
  const [row] = await database
    .select()
    .from(livenessChecks)
    .where(and(eq(livenessChecks.tenantId, tenantId), eq(livenessChecks.userId, userId)))
    .orderBy(desc(livenessChecks.createdAt), desc(livenessChecks.id))
    .limit(1);
  return row ?? null;
}
