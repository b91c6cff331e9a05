import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import { eventForEndpoint } from "../../records/outbox.ts";
import type { WebhooksDeps } from "./deps.ts";
import { requireEndpoint } from "./read-endpoints.ts";

/** Sends `webhook.ping` to one endpoint, whatever it listens to. Throws `INVALID_TRANSITION` when it is disabled. */
export async function pingEndpoint(deps: WebhooksDeps, caller: Caller, endpointId: string) {
  requireScope(caller, "webhooks:write");
  const row = await requireEndpoint(deps, caller, endpointId);
  if (row.status !== "enabled") throw new EnrollError("INVALID_TRANSITION");
  const ping = eventForEndpoint(
    deps.database,
    caller.tenantId,
    { type: "webhook.ping", userId: null, object: { id: row.id, status: row.status } },
    row.id,
    deps.clock(),
  );
  const data = { endpointId: row.id, eventId: ping.eventId, deliveryId: ping.deliveryId };
  await commit(deps, caller, {
    statements: ping.statements,
    audit: [{ action: "webhook_endpoint.ping", targetType: "webhook_endpoint", targetId: row.id }],
    events: [],
    answer: { status: 202, data },
  });
  deps.hintOutbox();
  return data;
}
