import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import { findDelivery, wakeDelivery } from "./delivery-store.ts";
import { viewDelivery } from "./delivery-view.ts";
import type { WebhooksDeps } from "./deps.ts";
import { findEndpoint } from "./endpoint-store.ts";

/**
 * Sends a delivery's event again at once, under the same event id. Throws `INVALID_TRANSITION` while its endpoint is
 * disabled or deleted.
 */
export async function retryDelivery(deps: WebhooksDeps, caller: Caller, deliveryId: string) {
  requireScope(caller, "webhooks:write");
  const { tenantId } = caller;
  const row = await findDelivery(deps.database, tenantId, deliveryId);
  if (!row) throw new EnrollError("NOT_FOUND");
  const endpoint = await findEndpoint(deps.database, tenantId, row.endpointId);
  if (endpoint?.status !== "enabled") throw new EnrollError("INVALID_TRANSITION");
  const now = deps.clock();
  const data = viewDelivery({ ...row, state: "pending", nextAt: now });
  await commit(deps, caller, {
    statements: [wakeDelivery(deps.database, tenantId, row.id, now)],
    audit: [{ action: "webhook_delivery.retry", targetType: "webhook_delivery", targetId: row.id }],
    events: [],
    answer: { status: 202, data },
  });
  deps.hintOutbox();
  return data;
}
