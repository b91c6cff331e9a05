import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit, type RecordsDeps } from "../../records/commit.ts";
import type { BlobStore } from "../../storage/blobs.ts";
import { findPicture } from "./find-picture.ts";
import { type LinkSigningDeps, signLink } from "./link-token.ts";
import type { LinkData, LinkInput } from "./schemas.ts";

export type PicturesDeps = RecordsDeps & LinkSigningDeps & { blobs: BlobStore };

/** Where links are opened, below the origin. */
export const LINK_PATH = "/v2/enroll/pictures";

/**
 * A link that opens one stored picture for a minute, for the person who reviews it. The audit tells who asked, and
 * again when it is opened. Throws `NOT_FOUND` for a picture that is not kept or is another tenant's.
 */
export async function createLink(deps: PicturesDeps, caller: Caller, input: LinkInput): Promise<LinkData> {
  requireScope(caller, "pictures:read");
  const { tenantId, subject } = caller;
  const kept = await findPicture(deps.database, tenantId, input.picture);
  if (!kept) throw new EnrollError("NOT_FOUND");
  const expiresAtSeconds = Math.floor(deps.clock() / 1000) + input.expiresIn;
  const token = await signLink(deps, { tenantId, subject, picture: input.picture }, expiresAtSeconds);
  const data: LinkData = {
    object: "picture_link",
    path: `${LINK_PATH}/${token}`,
    sha256: kept.sha256,
    expiresAt: toInstant(expiresAtSeconds * 1000),
  };
  const { type, id } = input.picture;
  await commit(deps, caller, {
    statements: [],
    audit: [
      { action: "picture.link", targetType: type, targetId: id, details: { expiresIn: input.expiresIn } },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}
