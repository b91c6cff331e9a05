import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { EventDraft } from "../../records/event-types.ts";
import type { Statement } from "../../storage/database.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import type { UserStatus } from "../../storage/tables/users.ts";
import type { CheckResult } from "./check-result.ts";
import { type Assessment, BY_PERSON, decide } from "./decide.ts";
import type { UsersDeps } from "./deps.ts";
import { policyOfUser } from "./load-policy.ts";
import type { Policy } from "./policy.ts";
import { reopens, settle, statusEvents } from "./settle.ts";
import { isClosed } from "./states.ts";
import { findProgress, type Progress, putCheck, updateUser } from "./store.ts";
import { decisionOf, type StoredDecision } from "./stored-decision.ts";
import type { PerformedCheck } from "./verdict.ts";

/** The writes that a verb merges into its own change, and where the user will stand after it. */
export interface Advance {
  statements: Statement[];
  events: EventDraft[];
  status: UserStatus;
}

/** A check as it finished, or one made before whose finding has been judged again. */
export interface FinishedCheck extends CheckResult {
  /** When it was made, where that was before now: it keeps its age, and takes no approval back. */
  performedAt?: number;
}

/**
 * Plans what finished checks do to their user: keeps the checks and decides anew on all of them. Call it inside
 * the plan of `commitWithRetry`: it guards the user's version, so that of two checks that finish together the
 * later one is decided with the earlier in sight. Throws `NOT_FOUND` for an unknown or foreign user and
 * `INVALID_TRANSITION` for one whose enrolment is over (rejected, expired, canceled, redacted).
 */
export async function planAdvance(
  deps: UsersDeps,
  caller: Caller,
  userId: string,
  checks: readonly FinishedCheck[],
): Promise<Advance> {
  const progress = await findProgress(deps.database, caller.tenantId, userId);
  if (!progress) throw new EnrollError("NOT_FOUND");
  const now = deps.clock();
  requireOpen(progress, now);
  const policy = await policyOfUser(deps, progress.row);
  const next = reassess(policy, progress, { checks, now });
  return {
    statements: [
      ...checks.map(({ performedAt, ...check }) =>
        putCheck(deps.database, caller.tenantId, userId, check, performedAt ?? now),
      ),
      updateUser(deps.database, progress.row, next.changes, now),
    ],
    events: next.events,
    status: next.changes.status,
  };
}

/** Throws `INVALID_TRANSITION` when the enrolment is over or its time has passed. */
export function requireOpen(progress: Progress, now: number): void {
  if (!isOpen(progress, now)) throw new EnrollError("INVALID_TRANSITION");
}

/** False when the enrolment is over or its time has passed. */
export const isOpen = ({ row }: Progress, now: number): boolean =>
  !isClosed(row.status) && !(now >= row.expiresAt && isWaiting(row.status));

/** True while the person still has something to bring, so that time can run out. */
export const isWaiting = (status: UserStatus): boolean =>
  status === "created" || status === "in_progress" || status === "requires_input";

interface News {
  checks?: readonly FinishedCheck[];
  consents?: readonly string[];
  standing?: Partial<StoredDecision["standing"]>;
  /** Which present addresses are verified, where the change itself alters it. */
  verifiedContacts?: readonly Channel[];
  now: number;
}

/** What a policy makes of a user's checks and news of them, wherever the user stands. Pure. */
export function assess(policy: Policy, progress: Progress, news: News): Assessment {
  const fresh = news.checks ?? [];
  const replaced = new Set(fresh.map(({ checkId }) => checkId));
  const { reopenedAt = 0, ...standing } = decisionOf(progress.row).standing;
  // Of earlier attempts, what sources found stays: else a hit could be washed away by beginning anew.
  const counts = ({ type, at }: PerformedCheck) => at > reopenedAt || !BY_PERSON.includes(type);
  return decide(policy, {
    ...standing,
    ...news.standing,
    checks: [
      ...progress.checks.filter((check) => !replaced.has(check.checkId) && counts(check)),
      ...fresh.map(({ performedAt, ...check }) => ({ ...check, at: performedAt ?? news.now })),
    ].sort((a, b) => a.at - b.at),
    duplicateOf: progress.duplicateOf,
    verifiedContacts: news.verifiedContacts ?? progress.verifiedContacts,
    consents: [...progress.consents, ...(news.consents ?? [])],
    now: news.now,
  });
}

/**
 * Decides anew on a user. Pure: answers with the columns to write and the events to tell. An approval that is not
 * reopened keeps the decision it rests on.
 */
export function reassess(
  policy: Policy,
  progress: Progress,
  news: News & {
    /** True when the change itself takes an approval back. */
    reopened?: boolean;
    /** True when an approval that stays is to rest on this policy from now on. */
    rebound?: boolean;
  },
): { changes: { status: UserStatus; decision: Record<string, unknown> }; events: EventDraft[] } {
  const { row } = progress;
  const stored = decisionOf(row);
  const standing = { ...stored.standing, ...news.standing };
  const fresh = news.checks ?? [];
  const assessment = assess(policy, progress, news);
  const status = settle(row.status, assessment.status, news.reopened === true || fresh.some(isNews));
  const keeps = row.status === "approved" && status === "approved" && !news.rebound;
  const decision: StoredDecision = keeps
    ? { ...stored, standing }
    : {
        standing,
        assessment: { ...assessment, outcome: OUTCOME_OF[status] ?? assessment.outcome },
        decidedBy: "auto",
        decidedAt: news.now,
      };
  const codes = [...new Set(assessment.reasons.map(({ code }) => code))];
  return {
    changes: { status, decision: { ...decision } },
    events: statusEvents(row, status, codes),
  };
}

const isNews = (check: FinishedCheck): boolean => check.performedAt === undefined && reopens(check);

const OUTCOME_OF: Partial<Record<UserStatus, Assessment["outcome"]>> = {
  approved: "approve",
  in_review: "review",
  rejected: "reject",
};
