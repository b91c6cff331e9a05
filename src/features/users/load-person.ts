import type { Caller } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { UserStatus } from "../../storage/tables/users.ts";
import type { UsersDeps } from "./deps.ts";
import { policyOfUser } from "./load-policy.ts";
import type { Policy } from "./policy.ts";
import {
  type Address,
  type Consent,
  type Identifier,
  openIdentifiers,
  openProfile,
  type PersonData,
  type Provenance,
} from "./profile.ts";
import { findProfile, type UserRow } from "./store.ts";

/** A user with the person's data opened: for comparing, never for logs or events. */
export interface Person {
  id: string;
  externalId: string | null;
  status: UserStatus;
  person: PersonData;
  identifiers: Identifier[];
  email: string | null;
  phone: string | null;
  address: Address | null;
  /** Oldest first. */
  consents: Consent[];
  policy: Policy;
  metadata: Record<string, string>;
  provenance?: Record<string, Provenance>;
  locale: string;
  version: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
}

/**
 * Opens a user's data. Throws `NOT_FOUND` for an unknown id, a foreign one and an erased one alike. Asks for no
 * scope of its own: the verb that calls it has asked for the one it needs.
 */
export async function loadPerson(deps: UsersDeps, caller: Caller, userId: string): Promise<Person> {
  return (await loadUser(deps, caller, userId)).person;
}

/** As `loadPerson`, with the stored row beside it, for the verbs of this feature. */
export async function loadUser(
  deps: UsersDeps,
  caller: Caller,
  userId: string,
): Promise<{ row: UserRow; person: Person }> {
  const { tenantId } = caller;
  const [found, key] = await Promise.all([
    findProfile(deps.database, tenantId, userId),
    deps.vault.subjectKey(tenantId, userId),
  ]);
  if (!found || !key || found.row.status === "redacted") throw new EnrollError("NOT_FOUND");
  const { row } = found;
  const policy = await policyOfUser(deps, row);
  const profile = await openProfile(key, { tenantId, userId }, row.profile);
  const person: Person = {
    id: row.id,
    externalId: row.externalId,
    status: row.status,
    ...profile,
    identifiers: await openIdentifiers(key, found.identifiers),
    consents: found.consents.map(({ scope, version, acceptedAt }) => ({
      scope,
      version,
      acceptedAt: toInstant(acceptedAt),
    })),
    policy,
    locale: row.locale,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    expiresAt: row.expiresAt,
  };
  return { row, person };
}
