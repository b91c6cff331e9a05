import { logLine } from "../../kernel/logger.ts";
import { deliverDue } from "./deliver.ts";
import type { WebhooksDeps } from "./deps.ts";

/**
 * Consumes hints from the queue. A hint holds nothing: it says that the outbox may have something, so one look
 * answers a whole batch. All are acknowledged, whatever happens: what is due stands in the database, and the
 * queue's own count of retries never carries the schedule. Answers when the next delivery is due, null when none.
 */
export async function consumeWebhookBatch(
  deps: WebhooksDeps,
  batch: Pick<MessageBatch<unknown>, "ackAll">,
): Promise<number | null> {
  batch.ackAll();
  try {
    const { nextAt } = await deliverDue(deps);
    if (nextAt !== null && nextAt <= deps.clock()) deps.hintOutbox(); // the run's time was up before its work
    return nextAt;
  } catch (error) {
    // The sweeper comes by within 30 s.
    logLine("webhooks.run_failed", { error: error instanceof Error ? error.name : "unknown" });
    return null;
  }
}
