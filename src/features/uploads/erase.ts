import type { Database, Statement } from "../../storage/database.ts";
import { deleteUpload, findUploadsOf } from "./store.ts";

/** What it takes to forget the uploads that held these pictures, with their keys; and the ids of those uploads. */
export async function eraseUploads(
  deps: { database: Database },
  tenantId: string,
  pictures: readonly string[],
): Promise<{ statements: Statement[]; uploadIds: string[] }> {
  const found = pictures.length === 0 ? [] : await findUploadsOf(deps.database, tenantId, pictures);
  return {
    statements: found.flatMap(({ id }) => deleteUpload(deps.database, tenantId, id)),
    uploadIds: found.map(({ id }) => id),
  };
}
