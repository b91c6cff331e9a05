import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import type { BiometricsDeps } from "./deps.ts";
import { settleGallery } from "./gallery/settle-gallery.ts";
import { eraseFace, findFace } from "./store.ts";

/**
 * Deletes an enrolled face for good: the picture from R2 first, so that no row can forget a picture that is still
 * there, then template and row in one batch. Throws `NOT_FOUND`, also the second time.
 */
export async function deleteFace(deps: Omit<BiometricsDeps, "facesVision">, caller: Caller, faceId: string) {
  requireScope(caller, "biometrics:write");
  const row = await findFace(deps.database, caller.tenantId, faceId);
  if (!row) throw new EnrollError("NOT_FOUND");
  if (row.blobKey) await deps.blobs.delete(row.blobKey);
  const data = { id: faceId, object: "face" as const, deleted: true as const };
  await commit(deps, caller, {
    statements: [eraseFace(deps.database, caller.tenantId, faceId)],
    audit: [
      { action: "biometric.delete", targetType: "face", targetId: faceId, details: { userId: row.userId } },
    ],
    events: [{ type: "biometric.deleted", userId: row.userId, object: { id: faceId, userId: row.userId } }],
    answer: { status: 200, data },
  });
  await settleGallery(deps, caller.tenantId);
  return data;
}
