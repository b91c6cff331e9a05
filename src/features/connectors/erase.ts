import type { Erasure } from "../../records/erasure.ts";
import type { Database } from "../../storage/database.ts";
import { deleteLinksOf, linksOfUser } from "./link-store.ts";

/** What it takes to forget where a person is at connectors; what waits to be written there is not sent any more. */
export async function eraseConnectorLinks(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Erasure> {
  const links = await linksOfUser(deps.database, tenantId, userId);
  return {
    statements: deleteLinksOf(deps.database, tenantId, userId),
    targets: [],
    pictures: [],
    counts: { connectorLinks: links.length },
  };
}
