import type { UserStatus } from "../../storage/tables/users.ts";

/**
 * The life of a user: from each status, where it may go next. Nothing but this table decides it. `redacted` is
 * reachable from everywhere, as erasure is a right and not a step of the enrolment.
 */
const NEXT: Readonly<Record<UserStatus, readonly UserStatus[]>> = {
  created: ["in_progress", "expired", "canceled", "redacted"],
  in_progress: ["processing", "expired", "canceled", "redacted"],
  processing: ["approved", "requires_input", "in_review", "rejected", "redacted"],
  requires_input: ["processing", "expired", "canceled", "redacted"],
  in_review: ["approved", "rejected", "requires_input", "redacted"],
  approved: ["in_review", "redacted"],
  rejected: ["redacted"],
  expired: ["redacted"],
  canceled: ["redacted"],
  redacted: [],
};

/** True when a user may go straight from one status to the other. */
export const mayBecome = (from: UserStatus, to: UserStatus): boolean => NEXT[from].includes(to);

/** True when the enrolment has its answer or has ended; only a later finding can reopen an approval. */
export const isFinal = (status: UserStatus): boolean =>
  status === "approved" || isClosed(status) || status === "redacted";

/** True for an enrolment that ended without an approval: somebody may let the person try anew. */
export const mayReopen = (status: UserStatus): boolean => isClosed(status) && status !== "redacted";

/** True when nothing more happens to the enrolment by itself: only a new attempt, or erasure. */
export const isClosed = (status: UserStatus): boolean =>
  status === "rejected" || status === "expired" || status === "canceled" || status === "redacted";

/**
 * The statuses passed through from one to the other, the last included, by the shortest way that the table
 * allows: `created` to `approved` passes `in_progress` and `processing`. Empty when both are the same; null when
 * there is no way.
 */
export function pathBetween(from: UserStatus, to: UserStatus): UserStatus[] | null {
  if (from === to) return [];
  const cameFrom = new Map<UserStatus, UserStatus>();
  const queue: UserStatus[] = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of NEXT[at]) {
      if (next === from || cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      if (next === to) return backtrack(cameFrom, from, to);
      queue.push(next);
    }
  }
  return null;
}

function backtrack(cameFrom: ReadonlyMap<UserStatus, UserStatus>, from: UserStatus, to: UserStatus) {
  const path: UserStatus[] = [];
  for (let at: UserStatus | undefined = to; at !== undefined && at !== from; at = cameFrom.get(at)) {
    path.unshift(at);
  }
  return path;
}
