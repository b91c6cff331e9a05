import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import { isExternalIdTaken, requirePossibleDates, requirePossibleIdentifiers, userExists } from "./admit.ts";
import { reassess, requireOpen } from "./advance.ts";
import type { UserData } from "./answers.ts";
import { forgetReplaced, indexOf } from "./contacts/verified.ts";
import type { UsersDeps } from "./deps.ts";
import { replaceIdentifiers } from "./identifier-store.ts";
import { loadPerson, type Person } from "./load-person.ts";
import {
  consentRows,
  contactIndexes,
  type PersonData,
  type Profile,
  sealIdentifiers,
  sealProfile,
} from "./profile.ts";
import type { UpdateUserInput } from "./schemas.ts";
import { findByExternalId, findProgress, insertConsents, updateUser } from "./store.ts";
import { viewUser } from "./view.ts";

/**
 * Changes what is known of a person. With `ifMatch`, only the version that the caller read: throws
 * `PRECONDITION_FAILED` for another. A change of name, birth, nationality or identifiers takes away the passes
 * that spoke of the earlier data, and with them an approval: it never covers data that came after it.
 */
export async function editUser(
  deps: UsersDeps,
  caller: Caller,
  input: UpdateUserInput & { userId: string; ifMatch: string | null },
): Promise<UserData> {
  requireScope(caller, "users:write");
  const now = deps.clock();
  const consents = input.consents ?? [];
  requirePossibleDates({ dateOfBirth: input.person?.dateOfBirth, consents }, now);
  requirePossibleIdentifiers(input.identifiers ?? []);
  try {
    return await commitWithRetry(deps, caller, () => plan(deps, caller, input, now));
  } catch (error) {
    if (!isExternalIdTaken(error) || !input.externalId) throw error;
    const existingId = await findByExternalId(deps.database, caller.tenantId, input.externalId);
    throw existingId === null ? error : userExists(existingId);
  }
}

async function plan(
  deps: UsersDeps,
  caller: Caller,
  input: UpdateUserInput & { userId: string; ifMatch: string | null },
  now: number,
) {
  const { tenantId } = caller;
  const owner = { tenantId, userId: input.userId };
  // The person first: should another request come in between, the version below no longer fits and all fails.
  const before = await loadPerson(deps, caller, input.userId);
  const progress = await findProgress(deps.database, tenantId, input.userId);
  const key = await deps.vault.subjectKey(tenantId, input.userId);
  if (!progress || !key) throw new EnrollError("NOT_FOUND");
  if (input.ifMatch !== null && input.ifMatch !== "*" && input.ifMatch !== `${before.version}`) {
    throw new EnrollError("PRECONDITION_FAILED");
  }
  requireOpen(progress, now);

  const after = merge(before, input);
  const identityChanged = differs(before, { ...before, ...after.profile, identifiers: after.identifiers });
  const consents = consentRows(owner, input.consents ?? [], now);
  const indexes = await contactIndexes(deps.vault, tenantId, after.profile);
  const kept = (channel: Channel) => indexOf(indexes, channel) === indexOf(progress.row, channel);
  const verifiedContacts = progress.verifiedContacts.filter(kept);
  // Where the policy asks for a verified address, an approval does not cover one that nobody verified.
  const contactLost = (before.policy.requireVerifiedContact ?? []).some(
    (channel) => progress.verifiedContacts.includes(channel) && !kept(channel),
  );
  const decided =
    progress.checks.length > 0 && (identityChanged || contactLost || consents.length > 0)
      ? reassess(before.policy, progress, {
          consents: consents.map(({ scope }) => scope),
          standing: identityChanged ? { identityChangedAt: now } : {},
          verifiedContacts,
          reopened: identityChanged || contactLost,
          now,
        })
      : null;
  const row = { ...progress.row, version: before.version };
  const changes = {
    externalId: after.externalId,
    locale: input.locale ?? row.locale,
    profile: await sealProfile(key, owner, after.profile),
    ...indexes,
    ...decided?.changes,
  };
  const result = viewUser({ ...row, ...changes, version: row.version + 1, updatedAt: now });
  const { userId: _, ifMatch: __, ...sent } = input;
  const fields = Object.keys(sent);
  const object = { id: row.id, externalId: after.externalId, status: result.status, fields };
  return {
    result,
    change: {
      statements: [
        ...(input.identifiers === undefined
          ? []
          : replaceIdentifiers(
              deps.database,
              tenantId,
              input.userId,
              await sealIdentifiers(deps.vault, key, owner, after.identifiers),
            )),
        ...insertConsents(deps.database, consents),
        ...forgetReplaced(deps.database, row, changes),
        updateUser(deps.database, row, changes, now),
      ],
      audit: [
        {
          action: "user.update",
          targetType: "user",
          targetId: row.id,
          details: { fields: fields.join(","), identityChanged },
        },
      ],
      events: [{ type: "user.updated" as const, userId: row.id, object }, ...(decided?.events ?? [])],
      answer: { status: 200, data: result },
    },
  };
}

/** The data after the change: what was left out stays, null clears. */
function merge(before: Person, input: UpdateUserInput) {
  const kept = <T>(sent: T | null | undefined, had: T | null) => (sent === undefined ? had : sent);
  const profile: Profile = {
    person: withoutNulls({ ...before.person, ...input.person }) as PersonData,
    email: kept(input.email, before.email),
    phone: kept(input.phone, before.phone),
    address: kept(input.address, before.address),
    metadata: withoutNulls({ ...before.metadata, ...input.metadata }),
    ...stillFilledIn(before, input),
  };
  if (Object.keys(profile.metadata).length > 50) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "metadata", code: "TOO_MANY", message: "" }],
    });
  }
  return {
    externalId: kept(input.externalId, before.externalId),
    identifiers: input.identifiers ?? before.identifiers,
    profile,
  };
}

/** Where values came from, of those that this change does not touch. */
function stillFilledIn(before: Person, input: UpdateUserInput): Pick<Profile, "provenance"> {
  const touched = new Set([
    ...Object.keys(input),
    ...Object.keys(input.person ?? {}).map((field) => `person.${field}`),
  ]);
  const kept = Object.entries(before.provenance ?? {}).filter(([field]) => !touched.has(field));
  return kept.length === 0 ? {} : { provenance: Object.fromEntries(kept) };
}

function withoutNulls<T>(record: Record<string, T | null | undefined>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, T] => entry[1] !== null && entry[1] !== undefined,
    ),
  );
}

/** True when what checks have spoken of is no longer the same, in whatever order it was sent. */
function differs(
  before: Pick<Person, "person" | "identifiers">,
  after: Pick<Person, "person" | "identifiers">,
): boolean {
  const essence = ({ person, identifiers }: Pick<Person, "person" | "identifiers">) =>
    JSON.stringify([
      Object.entries(person).sort(([a], [b]) => a.localeCompare(b)),
      identifiers.map(({ type, country, number }) => `${type}|${country}|${number}`).sort(),
    ]);
  return essence(before) !== essence(after);
}
