import { toInstant } from "../../../kernel/clock.ts";
import type { BlobStore } from "../../../storage/blobs.ts";
import type { Database } from "../../../storage/database.ts";
import type { Vault } from "../../../storage/vault.ts";
import type { ServingList } from "../lists/catalogue.ts";
import type { ListVersion } from "../lists/entity.ts";
import { unpackSegment } from "../lists/segment-file.ts";
import { blobOf } from "./keep-own-list.ts";
import { ownListId } from "./own-list-id.ts";
import { findOwnLists, type OwnListRow } from "./own-list-store.ts";

export interface OpenOwnDeps {
  database: Database;
  vault: Vault;
  blobs: BlobStore;
}

/**
 * The tenant's own lists among those named, ready to be searched; of all its lists, when none are named. One that
 * cannot be opened is missing, so that no check takes it for searched.
 */
export async function openOwnLists(
  deps: OpenOwnDeps,
  tenantId: string,
  listIds: readonly string[],
): Promise<ServingList[]> {
  const rows = (await findOwnLists(deps.database, tenantId)).filter(({ id }) =>
    listIds.includes(ownListId(id)),
  );
  const keys = await deps.vault.subjectKeys(
    tenantId,
    rows.map(({ id }) => id),
  );
  const lists: ServingList[] = [];
  for (const row of rows) {
    const key = keys.get(row.id);
    const bytes = key && (await deps.blobs.get(blobOf(row), key));
    if (bytes) lists.push({ version: versionOf(row), segments: [unpackSegment(bytes)] });
  }
  return lists;
}

/** A list of the tenant's own in the words of the catalogue. */
export const versionOf = (row: OwnListRow): ListVersion => ({
  id: ownListId(row.id),
  name: row.name,
  publisher: "",
  version: `v${row.version}`,
  publishedAt: toInstant(row.updatedAt),
  fetchedAt: toInstant(row.updatedAt),
  sha256: row.sha256,
  entities: row.entries,
  topics: [],
  // Whoever keeps a list says how old it may be.
  stale: false,
  bundled: false,
  licence: "",
  sourceUrl: "",
});
