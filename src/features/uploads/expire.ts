import { newId } from "../../kernel/ids.ts";
import { auditStatement } from "../../records/audit.ts";
import type { UploadsDeps } from "./create.ts";
import { deleteUpload, expiredUploads } from "./store.ts";

/** One run of a cron has time for these; the next run takes the rest. */
const PER_RUN = 100;

/**
 * Deletes uploads whose day has passed: the picture first, so that no row forgets a picture that is still there,
 * then row, key and trace in one batch. Safe to run twice.
 * @returns how many were deleted
 */
export async function expireUploads(deps: UploadsDeps): Promise<number> {
  const now = deps.clock();
  const expired = await expiredUploads(deps.database, now, PER_RUN);
  const requestId = newId("req");
  for (const { tenantId, id, blobKey } of expired) {
    await deps.blobs.delete(blobKey);
    const who = { tenantId, subject: "retention", requestId };
    const trace = { action: "upload.expire", targetType: "upload", targetId: id };
    const [first, ...rest] = [
      ...deleteUpload(deps.database, tenantId, id),
      auditStatement(deps.database, who, trace, now),
    ] as const;
    if (first) await deps.database.batch([first, ...rest]);
  }
  return expired.length;
}
