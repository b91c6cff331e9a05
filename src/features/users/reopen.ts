import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { UserData } from "./answers.ts";
import type { UsersDeps } from "./deps.ts";
import { activePolicy, policyOfUser } from "./load-policy.ts";
import { ENROLMENT_LIFE_MS } from "./new-user.ts";
import type { ReopenInput } from "./schemas.ts";
import { sealedNote } from "./seal-note.ts";
import { mayReopen } from "./states.ts";
import { findStatus, updateUser } from "./store.ts";
import { decisionOf, type StoredDecision } from "./stored-decision.ts";
import { nothingBrought, viewUser } from "./view.ts";

/**
 * Begins a new attempt for a person whose enrolment was rejected, expired or canceled, under the active version of
 * their policy: what the person brought before no longer counts and costs no attempt. Findings of sources stay, and a
 * confirmed hit rejects again until it is decided otherwise. Throws `INVALID_TRANSITION` for any other user.
 */
export function reopenUser(
  deps: UsersDeps,
  caller: Caller,
  input: ReopenInput & { userId: string },
): Promise<UserData> {
  requireScope(caller, "users:write");
  const { tenantId } = caller;
  return commitWithRetry(deps, caller, async () => {
    const found = await findStatus(deps.database, tenantId, input.userId);
    if (!found) throw new EnrollError("NOT_FOUND");
    const { row } = found;
    if (!mayReopen(row.status)) throw new EnrollError("INVALID_TRANSITION");
    const now = deps.clock();
    const policy = (await activePolicy(deps, tenantId, row.policyId)) ?? (await policyOfUser(deps, row));
    const decision: StoredDecision = {
      standing: { ...decisionOf(row).standing, reviewedAt: null, askedFor: [], reopenedAt: now },
      assessment: nothingBrought(policy, now),
      decidedBy: `subject:${caller.subject}`,
      decidedAt: null,
      ...(await sealedNote(deps, row, input.note)),
    };
    const changes = {
      status: "created" as const,
      decision: { ...decision },
      policyId: policy.id,
      policyVersion: policy.version,
      expiresAt: now + ENROLMENT_LIFE_MS,
    };
    const result = viewUser({ ...row, ...changes, version: row.version + 1, updatedAt: now });
    const object = { id: row.id, externalId: row.externalId, status: "created", reasons: [] };
    return {
      result,
      change: {
        statements: [updateUser(deps.database, row, changes, now)],
        audit: [
          { action: "user.reopen", targetType: "user", targetId: row.id, details: { from: row.status } },
        ],
        events: [{ type: "user.updated" as const, userId: row.id, object, previous: { status: row.status } }],
        answer: { status: 200, data: result },
      },
    };
  });
}
