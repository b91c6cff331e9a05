import { auditStatement } from "../../records/audit.ts";
import { placeOfBlob } from "../../storage/blobs.ts";
import { inspectPicture, mimeTypeOf } from "../uploads/picture-bytes.ts";
import type { PicturesDeps } from "./create-link.ts";
import { findPicture } from "./find-picture.ts";
import { readLink } from "./link-token.ts";

export interface OpenedPicture {
  bytes: Uint8Array<ArrayBuffer>;
  mimeType: string;
}

/**
 * The picture behind a link, opened with its person's key. null, and nothing more said, for a link that is over or
 * was never made here, and for a picture that was erased since: what the link names is looked for anew each time.
 */
export async function openLink(
  deps: PicturesDeps,
  token: string,
  requestId: string,
): Promise<OpenedPicture | null> {
  const claims = await readLink(deps, token);
  if (!claims) return null;
  const { tenantId, subject, picture } = claims;
  const kept = await findPicture(deps.database, tenantId, picture);
  const place = kept && placeOfBlob(kept.blobKey);
  const key = place && (await deps.vault.subjectKey(tenantId, place.subjectId));
  const bytes = key ? await deps.blobs.get(place, key) : null;
  if (!bytes) return null;
  const seen = { action: "picture.view", targetType: picture.type, targetId: picture.id };
  // Before the bytes leave: no picture is seen without its trace.
  await auditStatement(deps.database, { tenantId, subject, requestId }, seen, deps.clock());
  return { bytes, mimeType: mimeTypeOf(inspectPicture(bytes, undefined, "").facts) };
}
