import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { Database } from "../../storage/database.ts";
import { chainHash, genesis } from "./canonical-row.ts";
import type { VerifyData, VerifyQuery } from "./schemas.ts";
import { findHash, lastSeq, linksFrom } from "./store.ts";

const PAGE = 500;

/**
 * Computes a tenant's chain anew from the rows as they stand now and tells the first number at which it differs: a
 * row that was changed, is missing, or whose link is. At most `limit` rows a call; `nextFrom` goes on. The rows of
 * the last minutes are not sealed yet: they are counted, not vouched for. Whoever keeps `head` outside can tell,
 * too, that the whole chain was written anew.
 */
export async function verifyAudit(
  deps: { database: Database },
  caller: Caller,
  { from, limit }: VerifyQuery,
): Promise<VerifyData> {
  requireScope(caller, "audit:read");
  const { tenantId } = caller;
  const [head, rows] = await Promise.all([
    findHash(deps.database, tenantId),
    lastSeq(deps.database, tenantId),
  ]);
  const sealed = head?.seq ?? 0;
  const answer = { head, rows, sealed, unsealed: Math.max(0, rows - sealed) };
  const before = from === 1 ? null : await findHash(deps.database, tenantId, from - 1);
  if (from > 1 && before?.seq !== from - 1) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "from", code: "TOO_LARGE", message: "" }],
    });
  }
  let hash = before?.hash ?? (await genesis(tenantId));
  let seq = from - 1;
  const end = Math.min(sealed, from - 1 + limit);
  while (seq < end) {
    const links = await linksFrom(deps.database, tenantId, seq + 1, Math.min(PAGE, end - seq));
    if (links.length === 0) break;
    for (const link of links) {
      const intact = link.seq === seq + 1 && link.row !== null;
      hash = intact && link.row ? await chainHash(hash, link.row) : "";
      if (hash !== link.hash) return { ...answer, verified: false, firstBroken: seq + 1, nextFrom: null };
      seq = link.seq;
    }
  }
  return { ...answer, verified: true, firstBroken: null, nextFrom: seq < sealed ? seq + 1 : null };
}
