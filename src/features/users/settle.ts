import { REASONS } from "../../kernel/reasons.ts";
import type { EventDraft, EventType } from "../../records/event-types.ts";
import type { UserStatus } from "../../storage/tables/users.ts";
import type { CheckResult } from "./check-result.ts";
import type { Assessment } from "./decide.ts";
import { pathBetween } from "./states.ts";

/**
 * True for a check that takes an approval back to a person's eyes: a hit of a source, an expired document, or a
 * finding that no second try could mend. A blurred picture or a stranger's face held before an approved account
 * must not: else anyone could undo an approval.
 */
export function reopens(check: CheckResult): boolean {
  if (check.outcome !== "fail" && check.outcome !== "review") return false;
  if (check.type === "watchlist" || check.type === "criminal") return true;
  return check.reasons.some((code) => code === "DOCUMENT_EXPIRED" || !REASONS[code].retryable);
}

/**
 * Where a user in `current` goes, given what the policy would have. An approval stays unless reopened; a review
 * ends only by a person's decision; and who was asked for something stays asked until all is there.
 */
export function settle(current: UserStatus, wanted: Assessment["status"], reopened: boolean): UserStatus {
  if (current === "approved") return reopened ? "in_review" : "approved";
  if (current === "in_review") return "in_review";
  if (current === "requires_input" && (wanted === "in_progress" || wanted === "created"))
    return "requires_input";
  return wanted;
}

const EVENT_OF: Partial<Record<UserStatus, EventType>> = {
  processing: "user.processing",
  requires_input: "user.requires_input",
  in_review: "user.in_review",
  approved: "user.approved",
  rejected: "user.rejected",
  expired: "user.expired",
  canceled: "user.canceled",
  redacted: "user.redacted",
};

/**
 * The events of a change of status, one for each status passed on the way; none when nothing changed. Throws when
 * the table of states knows no way, which would be a fault of ours.
 */
export function statusEvents(
  user: { id: string; externalId: string | null; status: UserStatus },
  to: UserStatus,
  reasons: readonly string[],
): EventDraft[] {
  const path = pathBetween(user.status, to);
  if (!path) throw new Error(`no way from ${user.status} to ${to}`);
  const events: EventDraft[] = [];
  let previous = user.status;
  for (const status of path) {
    const type = EVENT_OF[status];
    const object = {
      id: user.id,
      externalId: user.externalId,
      status,
      reasons: status === to ? reasons : [],
    };
    if (type) events.push({ type, userId: user.id, object, previous: { status: previous } });
    if (status === "in_review") events.push({ type: "review.opened", userId: user.id, object });
    previous = status;
  }
  return events;
}
