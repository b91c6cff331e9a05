import { sha256Hex } from "../../kernel/bytes.ts";
import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { commit, type RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import { inspectPicture, mimeTypeOf } from "./picture-bytes.ts";
import type { UploadData } from "./schemas.ts";
import { insertUpload } from "./store.ts";

export type UploadsDeps = RecordsDeps & { blobs: BlobStore };

/** An upload is only the first half of a request that follows at once; a day forgives a broken connection. */
const UPLOAD_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * Keeps a picture, sealed, for a request that will name it; belongs to no person until then. Its type is what its
 * own bytes say.
 */
export async function createUpload(
  deps: UploadsDeps,
  caller: Caller,
  original: Uint8Array,
): Promise<UploadData> {
  requireScope(caller, "documents:write");
  const { tenantId } = caller;
  const { facts, stripped, editedWith } = inspectPicture(original, undefined, "");
  const id = newId("upl");
  const createdAt = deps.clock();
  const row = {
    tenantId,
    id,
    sha256: await sha256Hex(original),
    mimeType: mimeTypeOf(facts),
    byteLength: original.byteLength,
    editedWith,
    createdAt,
    expiresAt: createdAt + UPLOAD_LIFE_MS,
  };
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, id);
  const blobKey = await deps.blobs.put(
    { tenantId, subjectId: id, kind: "upload", name: "original" },
    key,
    stripped,
  );
  const data: UploadData = {
    id,
    object: "upload",
    sha256: row.sha256,
    mimeType: row.mimeType,
    byteLength: row.byteLength,
    expiresAt: toInstant(row.expiresAt),
  };
  await commit(deps, caller, {
    statements: [statement, insertUpload(deps.database, { ...row, blobKey })],
    audit: [
      {
        action: "upload.create",
        targetType: "upload",
        targetId: id,
        details: { mimeType: row.mimeType, byteLength: row.byteLength },
      },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}
