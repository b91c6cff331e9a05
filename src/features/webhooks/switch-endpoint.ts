import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import type { Statement } from "../../storage/database.ts";
import type { WebhooksDeps } from "./deps.ts";
import { endpointDisabled } from "./endpoint-events.ts";
import { type EndpointRow, replaceEndpoint, skipPending } from "./endpoint-store.ts";
import { type EndpointView, viewEndpoint } from "./endpoint-view.ts";
import { requireEndpoint } from "./read-endpoints.ts";

/**
 * Switches an endpoint on or off by its owner's will. On: its failures are forgotten; what it missed is sent only
 * by a replay. Off: nothing more is written or sent to it, and what waited is skipped. Repeating changes nothing.
 */
export async function switchEndpoint(
  deps: WebhooksDeps,
  caller: Caller,
  input: { endpointId: string; status: "enabled" | "disabled" },
): Promise<EndpointView> {
  requireScope(caller, "webhooks:write");
  return commitWithRetry(deps, caller, async () => {
    const row = await requireEndpoint(deps, caller, input.endpointId);
    const now = deps.clock();
    const { next, statements, events } =
      row.status === input.status ? unchanged(row) : switched(deps, row, input.status, now);
    const result = await viewEndpoint(deps.vault, next);
    const action = input.status === "enabled" ? "webhook_endpoint.enable" : "webhook_endpoint.disable";
    return {
      result,
      change: {
        statements,
        audit: [{ action, targetType: "webhook_endpoint", targetId: row.id }],
        events,
        answer: { status: 200, data: result },
      },
    };
  });
}

interface Switch {
  next: EndpointRow;
  statements: Statement[];
  events: EventDraft[];
}

const unchanged = (row: EndpointRow): Switch => ({ next: row, statements: [], events: [] });

function switched(deps: WebhooksDeps, row: EndpointRow, status: EndpointRow["status"], now: number): Switch {
  const disabled = status === "disabled";
  const change = disabled
    ? { status, disabledReason: "requested" }
    : { status, disabledReason: null, failingSince: null, warnedAt: null };
  return {
    next: { ...row, ...change, version: row.version + 1, updatedAt: now },
    statements: [
      replaceEndpoint(deps.database, row, change, now),
      ...(disabled ? [skipPending(deps.database, row.tenantId, row.id, "endpoint_disabled")] : []),
    ],
    events: disabled ? [endpointDisabled(row.id, "requested")] : [],
  };
}
