import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import { assess, reassess, requireOpen } from "./advance.ts";
import type { UsersDeps } from "./deps.ts";
import { loadPolicy } from "./load-policy.ts";
import type { RedecideInput, RedecisionData } from "./policy-schemas.ts";
import { findProgress, updateUser } from "./store.ts";
import { decisionOf } from "./stored-decision.ts";
import { nothingBrought } from "./view.ts";

/**
 * Decides on a user anew by another version of a policy, on the checks already made, and binds the user to it. An
 * approval that the new version would not give goes to a person's eyes; a review stays one. With `dryRun`, tells only
 * what would change. Throws `NOT_FOUND`, also for a version that does not exist, and `INVALID_TRANSITION` for an
 * enrolment that is over.
 */
export function redecideUser(
  deps: UsersDeps,
  caller: Caller,
  input: RedecideInput & { userId: string },
): Promise<RedecisionData> {
  requireScope(caller, "users:write");
  const { tenantId } = caller;
  const { userId, policyId, version, dryRun } = input;
  return commitWithRetry(deps, caller, async () => {
    const progress = await findProgress(deps.database, tenantId, userId);
    const policy = await loadPolicy(deps, tenantId, policyId, version);
    if (!progress || !policy) throw new EnrollError("NOT_FOUND");
    const now = deps.clock();
    requireOpen(progress, now);
    const { row } = progress;
    const wanted = assess(policy, progress, { now }).status;
    const reopened = row.status === "approved" && wanted !== "approved";
    const next =
      progress.checks.length === 0
        ? {
            changes: {
              status: row.status,
              decision: { ...decisionOf(row), assessment: nothingBrought(policy, now) },
            },
            events: [],
          }
        : reassess(policy, progress, { reopened, rebound: true, now });
    const bound = { ...next.changes, policyId, policyVersion: version };
    const before = standingOf(row);
    const after = standingOf({ ...row, ...bound });
    const result: RedecisionData = {
      userId,
      object: "redecision",
      dryRun,
      changed: essence(before) !== essence(after),
      before,
      after,
    };
    const details = { policyId, version, from: row.status, to: bound.status };
    return {
      result,
      change: {
        statements: dryRun ? [] : [updateUser(deps.database, row, bound, now)],
        audit: dryRun ? [] : [{ action: "user.redecide", targetType: "user", targetId: userId, details }],
        events: dryRun ? [] : next.events,
        answer: { status: 200, data: result },
      },
    };
  });
}

function standingOf(row: {
  status: string;
  policyId: string;
  policyVersion: number;
  decision: Record<string, unknown> | null;
}): RedecisionData["before"] {
  const { assessment, decidedAt } = decisionOf(row);
  return {
    status: row.status,
    outcome: decidedAt === null ? null : (assessment?.outcome ?? null),
    reasons: [...new Set(assessment?.reasons.map(({ code }) => code))],
    policy: { id: row.policyId, version: row.policyVersion },
    due: assessment?.requirements.due ?? [],
  };
}

const essence = ({ status, outcome, reasons, due }: RedecisionData["before"]) =>
  JSON.stringify([status, outcome, [...reasons].sort(), [...due].sort()]);
