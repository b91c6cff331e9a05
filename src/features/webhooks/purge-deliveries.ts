import { sql } from "drizzle-orm";
import type { Clock } from "../../kernel/clock.ts";
import type { Database } from "../../storage/database.ts";
import { deliveries, deliveryAttempts } from "../../storage/tables/webhooks.ts";

/** How long an ended delivery stays visible and can be retried by its id. */
export const KEEP_ENDED_MS = 30 * 24 * 60 * 60 * 1_000;
/** Keeps one purge well within the 30 s that D1 gives a query; what is left goes next time. */
const MAX_PURGED = 1_000;

/**
 * Removes deliveries that ended over 30 days ago, with their attempts; their events stay, and can be replayed.
 * Answers how many it removed: at most 1,000.
 */
export async function purgeDeliveries(deps: { database: Database; clock: Clock }): Promise<number> {
  const before = deps.clock() - KEEP_ENDED_MS;
  // `next_at` of an ended delivery is its end.
  const ended = sql`(SELECT tenant_id, id FROM deliveries
    WHERE state IN ('delivered', 'dead', 'skipped') AND next_at < ${before} LIMIT ${MAX_PURGED})`;
  const [, purged] = await deps.database.batch([
    deps.database.delete(deliveryAttempts).where(sql`(tenant_id, delivery_id) IN ${ended}`),
    deps.database.delete(deliveries).where(sql`(tenant_id, id) IN ${ended}`),
  ]);
  return purged.meta.changes;
}
