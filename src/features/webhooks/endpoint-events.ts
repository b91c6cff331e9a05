import { toInstant } from "../../kernel/clock.ts";
import type { EventDraft } from "../../records/event-types.ts";
import { DISABLE_AFTER_MS } from "./retry-policy.ts";

export type DisabledReason = "requested" | "gone" | "failing";

/** Tells the tenant's other endpoints that one takes nothing more. */
export function endpointDisabled(endpointId: string, reason: DisabledReason): EventDraft {
  return {
    type: "webhook.endpoint_disabled",
    userId: null,
    object: { id: endpointId, status: "disabled", reason },
    previous: { status: "enabled" },
  };
}

/** Warns half-way to the disabling. */
export function endpointFailing(endpointId: string, failingSince: number): EventDraft {
  return {
    type: "webhook.endpoint_failing",
    userId: null,
    object: {
      id: endpointId,
      status: "enabled",
      failingSince: toInstant(failingSince),
      disablesAt: toInstant(failingSince + DISABLE_AFTER_MS),
    },
  };
}
