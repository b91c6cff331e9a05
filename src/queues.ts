import { consumeListBatch } from "./features/background/consume-lists.ts";
import { consumeWebhookBatch } from "./features/webhooks/consume-hints.ts";
import { armSweeper } from "./features/webhooks/sweeper-object.ts";
import type { Wired } from "./wiring.ts";

/** Logical queue → consumer. */
const CONSUMERS: Record<string, (deps: Wired, batch: MessageBatch<unknown>) => Promise<void>> = {
  "enroll-webhooks": async (deps, batch) => {
    await armSweeper(deps.env.SWEEPER, await consumeWebhookBatch(deps.webhooks, batch));
  },
  "enroll-lists": (deps, batch) => consumeListBatch(deps.lists, batch),
};

/** Hands a batch to its queue's consumer; throws for a queue nobody consumes. */
export function consume(deps: Wired, batch: MessageBatch<unknown>): Promise<void> {
  const consumer = CONSUMERS[batch.queue];
  if (!consumer) throw new Error(`no consumer for queue ${batch.queue}`);
  return consumer(deps, batch);
}
