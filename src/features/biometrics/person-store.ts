import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database, Statement } from "../../storage/database.ts";
import {
  faces,
  livenessChallenges,
  livenessChecks,
  livenessFrames,
  verifications,
} from "../../storage/tables/biometrics.ts";

const ofUser = (tenantId: string, userId: string) => ({
  faces: and(eq(faces.tenantId, tenantId), eq(faces.userId, userId)),
  liveness: and(eq(livenessChecks.tenantId, tenantId), eq(livenessChecks.userId, userId)),
  challenges: and(eq(livenessChallenges.tenantId, tenantId), eq(livenessChallenges.userId, userId)),
  verifications: and(eq(verifications.tenantId, tenantId), eq(verifications.userId, userId)),
});

/** Everything of a user's face, oldest first, without the templates. */
export async function findBiometricsOf(database: Database, tenantId: string, userId: string) {
  const at = ofUser(tenantId, userId);
  const [enrolled, liveness, compared] = await database.batch([
    database.select().from(faces).where(at.faces).orderBy(asc(faces.createdAt), asc(faces.id)),
    database
      .select()
      .from(livenessChecks)
      .where(at.liveness)
      .orderBy(asc(livenessChecks.createdAt), asc(livenessChecks.id)),
    database
      .select()
      .from(verifications)
      .where(at.verifications)
      .orderBy(asc(verifications.createdAt), asc(verifications.id)),
  ]);
  return {
    faces: enrolled.map(({ template: _, ...face }) => face),
    liveness: liveness.map(({ template: _, ...check }) => check),
    verifications: compared,
  };
}

/** SHA-256 of the frames that answered a user's challenges, as they were sent. */
export async function findFramesOf(database: Database, tenantId: string, userId: string): Promise<string[]> {
  const checks = database
    .select({ id: livenessChecks.id })
    .from(livenessChecks)
    .where(ofUser(tenantId, userId).liveness);
  const rows = await database
    .select({ sha256: livenessFrames.sha256 })
    .from(livenessFrames)
    .where(and(eq(livenessFrames.tenantId, tenantId), inArray(livenessFrames.livenessId, checks)));
  return rows.map(({ sha256 }) => sha256);
}

/**
 * The statements that delete it. Hashes of frames stay for their time: they tell of nobody, and without them the
 * frames could be sent once more. A trigger tells the gallery of each face that goes.
 */
export function deleteBiometricsOf(database: Database, tenantId: string, userId: string): Statement[] {
  const at = ofUser(tenantId, userId);
  return [
    database.delete(faces).where(at.faces),
    database.delete(livenessChecks).where(at.liveness),
    database.delete(livenessChallenges).where(at.challenges),
    database.delete(verifications).where(at.verifications),
  ];
}
