import type { Database } from "../../storage/database.ts";
import { findDocumentsOf } from "./store.ts";

/** The pictures of a user's documents by document: their SHA-256 as they were sent, in hexadecimal. */
export async function documentEvidence(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Map<string, { pictures: { side: string; sha256: string }[] }>> {
  const { rows, images } = await findDocumentsOf(deps.database, tenantId, userId);
  const picturesOf = (id: string) =>
    images
      .filter(({ documentId }) => documentId === id)
      .map(({ side, sha256 }) => ({ side, sha256 }))
      .sort((one, other) => other.side.localeCompare(one.side));
  return new Map(rows.map(({ id }) => [id, { pictures: picturesOf(id) }]));
}
