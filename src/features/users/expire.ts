import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commit } from "../../records/commit.ts";
import { isWaiting } from "./advance.ts";
import type { UsersDeps } from "./deps.ts";
import { statusEvents } from "./settle.ts";
import { findOverdue, type UserRow, updateUser } from "./store.ts";

/** Few enough for one run of a cron; the next run takes the rest. */
const USERS_A_RUN = 200;

/**
 * Ends the enrolments whose time has passed, of all tenants; for a cron, and safe to run twice. Until it has run,
 * such a user already takes no more checks. Answers with how many it ended.
 */
export async function expireUsers(deps: UsersDeps): Promise<number> {
  const now = deps.clock();
  let expired = 0;
  for (const row of await findOverdue(deps.database, now, USERS_A_RUN)) {
    if (await expire(deps, row, now)) expired += 1;
  }
  return expired;
}

async function expire(deps: UsersDeps, row: UserRow, now: number): Promise<boolean> {
  if (!isWaiting(row.status)) return false;
  try {
    await commit(deps, clockwork(row.tenantId), {
      statements: [updateUser(deps.database, row, { status: "expired" }, now)],
      audit: [{ action: "user.expire", targetType: "user", targetId: row.id, details: { from: row.status } }],
      events: statusEvents(row, "expired", row.status === "created" ? [] : ["ABANDONED"]),
      answer: { status: 200, data: null },
    });
    return true;
  } catch (error) {
    // Somebody changed the user in the same instant: the next run looks again.
    if (error instanceof EnrollError && error.code === "CONFLICT") return false;
    throw error;
  }
}

/** Who acts when nobody asked: the schedule itself, within one tenant and without a scope. */
const clockwork = (tenantId: string): Caller => ({
  tenantId,
  subject: "schedule",
  scopes: [],
  locale: "es",
  requestId: newId("req"),
  livemode: true,
  idempotency: null,
});
