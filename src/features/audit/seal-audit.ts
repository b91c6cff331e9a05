import type { Database } from "../../storage/database.ts";
import { chainHash, genesis } from "./canonical-row.ts";
import { findHash, insertLinks, rowsFrom, unsealedTenants } from "./store.ts";

const TENANTS_A_RUN = 200;
const PAGE = 500;
/** Some 20,000 hashes take a second of CPU: well inside one run of a cron. The next run takes the rest. */
const PAGES_A_RUN = 40;

/**
 * Appends to every tenant's chain the rows that came since; for cron. Safe to run twice or at once with another:
 * both compute the same links. (A batch cannot hash, so the chain is made from rows that can no longer change: see
 * docs/adr/0004.)
 * @returns how many rows it sealed
 */
export async function sealAudit(deps: { database: Database }): Promise<number> {
  let sealed = 0;
  let pages = PAGES_A_RUN;
  for (const tenantId of await unsealedTenants(deps.database, TENANTS_A_RUN)) {
    const head = await findHash(deps.database, tenantId);
    let seq = head?.seq ?? 0;
    let hash = head?.hash ?? (await genesis(tenantId));
    for (; pages > 0; pages--) {
      const rows = await rowsFrom(deps.database, tenantId, seq + 1, PAGE);
      const links: { seq: number; hash: string }[] = [];
      for (const row of rows) {
        // Numbers have no gap: one that is missing was taken away, and a chain over the hole would hide it.
        if (row.seq !== seq + 1) break;
        hash = await chainHash(hash, row);
        seq = row.seq;
        links.push({ seq, hash });
      }
      if (links.length > 0) await deps.database.batch([insertLinks(deps.database, tenantId, links)]);
      sealed += links.length;
      if (links.length < PAGE) break;
    }
    if (pages === 0) break;
  }
  return sealed;
}
