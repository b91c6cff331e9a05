import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import { nextDelayMs } from "../webhooks/retry-policy.ts";
import type { WriteResult } from "./attempt-write.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { type ClaimedWrite, finishWrite } from "./write-store.ts";

/** The deliverer as an actor of the audit trail. */
const writer = (tenantId: string, runId: string): Caller => ({
  tenantId,
  subject: "system:connectors",
  scopes: [],
  locale: "en",
  requestId: runId,
  livemode: true,
  idempotency: null,
});

/**
 * Writes an attempt's result and the next state as one batch, and `connector.failed` with the last attempt of the
 * schedule (that of the webhooks: ten, over three days). False when a newer status, or another run, came in between:
 * then nothing is recorded.
 */
export async function recordWrite(
  deps: ConnectorsDeps,
  claimed: ClaimedWrite,
  result: WriteResult,
  runId: string,
): Promise<boolean> {
  const { tenantId, write } = claimed;
  const attempts = write.attempts + 1;
  const now = deps.clock();
  const delayMs = result.outcome === "failed" ? nextDelayMs(attempts, deps.random(), null) : null;
  const dead = result.outcome === "failed" && delayMs === null;
  const state = result.outcome !== "failed" ? result.outcome : dead ? "dead" : "pending";
  const statements = [
    finishWrite(deps.database, claimed, {
      state,
      attempts,
      nextAt: now + (delayMs ?? 0),
      lastError: result.error,
      writtenAt: result.outcome === "written" ? now : null,
    }),
    ...result.statements,
  ];
  try {
    await commit(deps, writer(tenantId, runId), {
      statements,
      audit: dead ? [{ action: "connector.give_up", targetType: "user", targetId: write.userId }] : [],
      events: dead ? [failed(claimed, result)] : [],
      answer: { status: 200, data: null },
    });
    return true;
  } catch (error) {
    if (error instanceof EnrollError && error.code === "CONFLICT") return false;
    throw error;
  }
}

/** Tells that a status did not reach its connector, and why, in codes. */
const failed = ({ write }: ClaimedWrite, { error }: WriteResult): EventDraft => ({
  type: "connector.failed",
  userId: write.userId,
  object: {
    id: write.connectorId,
    userId: write.userId,
    status: write.status,
    sequence: write.sequence,
    reason: error,
    attempts: write.attempts + 1,
  },
});
