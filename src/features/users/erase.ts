import { EnrollError } from "../../kernel/errors.ts";
import type { Erasure } from "../../records/erasure.ts";
import type { EventDraft } from "../../records/event-types.ts";
import { eraseContacts } from "./contacts/erase.ts";
import type { UsersDeps } from "./deps.ts";
import { statusEvents } from "./settle.ts";
import { deletePersonOf, findProfile, findStatus, updateUser } from "./store.ts";

/** A user's own part of an erasure, with the event that tells of it; null: the user was erased before. */
export type UserErasure = Erasure & { events: EventDraft[] };

/**
 * What it takes to forget a user: identifiers, checks and decision go, and the row becomes a tombstone that says
 * only that there was somebody. Consents stay (scope, version, instant): they prove that what was done was allowed
 * (GDPR art. 7(1)). Guards the user's version, so that no check can finish beside it. Throws `NOT_FOUND`.
 */
export async function eraseUserRows(
  deps: UsersDeps,
  tenantId: string,
  userId: string,
): Promise<UserErasure | null> {
  const [status, profile] = await Promise.all([
    findStatus(deps.database, tenantId, userId),
    findProfile(deps.database, tenantId, userId),
  ]);
  if (!status || !profile) throw new EnrollError("NOT_FOUND");
  const { row, checks } = status;
  if (row.status === "redacted") return null;
  const tombstone = {
    status: "redacted" as const,
    externalId: null,
    // BCP 47's tag for a language that is not known.
    locale: "und",
    profile: "",
    emailIndex: null,
    phoneIndex: null,
    decision: null,
  };
  return {
    statements: [
      ...deletePersonOf(deps.database, tenantId, userId),
      ...eraseContacts(deps.database, tenantId, userId),
      updateUser(deps.database, row, tombstone, deps.clock()),
    ],
    targets: [userId, ...checks.map(({ checkId }) => checkId)],
    pictures: [],
    counts: { identifiers: profile.identifiers.length, checks: checks.length },
    // Without the external id: events are kept, and it may name the person.
    events: statusEvents({ ...row, externalId: null }, "redacted", []),
  };
}
