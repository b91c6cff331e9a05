import { reasonMessage } from "../../i18n/messages.ts";
import type { Locale } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import type { UserData, UserStatusData } from "./answers.ts";
import { type Assessment, decide } from "./decide.ts";
import { DEFAULT_POLICY, type Policy } from "./policy.ts";
import { isFinal } from "./states.ts";
import type { UserRow } from "./store.ts";
import { decisionOf } from "./stored-decision.ts";
import type { PerformedCheck } from "./verdict.ts";

/**
 * For rows without an assessment: those that were erased, and those of before assessments were written with the user,
 * when there was no other policy.
 */
const untouched = (row: UserRow): Assessment => nothingBrought(DEFAULT_POLICY, row.createdAt);

/** What a policy asks of a user before anything was brought. */
export const nothingBrought = (policy: Policy, now: number): Assessment =>
  decide(policy, {
    checks: [],
    consents: [],
    duplicateOf: null,
    identityChangedAt: null,
    reviewedAt: null,
    askedFor: [],
    now,
  });

/** A user without the person's data. */
export function viewUser(row: UserRow): UserData {
  const { requirements, attempts } = decisionOf(row).assessment ?? untouched(row);
  return {
    id: row.id,
    object: "user",
    externalId: row.externalId,
    status: row.status,
    requirements,
    attempts,
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
    expiresAt: toInstant(row.expiresAt),
  };
}

/** Where a user stands and why, with messages for the person in the caller's language. */
export function viewStatus(row: UserRow, checks: readonly PerformedCheck[], locale: Locale): UserStatusData {
  const stored = decisionOf(row);
  const assessment = stored.assessment ?? untouched(row);
  return {
    userId: row.id,
    externalId: row.externalId,
    status: row.status,
    final: isFinal(row.status),
    requirements: assessment.requirements,
    attempts: assessment.attempts,
    checks: checks.map((check) => ({
      id: check.checkId,
      type: check.type,
      outcome: check.outcome,
      reasons: check.reasons,
      performedAt: toInstant(check.at),
    })),
    decision:
      stored.assessment === null || stored.decidedAt === null
        ? null
        : {
            outcome: stored.assessment.outcome,
            reasons: stored.assessment.reasons.map((reason) => ({
              ...reason,
              userMessage: reasonMessage(locale, reason.code),
            })),
            policy: stored.assessment.policy,
            trace: stored.assessment.trace,
            decidedBy: stored.decidedBy,
            decidedAt: toInstant(stored.decidedAt),
          },
    assurance: assessment.assurance,
    version: row.version,
    updatedAt: toInstant(row.updatedAt),
  };
}
