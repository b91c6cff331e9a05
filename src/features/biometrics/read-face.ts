import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { BiometricsDeps } from "./deps.ts";
import type { FaceData } from "./face-schemas.ts";
import { findFace } from "./store.ts";

/** What is known of an enrolled face, without the face. Throws `NOT_FOUND` also for a deleted one. */
export async function readFace(deps: BiometricsDeps, caller: Caller, faceId: string): Promise<FaceData> {
  requireScope(caller, "biometrics:read");
  const row = await findFace(deps.database, caller.tenantId, faceId);
  if (!row || row.status === "deleted") throw new EnrollError("NOT_FOUND");
  return {
    id: row.id,
    object: "face",
    userId: row.userId,
    collectionId: row.collectionId,
    status: row.status,
    template: { model: row.model, version: row.modelVersion, encrypted: true },
    quality: row.quality,
    livenessId: row.livenessId,
    imageStored: row.blobKey !== null,
    createdAt: toInstant(row.createdAt),
  };
}
