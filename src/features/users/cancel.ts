import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { UserData } from "./answers.ts";
import type { UsersDeps } from "./deps.ts";
import { statusEvents } from "./settle.ts";
import { mayBecome } from "./states.ts";
import { findStatus, updateUser } from "./store.ts";
import { viewUser } from "./view.ts";

/** Ends an enrolment that has no answer yet. Throws `INVALID_TRANSITION` once one is being made or was given. */
export function cancelUser(deps: UsersDeps, caller: Caller, userId: string): Promise<UserData> {
  requireScope(caller, "users:write");
  return commitWithRetry(deps, caller, async () => {
    const found = await findStatus(deps.database, caller.tenantId, userId);
    if (!found) throw new EnrollError("NOT_FOUND");
    const { row } = found;
    if (!mayBecome(row.status, "canceled")) throw new EnrollError("INVALID_TRANSITION");
    const now = deps.clock();
    const status = "canceled" as const;
    const result = viewUser({ ...row, status, version: row.version + 1, updatedAt: now });
    return {
      result,
      change: {
        statements: [updateUser(deps.database, row, { status }, now)],
        audit: [
          {
            action: "user.cancel",
            targetType: "user",
            targetId: userId,
            details: { from: row.status },
          },
        ],
        events: statusEvents(row, status, []),
        answer: { status: 200, data: result },
      },
    };
  });
}
