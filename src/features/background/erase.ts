import type { Erasure } from "../../records/erasure.ts";
import type { Database } from "../../storage/database.ts";
import { deleteQueriesOf } from "./criminal/query-store.ts";
import { deleteDecisionsOf } from "./decisions/decision-store.ts";
import { dropMonitored } from "./monitoring/monitor-store.ts";
import { deleteChecksOf, findChecksOf } from "./store.ts";

/** What it takes to forget what was searched and found about a user, and to watch the lists for them no more. */
export async function eraseBackground(
  deps: { database: Database },
  tenantId: string,
  userId: string,
): Promise<Erasure> {
  const rows = await findChecksOf(deps.database, tenantId, userId);
  return {
    statements: [
      ...deleteChecksOf(deps.database, tenantId, userId),
      deleteDecisionsOf(deps.database, tenantId, userId),
      deleteQueriesOf(deps.database, tenantId, userId),
      ...dropMonitored(deps.database, tenantId, userId),
    ],
    targets: rows.map(({ id }) => id),
    pictures: [],
    counts: { backgroundChecks: rows.length },
  };
}
