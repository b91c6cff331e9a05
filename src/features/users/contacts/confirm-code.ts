import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { toInstant } from "../../../kernel/clock.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commit, commitWithRetry } from "../../../records/commit.ts";
import { isOpen, reassess } from "../advance.ts";
import { loadUser } from "../load-person.ts";
import { policyOfUser } from "../load-policy.ts";
import { findProgress, updateUser } from "../store.ts";
import { MAX_TRIES, macOf, sameMac } from "./code.ts";
import type { ContactsDeps } from "./deps.ts";
import type { ConfirmedData, ConfirmReason, ContactInput } from "./schemas.ts";
import { type CodeRow, findVerified, latestCode, putVerified, takeTry, useCode } from "./store.ts";
import { indexOf, verifiedAt } from "./verified.ts";

/**
 * Compares what a person typed with the code that was sent last. Wrong, over, used, tried too often or sent to an
 * address that changed: outcomes, not errors. What is verified is the address the code went to, and no other. Throws
 * `NOT_FOUND` for an unknown, foreign or erased user.
 */
export async function confirmCode(
  deps: ContactsDeps,
  caller: Caller,
  input: ContactInput & { code: string },
): Promise<ConfirmedData> {
  requireScope(caller, "users:write");
  const { userId, channel } = input;
  const now = deps.clock();
  await loadUser(deps, caller, userId);
  const latest = await latestCode(deps.database, caller.tenantId, userId, channel);
  if (!latest) return fail(deps, caller, input, "NO_CODE", null);
  // The try is spent before the codes are compared, so that it counts whatever happens after.
  const taken = await takeTry(deps.database, latest, now);
  const mac = await macOf(deps.vault, caller.tenantId, latest.id, input.code);
  if (!taken) return fail(deps, caller, input, whyNot(latest, now), latest);
  if (!sameMac(mac, taken.mac)) {
    return fail(deps, caller, input, taken.tries >= MAX_TRIES ? "TOO_MANY_TRIES" : "CODE_WRONG", taken);
  }
  try {
    return await commitWithRetry(deps, caller, () => plan(deps, caller, input, taken));
  } catch (error) {
    if (error instanceof Used) return fail(deps, caller, input, error.reason, taken);
    throw error;
  }
}

/** Why no try could be taken of a code. */
function whyNot(row: CodeRow, now: number): ConfirmReason {
  if (row.state === "used") return "CODE_USED";
  if (row.state === "superseded") return "NO_CODE";
  return row.expiresAt <= now ? "CODE_EXPIRED" : "TOO_MANY_TRIES";
}

/** A code that was right, and yet verifies nothing any more. */
class Used extends Error {
  readonly reason: ConfirmReason;
  constructor(reason: ConfirmReason) {
    super(reason);
    this.reason = reason;
  }
}

async function plan(deps: ContactsDeps, caller: Caller, { userId, channel }: ContactInput, code: CodeRow) {
  const { tenantId } = caller;
  const now = deps.clock();
  const [latest, progress] = await Promise.all([
    latestCode(deps.database, tenantId, userId, channel),
    findProgress(deps.database, tenantId, userId),
  ]);
  if (!progress) throw new EnrollError("NOT_FOUND");
  const { row } = progress;
  const policy = await policyOfUser(deps, row);
  // Read again in each round: another request may have used it, replaced it, or changed the address.
  if (latest?.id !== code.id || latest.state !== "pending") throw new Used("CODE_USED");
  if (indexOf(row, channel) !== code.contactIndex) throw new Used("CONTACT_CHANGED");
  const result: ConfirmedData = {
    object: "contact_confirmation",
    userId,
    channel,
    outcome: "pass",
    reason: null,
    triesLeft: null,
    verifiedAt: toInstant(now),
  };
  // What the policy was waiting for may be this; an enrolment that is over is not decided again.
  const waited = policy.requireVerifiedContact?.includes(channel) && progress.checks.length > 0;
  const decided =
    waited && isOpen(progress, now)
      ? reassess(policy, progress, {
          verifiedContacts: [...progress.verifiedContacts, channel],
          now,
        })
      : null;
  const object = {
    id: userId,
    externalId: row.externalId,
    status: decided?.changes.status ?? row.status,
    fields: [`contacts.${channel}.verifiedAt`],
  };
  return {
    result,
    change: {
      statements: [
        useCode(deps.database, code),
        putVerified(deps.database, {
          tenantId,
          userId,
          channel,
          contactIndex: code.contactIndex,
          verifiedAt: now,
        }),
        // The version moves on, and with it fails whatever would change the address at the same time.
        updateUser(deps.database, row, decided?.changes ?? {}, now),
      ],
      audit: [{ action: "contact.verify", targetType: "user", targetId: userId, details: { channel } }],
      events: [{ type: "user.updated" as const, userId, object }, ...(decided?.events ?? [])],
      answer: { status: 200, data: result },
    },
  };
}

async function fail(
  deps: ContactsDeps,
  caller: Caller,
  { userId, channel }: ContactInput,
  reason: ConfirmReason,
  code: CodeRow | null,
): Promise<ConfirmedData> {
  const { row } = await loadUser(deps, caller, userId);
  const rows = await findVerified(deps.database, caller.tenantId, userId);
  const known = verifiedAt(rows, row, channel);
  const open = code !== null && (reason === "CODE_WRONG" || reason === "TOO_MANY_TRIES");
  const data: ConfirmedData = {
    object: "contact_confirmation",
    userId,
    channel,
    outcome: "fail",
    reason,
    triesLeft: open ? Math.max(0, MAX_TRIES - code.tries) : null,
    verifiedAt: known === null ? null : toInstant(known),
  };
  await commit(deps, caller, {
    statements: [],
    audit: [
      { action: "contact.verify_failed", targetType: "user", targetId: userId, details: { channel, reason } },
    ],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
