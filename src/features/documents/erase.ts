import type { Erasure } from "../../records/erasure.ts";
import type { Database } from "../../storage/database.ts";
import { deleteDocumentsOf, findDocumentsOf } from "./store.ts";

/** What it takes to forget the documents of a user: rows, readings, references to pictures. */
export async function eraseDocuments(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Erasure> {
  const { rows, images } = await findDocumentsOf(deps.database, tenantId, userId);
  return {
    statements: deleteDocumentsOf(deps.database, tenantId, userId),
    targets: rows.map(({ id }) => id),
    pictures: images.map(({ sha256 }) => sha256),
    counts: { documents: rows.length, documentImages: images.length },
  };
}
