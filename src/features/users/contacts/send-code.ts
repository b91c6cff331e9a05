import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { toInstant } from "../../../kernel/clock.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { commitWithRetry } from "../../../records/commit.ts";
import { brandOf } from "../../branding/read.ts";
import { canSend, queueMessage, withdrawMessages } from "../../messages/queue-message.ts";
import { loadUser } from "../load-person.ts";
import { CODE_LIFE_MS, MAX_TRIES, macOf, newCode } from "./code.ts";
import type { ContactsDeps } from "./deps.ts";
import { codeMessage } from "./message-text.ts";
import { LOOK_BACK_MS, resendWaitMs } from "./resend-wait.ts";
import type { ContactInput, SentCodeData } from "./schemas.ts";
import { findVerified, insertCode, recentCodes, supersedeCodes } from "./store.ts";
import { indexOf, verifiedAt } from "./verified.ts";

/**
 * Sends a one-time code to a user's mail address or telephone; an earlier one is worth nothing then. An address that
 * was verified is told so, and nothing is sent. Throws `NOT_FOUND`, `VALIDATION_FAILED` for a user without such an
 * address (`CONTACT_MISSING`) or a tenant without a sender (`SENDER_NOT_CONFIGURED`), and `RATE_LIMIT_EXCEEDED`.
 */
export async function sendCode(
  deps: ContactsDeps,
  caller: Caller,
  input: ContactInput,
): Promise<SentCodeData> {
  requireScope(caller, "users:write");
  const data = await commitWithRetry(deps, caller, () => plan(deps, caller, input));
  deps.hintOutbox();
  return data;
}

async function plan(deps: ContactsDeps, caller: Caller, { userId, channel }: ContactInput) {
  const { tenantId } = caller;
  const now = deps.clock();
  const owner = { tenantId, userId };
  const { row, person } = await loadUser(deps, caller, userId);
  const key = await deps.vault.subjectKey(tenantId, userId);
  if (!key) throw new EnrollError("NOT_FOUND");
  const address = person[channel];
  const contactIndex = indexOf(row, channel);
  if (address === null || contactIndex === null) throw refused("CONTACT_MISSING");
  const known = verifiedAt(await findVerified(deps.database, tenantId, userId), row, channel);
  if (known !== null) return alreadyVerified({ userId, channel }, known);
  if (!(await canSend(deps, tenantId, channel))) throw refused("SENDER_NOT_CONFIGURED");

  const since = now - LOOK_BACK_MS;
  const { forUser, toContact } = await recentCodes(deps.database, tenantId, { userId, contactIndex }, since);
  const sent = { toContact, forUser: forUser.map(({ createdAt }) => createdAt) };
  const waitMs = resendWaitMs(sent, now);
  if (waitMs > 0) {
    throw new EnrollError("RATE_LIMIT_EXCEEDED", {
      headers: { "retry-after": `${Math.ceil(waitMs / 1_000)}` },
    });
  }

  const id = newId("otc");
  const code = newCode();
  const expiresAt = now + CODE_LIFE_MS;
  const brand = await brandOf(deps, tenantId);
  const to = { channel, address, locale: row.locale };
  const content = codeMessage(brand, to, code, CODE_LIFE_MS / 60_000, deps.publicUrl);
  const message = await queueMessage(deps.database, key, owner, { channel, content, expiresAt }, now);
  const replaced = forUser.filter((one) => one.channel === channel && one.state === "pending");
  const kept = {
    ...owner,
    id,
    channel,
    contactIndex,
    mac: await macOf(deps.vault, tenantId, id, code),
    tries: 0,
    state: "pending" as const,
    messageId: message.id,
    createdAt: now,
    expiresAt,
  };
  const after = { toContact: [...toContact, now], forUser: [...sent.forUser, now] };
  const result: SentCodeData = {
    object: "contact_verification",
    userId,
    channel,
    status: "pending",
    verifiedAt: null,
    expiresAt: toInstant(expiresAt),
    resendAt: toInstant(now + resendWaitMs(after, now)),
    triesLeft: MAX_TRIES,
  };
  return {
    result,
    change: {
      statements: [
        supersedeCodes(deps.database, tenantId, userId, channel),
        ...withdrawMessages(
          deps.database,
          tenantId,
          replaced.map(({ messageId }) => messageId),
        ),
        insertCode(deps.database, kept, {
          since,
          forUser: sent.forUser.length,
          toContact: toContact.length,
        }),
        message.statement,
      ],
      audit: [{ action: "contact.send_code", targetType: "user", targetId: userId, details: { channel } }],
      events: [],
      answer: { status: 202, data: result },
    },
  };
}

function alreadyVerified(of: ContactInput, at: number) {
  const result: SentCodeData = {
    object: "contact_verification",
    ...of,
    status: "verified",
    verifiedAt: toInstant(at),
    expiresAt: null,
    resendAt: null,
    triesLeft: null,
  };
  return {
    result,
    change: { statements: [], audit: [], events: [], answer: { status: 200, data: result } },
  };
}

const refused = (code: string) =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field: "channel", code, message: "" }] });
