import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { type Change, commit } from "../../records/commit.ts";
import type { AttemptResult } from "./attempt.ts";
import { type ClaimedDelivery, finishClaim, insertAttempt } from "./claim-store.ts";
import type { WebhooksDeps } from "./deps.ts";
import { noteHealth } from "./endpoint-store.ts";
import { nextDelayMs } from "./retry-policy.ts";

/** The deliverer as an actor of the audit trail. */
export const deliverer = (tenantId: string, runId: string): Caller => ({
  tenantId,
  subject: "system:webhooks",
  scopes: [],
  locale: "en",
  requestId: runId,
  livemode: true,
  idempotency: null,
});

/**
 * Writes an attempt, the delivery's next state and the endpoint's health as one batch. False when the lease had
 * passed to another run in between: then nothing is written, and that run's result counts.
 */
export async function recordAttempt(
  deps: WebhooksDeps,
  claim: ClaimedDelivery,
  result: AttemptResult,
  runId: string,
): Promise<boolean> {
  const { tenantId, deliveryId } = claim;
  const attempt = claim.attempts + 1;
  const now = deps.clock();
  const delayMs =
    result.verdict === "failed" ? nextDelayMs(attempt, deps.random(), result.retryAfterMs) : null;
  const delivered = result.verdict === "delivered";
  const statements = [
    finishClaim(deps.database, claim, {
      state: delivered ? "delivered" : delayMs === null ? "dead" : "pending",
      attempts: attempt,
      nextAt: now + (delayMs ?? 0),
      lastStatus: result.status,
      lastError: result.error,
      deliveredAt: delivered ? now : null,
    }),
    insertAttempt(deps.database, {
      tenantId,
      deliveryId,
      attempt,
      at: result.startedAt,
      status: result.status,
      durationMs: result.durationMs,
      error: result.error,
    }),
  ];
  if (claim.endpoint) {
    const failedAt = delivered ? null : result.startedAt;
    statements.push(noteHealth(deps.database, tenantId, claim.endpoint.id, failedAt));
  }
  return commitUnlessStale(deps, deliverer(tenantId, runId), { statements, audit: [], events: [] });
}

/** Ends a delivery without an attempt: its endpoint takes nothing more, or its event is gone. */
export function skipDelivery(
  deps: WebhooksDeps,
  claim: ClaimedDelivery,
  reason: string,
  runId: string,
): Promise<boolean> {
  const skipped = finishClaim(deps.database, claim, { state: "skipped", lastError: reason });
  return commitUnlessStale(deps, deliverer(claim.tenantId, runId), {
    statements: [skipped],
    audit: [],
    events: [],
  });
}

/** Commits a change of the deliverer; false when a guarded row had moved on, which is no fault of anyone. */
export async function commitUnlessStale(
  deps: WebhooksDeps,
  actor: Caller,
  change: Omit<Change, "answer">,
): Promise<boolean> {
  try {
    await commit(deps, actor, { ...change, answer: { status: 200, data: null } });
    return true;
  } catch (error) {
    if (error instanceof EnrollError && error.code === "CONFLICT") return false;
    throw error;
  }
}
