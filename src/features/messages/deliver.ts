import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit } from "../../records/commit.ts";
import { type OutboxRun, runAfterHint, runOutbox } from "../../records/run-outbox.ts";
import type { MessagesDeps } from "./deps.ts";
import type { SendResult } from "./port.ts";
import { openMessage } from "./queue-message.ts";
import { retryAt } from "./retry-at.ts";
import { senderOf } from "./senders.ts";
import {
  CLAIM_SIZE,
  claimDueMessages,
  earliestMessage,
  finishMessage,
  loadClaimed,
  type MessageClaim,
  type MessageRow,
  purgeEnded,
} from "./store.ts";

const MAX_CLAIMS = 5;
/** For how long it is told that a message was sent, and by which channel. */
const KEPT_MS = 30 * 86_400_000;

/**
 * `dead`: given up, since it was refused or is of no use any more. `late`: dropped, since the lease had passed on or the
 * message was taken back.
 */
const OUTCOMES = ["sent", "failed", "dead", "late"] as const;
type Outcome = (typeof OUTCOMES)[number];

/**
 * Sends the messages that are due, of all tenants, each by at most one run at a time. A run that is killed between
 * sending and writing it down sends again with the same id: at least once, and no message is lost.
 */
export const deliverMessages = (deps: MessagesDeps): Promise<OutboxRun<Outcome>> =>
  runOutbox(deps, {
    name: "messages",
    outcomes: OUTCOMES,
    claimSize: CLAIM_SIZE,
    maxClaims: MAX_CLAIMS,
    async claim(now) {
      const items = await claimDueMessages(deps.database, now);
      return { claimed: items.length, items };
    },
    work: (claim, runId) => deliverOne(deps, claim, runId),
    earliest: () => earliestMessage(deps.database),
  });

/** As `deliverMessages`, after a hint or at the sweeper's alarm: answers when to look next, and never throws. */
export const messagesAfterHint = (deps: MessagesDeps): Promise<number> =>
  runAfterHint(deps, "messages", () => deliverMessages(deps));

/** Forgets messages that ended a month ago; for a cron. */
export const purgeMessages = (deps: Pick<MessagesDeps, "database" | "clock">): Promise<number> =>
  purgeEnded(deps.database, deps.clock() - KEPT_MS);

async function deliverOne(deps: MessagesDeps, claim: MessageClaim, runId: string): Promise<Outcome> {
  const row = await loadClaimed(deps.database, claim);
  const key = row && (await deps.vault.subjectKey(row.tenantId, row.userId));
  if (!row?.content || !key) return "late";
  const result: SendResult | "expired" =
    row.expiresAt <= deps.clock() ? "expired" : await send(deps, row, key);
  return record(deps, row, result, runId);
}

async function send(deps: MessagesDeps, row: MessageRow, key: CryptoKey): Promise<SendResult> {
  const { id, tenantId, channel, expiresAt, content } = row;
  const sender = await senderOf(deps, tenantId, channel);
  if (!sender) return { outcome: "failed", error: "not_configured", again: true };
  return sender.send({ id, tenantId, channel, expiresAt, ...(await openMessage(key, row, content ?? "")) });
}

async function record(
  deps: MessagesDeps,
  row: MessageRow,
  result: SendResult | "expired",
  runId: string,
): Promise<Outcome> {
  const now = deps.clock();
  const attempts = row.attempts + (result === "expired" ? 0 : 1);
  const sent = result !== "expired" && result.outcome === "sent";
  const error = result === "expired" ? "expired" : result.outcome === "failed" ? result.error : null;
  const again =
    result !== "expired" && result.outcome === "failed" && result.again
      ? retryAt(attempts, row.expiresAt, now, deps.random())
      : null;
  const state = sent ? "sent" : again === null ? "dead" : "pending";
  const statement = finishMessage(deps.database, row, {
    state,
    attempts,
    nextAt: again ?? now,
    // Why it was never sent is the last real fault, where there was one.
    lastError: error === "expired" ? (row.lastError ?? error) : error,
    sentAt: sent ? now : null,
    content: state === "pending" ? row.content : null,
  });
  const details = { channel: row.channel, attempts, ...(sent ? {} : { reason: error }) };
  const entry = { targetType: "user", targetId: row.userId, details };
  try {
    await commit(deps, deliverer(row.tenantId, runId), {
      statements: [statement],
      audit: state === "pending" ? [] : [{ action: sent ? "message.sent" : "message.give_up", ...entry }],
      events: [],
      answer: { status: 200, data: null },
    });
  } catch (cause) {
    if (cause instanceof EnrollError && cause.code === "CONFLICT") return "late";
    throw cause;
  }
  return state === "pending" ? "failed" : state;
}

/** The deliverer as an actor of the audit trail. */
const deliverer = (tenantId: string, runId: string): Caller => ({
  tenantId,
  subject: "system:messages",
  scopes: [],
  locale: "en",
  requestId: runId,
  livemode: true,
  idempotency: null,
});
