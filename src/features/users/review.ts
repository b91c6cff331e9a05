import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { UserStatus } from "../../storage/tables/users.ts";
import type { UserStatusData } from "./answers.ts";
import type { Assessment } from "./decide.ts";
import type { UsersDeps } from "./deps.ts";
import type { ReviewInput } from "./schemas.ts";
import { sealedNote } from "./seal-note.ts";
import { statusEvents } from "./settle.ts";
import { findStatus, updateUser } from "./store.ts";
import { decisionOf, type StoredDecision } from "./stored-decision.ts";
import { reasonOf } from "./verdict.ts";
import { viewStatus } from "./view.ts";

const CONSEQUENCE: Record<ReviewInput["decision"], { status: UserStatus; outcome: Assessment["outcome"] }> = {
  approve: { status: "approved", outcome: "approve" },
  reject: { status: "rejected", outcome: "reject" },
  request_input: { status: "requires_input", outcome: "pending" },
};

/**
 * Ends a review by a person's decision, which stands in place of the policy's with the reviewer's name; the
 * policy's trace stays beside it. Throws `INVALID_TRANSITION` for a user who is not in review.
 */
export function reviewUser(
  deps: UsersDeps,
  caller: Caller,
  input: ReviewInput & { userId: string },
): Promise<UserStatusData> {
  requireScope(caller, "users:write");
  return commitWithRetry(deps, caller, async () => {
    const found = await findStatus(deps.database, caller.tenantId, input.userId);
    if (!found) throw new EnrollError("NOT_FOUND");
    const { row, checks } = found;
    if (row.status !== "in_review") throw new EnrollError("INVALID_TRANSITION");
    const now = deps.clock();
    const { status, outcome } = CONSEQUENCE[input.decision];
    const stored = decisionOf(row);
    if (!stored.assessment) throw new Error("a review without an assessment");
    const decision: StoredDecision = {
      standing: {
        ...stored.standing,
        reviewedAt: now,
        askedFor: input.decision === "request_input" ? input.reasons : [],
      },
      assessment: {
        ...stored.assessment,
        outcome,
        reasons: input.reasons.map((code) => reasonOf(code, null)),
      },
      decidedBy: `subject:${caller.subject}`,
      decidedAt: now,
      ...(await sealedNote(deps, row, input.note)),
    };
    const changes = { status, decision: { ...decision } };
    const result = viewStatus(
      { ...row, ...changes, version: row.version + 1, updatedAt: now },
      checks,
      caller.locale,
    );
    const object = {
      id: row.id,
      externalId: row.externalId,
      decision: input.decision,
      status,
      reasons: input.reasons,
    };
    return {
      result,
      change: {
        statements: [updateUser(deps.database, row, changes, now)],
        audit: [
          {
            action: "user.review",
            targetType: "user",
            targetId: row.id,
            details: { decision: input.decision, reasons: input.reasons.join(",") },
          },
        ],
        events: [
          { type: "review.decided" as const, userId: row.id, object, previous: { status: row.status } },
          ...statusEvents(row, status, input.reasons),
        ],
        answer: { status: 200, data: result },
      },
    };
  });
}
