import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import type { UserDetailsData, UserStatusData } from "./answers.ts";
import { verifiedContactsOf } from "./contacts/verified.ts";
import type { UsersDeps } from "./deps.ts";
import { loadUser } from "./load-person.ts";
import { findStatus } from "./store.ts";
import { viewStatus, viewUser } from "./view.ts";

/** A user with the person's data opened. Throws `NOT_FOUND` for an unknown, foreign or erased one alike. */
export async function readUser(deps: UsersDeps, caller: Caller, userId: string): Promise<UserDetailsData> {
  requireScope(caller, "users:read");
  const { row, person } = await loadUser(deps, caller, userId);
  return {
    ...viewUser(row),
    person: person.person,
    identifiers: person.identifiers,
    email: person.email,
    phone: person.phone,
    verifiedContacts: await verifiedContactsOf(deps.database, row),
    address: person.address,
    locale: person.locale,
    policyId: person.policy.id,
    consents: person.consents,
    metadata: person.metadata,
    ...(person.provenance ? { provenance: person.provenance } : {}),
  };
}

/** Where a user stands, by which checks and by which decision; holds nothing of the person's data. */
export async function readStatus(deps: UsersDeps, caller: Caller, userId: string): Promise<UserStatusData> {
  requireScope(caller, "users:read");
  const found = await findStatus(deps.database, caller.tenantId, userId);
  if (!found) throw new EnrollError("NOT_FOUND");
  return viewStatus(found.row, found.checks, caller.locale);
}
