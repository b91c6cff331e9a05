import { logLine } from "../../kernel/logger.ts";
import { SWEEP_EVERY_MS } from "../webhooks/retry-policy.ts";
import { deliverWrites } from "./deliver-writes.ts";
import type { ConnectorsDeps } from "./deps.ts";

/**
 * Writes back what is due, after a hint of the queue or at the sweeper's alarm, and answers when to look next, in
 * milliseconds since 1970. Never throws: what is due stands in the database.
 */
export async function writesAfterHint(deps: ConnectorsDeps): Promise<number> {
  const latest = () => deps.clock() + SWEEP_EVERY_MS;
  try {
    const { nextAt } = await deliverWrites(deps);
    return Math.min(nextAt ?? latest(), latest());
  } catch (error) {
    logLine("connectors.run_failed", { error: error instanceof Error ? error.name : "unknown" });
    return latest();
  }
}
