import { consumeListBatch } from "./features/background/consume-lists.ts";
import { consumePolls } from "./features/background/criminal/poll-query.ts";
import { writesAfterHint } from "./features/connectors/deliver-writes.ts";
import { messagesAfterHint } from "./features/messages/deliver.ts";
import { consumeImports } from "./features/users/import/consume-imports.ts";
import { consumeWebhookBatch } from "./features/webhooks/consume-hints.ts";
import { armSweeper } from "./features/webhooks/sweeper-object.ts";
import type { Wired } from "./wiring.ts";

/** Logical queue → consumer. */
const CONSUMERS: Record<string, (deps: Wired, batch: MessageBatch<unknown>) => Promise<void>> = {
  "enroll-webhooks": async (deps, batch) => {
    // One hint for all that an outbox holds; the sweeper looks again at the earlier of the two.
    // Messages first: a person waits for them.
    const told = await messagesAfterHint(deps.contacts);
    const sent = await consumeWebhookBatch(deps.webhooks, batch);
    const written = await writesAfterHint(deps.connectors);
    await armSweeper(deps.env.SWEEPER, Math.min(told, sent, written));
  },
  "enroll-lists": (deps, batch) => consumeListBatch(deps.lists, batch),
  "enroll-imports": (deps, batch) => consumeImports(deps.imports, batch),
  "enroll-providers": (deps, batch) => consumePolls(deps.providers, batch),
};

/** Hands a batch to its queue's consumer; throws for a queue nobody consumes. */
export function consume(deps: Wired, batch: MessageBatch<unknown>): Promise<void> {
  const consumer = CONSUMERS[batch.queue];
  if (!consumer) throw new Error(`no consumer for queue ${batch.queue}`);
  return consumer(deps, batch);
}
