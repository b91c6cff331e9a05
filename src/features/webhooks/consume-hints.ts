import { runAfterHint } from "../../records/run-outbox.ts";
import { deliverDue } from "./deliver.ts";
import type { WebhooksDeps } from "./deps.ts";

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
  return runAfterHint(deps, "webhooks", async () => {
    const run = await deliverDue(deps);
    if (run.nextAt !== null && run.nextAt <= deps.clock()) deps.hintOutbox(); // the run's bounds were met before its work
    return run;
  });
}
