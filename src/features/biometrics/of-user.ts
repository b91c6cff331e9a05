import { toInstant } from "../../kernel/clock.ts";
import type { Database } from "../../storage/database.ts";
import { findBiometricsOf } from "./person-store.ts";

/** What is known of a user's face, without the face: no template, no picture; for verbs that asked for a scope. */
export async function biometricsOfUser(deps: { database: Database }, tenantId: string, userId: string) {
  const { faces, liveness, verifications } = await findBiometricsOf(deps.database, tenantId, userId);
  return {
    faces: faces.map((row) => ({
      id: row.id,
      collectionId: row.collectionId,
      status: row.status,
      model: `${row.model}@${row.modelVersion}`,
      quality: row.quality,
      imageSha256: row.imageSha256,
      imageStored: row.blobKey !== null,
      livenessId: row.livenessId,
      createdAt: toInstant(row.createdAt),
    })),
    livenessChecks: liveness.map((row) => ({
      id: row.id,
      method: row.method,
      outcome: row.outcome,
      score: row.score,
      imageSha256: row.imageSha256,
      reasons: row.reasons,
      createdAt: toInstant(row.createdAt),
    })),
    verifications: verifications.map((row) => ({
      id: row.id,
      outcome: row.outcome,
      similarity: row.similarity,
      threshold: row.threshold,
      reference: { type: row.referenceType, id: row.referenceId },
      reasons: row.reasons,
      createdAt: toInstant(row.createdAt),
    })),
  };
}
