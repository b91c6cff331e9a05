import { logLine } from "../../kernel/logger.ts";
import { deliverDue } from "./deliver.ts";
import type { WebhooksDeps } from "./deps.ts";
import { SWEEP_EVERY_MS } from "./retry-policy.ts";

/**
 * Consumes hints from the queue. A hint holds nothing: it says that the outbox may have something, so one look
 * answers a whole batch. All are acknowledged, whatever happens: what is due stands in the database, and the
 * queue's own count of retries never carries the schedule. Answers when the sweeper should look next, in
 * milliseconds since 1970.
 */
export async function consumeWebhookBatch(
  deps: WebhooksDeps,
  batch: Pick<MessageBatch<unknown>, "ackAll">,
): Promise<number> {
  batch.ackAll();
  const latest = () => deps.clock() + SWEEP_EVERY_MS;
  try {
    const { nextAt } = await deliverDue(deps);
    if (nextAt !== null && nextAt <= deps.clock()) deps.hintOutbox(); // the run's bounds were met before its work
    return Math.min(nextAt ?? latest(), latest());
  } catch (error) {
    logLine("webhooks.run_failed", { error: error instanceof Error ? error.name : "unknown" });
    return latest();
  }
}
