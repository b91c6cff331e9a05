import type { Erasure } from "../../records/erasure.ts";
import type { Database } from "../../storage/database.ts";
import { deleteBiometricsOf, findBiometricsOf, findFramesOf } from "./person-store.ts";

/**
 * What it takes to forget a user's face: templates, liveness checks and comparisons. Entries of the gallery follow
 * by its own outbox, which the deletion of the rows fills; call `settleGallery` after the commit.
 */
export async function eraseBiometrics(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Erasure> {
  const found = await findBiometricsOf(deps.database, tenantId, userId);
  const frames = await findFramesOf(deps.database, tenantId, userId);
  return {
    statements: deleteBiometricsOf(deps.database, tenantId, userId),
    targets: [...found.faces, ...found.liveness, ...found.verifications].map(({ id }) => id),
    pictures: [...[...found.faces, ...found.liveness].map(({ imageSha256 }) => imageSha256), ...frames],
    counts: {
      faces: found.faces.length,
      faceImages: found.faces.filter(({ blobKey }) => blobKey !== null).length,
      livenessChecks: found.liveness.length,
      verifications: found.verifications.length,
    },
  };
}
