import type { Database } from "../../storage/database.ts";
import { findBiometricsOf } from "./person-store.ts";

/**
 * What a user's biometric checks rest on, by check: SHA-256 of the picture as it was sent, and for a comparison what
 * the face was held against (its own picture is not kept, nor its hash).
 */
export async function biometricEvidence(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Map<string, Record<string, unknown>>> {
  const { faces, liveness, verifications } = await findBiometricsOf(deps.database, tenantId, userId);
  return new Map<string, Record<string, unknown>>([
    ...faces.map(({ id, imageSha256, model, modelVersion }) => {
      const picture = { pictures: [{ side: "face", sha256: imageSha256 }] };
      return [id, { ...picture, model: `${model}@${modelVersion}` }] as const;
    }),
    ...liveness.map(
      ({ id, imageSha256, method }) =>
        [id, { pictures: [{ side: "face", sha256: imageSha256 }], method }] as const,
    ),
    ...verifications.map(
      ({ id, referenceType, referenceId, threshold }) =>
        [id, { reference: { type: referenceType, id: referenceId }, threshold }] as const,
    ),
  ]);
}
