import type { WebhooksDeps } from "./deps.ts";
import { type DisabledReason, endpointDisabled, endpointFailing } from "./endpoint-events.ts";
import { degradeEndpoint, type EndpointRow, findEndpoint, skipPending } from "./endpoint-store.ts";
import { commitUnlessStale, deliverer } from "./record-attempt.ts";
import { judgeEndpoint } from "./retry-policy.ts";

/**
 * Draws the consequence of a failed attempt for its endpoint, read anew: disabled on 410 or after five days of
 * nothing but failures, its owner warned half-way. A change in between wins; the next failure judges again.
 */
export async function judgeHealth(
  deps: WebhooksDeps,
  tenantId: string,
  endpointId: string,
  gone: boolean,
  runId: string,
): Promise<void> {
  const row = await findEndpoint(deps.database, tenantId, endpointId);
  if (row?.status !== "enabled") return;
  const verdict = gone ? "disable" : judgeEndpoint(row, deps.clock());
  if (verdict === "disable") await disable(deps, row, gone ? "gone" : "failing", runId);
  if (verdict === "warn" && row.failingSince !== null) await warn(deps, row, row.failingSince, runId);
}

function disable(deps: WebhooksDeps, row: EndpointRow, reason: DisabledReason, runId: string) {
  const now = deps.clock();
  return commitUnlessStale(deps, deliverer(row.tenantId, runId), {
    statements: [
      degradeEndpoint(deps.database, row, {
        status: "disabled",
        disabledReason: reason,
        version: row.version + 1,
        updatedAt: now,
      }),
      skipPending(deps.database, row.tenantId, row.id, "endpoint_disabled"),
    ],
    audit: [
      {
        action: "webhook_endpoint.disable",
        targetType: "webhook_endpoint",
        targetId: row.id,
        details: { reason },
      },
    ],
    events: [endpointDisabled(row.id, reason)],
  });
}

function warn(deps: WebhooksDeps, row: EndpointRow, failingSince: number, runId: string) {
  return commitUnlessStale(deps, deliverer(row.tenantId, runId), {
    statements: [degradeEndpoint(deps.database, row, { status: row.status, warnedAt: deps.clock() })],
    audit: [{ action: "webhook_endpoint.warn", targetType: "webhook_endpoint", targetId: row.id }],
    events: [endpointFailing(row.id, failingSince)],
  });
}
