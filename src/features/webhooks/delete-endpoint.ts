import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { WebhooksDeps } from "./deps.ts";
import { deleteEndpointRow, skipPending } from "./endpoint-store.ts";
import { requireEndpoint } from "./read-endpoints.ts";

/** Removes an endpoint with its secrets; what still waited for it is skipped, its past deliveries stay visible. */
export async function deleteEndpoint(deps: WebhooksDeps, caller: Caller, endpointId: string) {
  requireScope(caller, "webhooks:write");
  const { tenantId } = caller;
  const row = await requireEndpoint(deps, caller, endpointId);
  const data = { id: row.id, object: "webhook_endpoint" as const, deleted: true as const };
  await commit(deps, caller, {
    statements: [
      deleteEndpointRow(deps.database, tenantId, row.id),
      skipPending(deps.database, tenantId, row.id, "endpoint_deleted"),
    ],
    audit: [{ action: "webhook_endpoint.delete", targetType: "webhook_endpoint", targetId: row.id }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
