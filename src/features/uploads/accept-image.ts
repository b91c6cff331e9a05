import { sha256Hex } from "../../kernel/bytes.ts";
import type { Caller } from "../../kernel/caller.ts";
import type { Clock } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import type { Database } from "../../storage/database.ts";
import type { Vault } from "../../storage/vault.ts";
import type { PictureFacts } from "../../vision/ports/picture.ts";
import { decodePictureData, inspectPicture, mimeTypeOf } from "./picture-bytes.ts";
import type { Picture } from "./schemas.ts";
import { findUpload } from "./store.ts";

export interface AcceptImageDeps {
  database: Database;
  vault: Vault;
  blobs: BlobStore;
  clock: Clock;
}

export interface AcceptedImage {
  /** Without metadata; what is read and stored. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Of the picture as sent, so that the sender can prove what was judged. */
  sha256: string;
  mimeType: string;
  facts: PictureFacts;
  /** The image editor that the metadata named, before they were removed. */
  editedWith: string | null;
}

/**
 * The one way by which a picture enters: sent along in base64 or multipart, or uploaded before. `field` is the
 * dotted path of the picture in the request (`images.0`), named in every fault: `PAYLOAD_TOO_LARGE`,
 * `UNSUPPORTED_MEDIA`, `UNREADABLE_IMAGE`, and `NOT_FOUND` for an upload that is unknown, foreign or expired.
 */
export async function acceptImage(
  deps: AcceptImageDeps,
  caller: Caller,
  picture: Picture,
  field: string,
): Promise<AcceptedImage> {
  if (picture.data !== undefined) {
    const original = decodePictureData(picture.data, `${field}.data`);
    const { facts, stripped, editedWith } = inspectPicture(original, picture.mimeType, `${field}.data`);
    return {
      bytes: stripped,
      sha256: await sha256Hex(original),
      mimeType: mimeTypeOf(facts),
      facts,
      editedWith,
    };
  }
  const { bytes, sha256, editedWith } = await openUpload(
    deps,
    caller,
    picture.uploadId ?? "",
    `${field}.uploadId`,
  );
  const { facts, stripped } = inspectPicture(bytes, picture.mimeType, `${field}.uploadId`);
  return { bytes: stripped, sha256, mimeType: mimeTypeOf(facts), facts, editedWith };
}

async function openUpload(deps: AcceptImageDeps, caller: Caller, uploadId: string, field: string) {
  const { tenantId } = caller;
  const upload = await findUpload(deps.database, tenantId, uploadId, deps.clock());
  const key = upload && (await deps.vault.subjectKey(tenantId, uploadId));
  const at = { tenantId, subjectId: uploadId, kind: "upload", name: "original" } as const;
  const bytes = key && (await deps.blobs.get(at, key));
  if (!upload || !bytes) {
    throw new EnrollError("NOT_FOUND", {
      details: [{ field, code: "NOT_FOUND", message: "" }],
    });
  }
  return { bytes, sha256: upload.sha256, editedWith: upload.editedWith };
}
