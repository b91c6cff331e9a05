import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import { countReplay, replayRange } from "./delivery-store.ts";
import type { WebhooksDeps } from "./deps.ts";
import { requireEndpoint } from "./read-endpoints.ts";
import type { Replay } from "./schemas.ts";

/** One statement writes them all, and D1 gives a query 30 s; a longer range is replayed in parts. */
const MAX_REPLAYED = 10_000;

/**
 * Sends an endpoint every event of a time again that it listens to, under the same event ids, or only what it has
 * not taken. Throws `INVALID_TRANSITION` while it is disabled, `VALIDATION_FAILED` for over 10,000 events.
 */
export async function replayEvents(
  deps: WebhooksDeps,
  caller: Caller,
  input: Replay & { endpointId: string },
) {
  requireScope(caller, "webhooks:write");
  const endpoint = await requireEndpoint(deps, caller, input.endpointId);
  if (endpoint.status !== "enabled") throw new EnrollError("INVALID_TRANSITION");
  const now = deps.clock();
  const range = {
    tenantId: caller.tenantId,
    endpointId: endpoint.id,
    eventTypes: endpoint.eventTypes,
    since: Date.parse(input.since),
    until: input.until === undefined ? now + 1 : Date.parse(input.until),
    delivered: input.include === "all",
  };
  const replayed = await countReplay(deps.database, range);
  if (replayed > MAX_REPLAYED) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "since", code: "TOO_MANY", message: "" }],
    });
  }
  const data = { endpointId: endpoint.id, replayed };
  await commit(deps, caller, {
    statements: [replayRange(deps.database, range, now)],
    audit: [
      {
        action: "webhook_endpoint.replay",
        targetType: "webhook_endpoint",
        targetId: endpoint.id,
        details: { replayed },
      },
    ],
    events: [],
    answer: { status: 202, data },
  });
  if (replayed > 0) deps.hintOutbox();
  return data;
}
