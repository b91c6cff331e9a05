import type { EventDraft } from "../../records/event-types.ts";
import type { Vault } from "../../storage/vault.ts";
import type { IdentifierRow } from "./identifier-store.ts";
import type { Policy } from "./policy.ts";
import {
  consentRows,
  contactIndexes,
  type Profile,
  type Provenance,
  sealIdentifiers,
  sealProfile,
} from "./profile.ts";
import type { CreateUserInput } from "./schemas.ts";
import type { ConsentRow, UserRow } from "./store.ts";
import type { StoredDecision } from "./stored-decision.ts";
import { NOTHING_DECIDED } from "./stored-decision.ts";
import { nothingBrought } from "./view.ts";

/** A person gathers papers in weeks, not months; after this the enrolment starts anew. */
export const ENROLMENT_LIFE_MS = 30 * 24 * 3_600_000;

export interface NewUser {
  row: UserRow;
  identifiers: IdentifierRow[];
  consents: ConsentRow[];
}

/** The rows of a user who does not exist yet, what is the person's sealed with the key that is to be the user's. */
export async function newUserRows(
  vault: Vault,
  owner: { tenantId: string; userId: string },
  key: CryptoKey,
  from: {
    input: CreateUserInput;
    provenance?: Record<string, Provenance>;
    policy: Policy;
    decision: StoredDecision;
    /** Of who asks, where the person's is not told. */
    locale: string;
    now: number;
  },
): Promise<NewUser> {
  const { input, provenance = {}, policy, decision, now } = from;
  const profile: Profile = {
    person: input.person,
    email: input.email ?? null,
    phone: input.phone ?? null,
    address: input.address ?? null,
    metadata: input.metadata,
    ...(Object.keys(provenance).length === 0 ? {} : { provenance }),
  };
  const [sealed, indexes, identifiers] = await Promise.all([
    sealProfile(key, owner, profile),
    contactIndexes(vault, owner.tenantId, profile),
    sealIdentifiers(vault, key, owner, input.identifiers),
  ]);
  const row: UserRow = {
    tenantId: owner.tenantId,
    id: owner.userId,
    externalId: input.externalId ?? null,
    status: decision.assessment?.status ?? "created",
    version: 1,
    policyId: policy.id,
    policyVersion: policy.version,
    locale: input.locale ?? from.locale,
    profile: sealed,
    ...indexes,
    // The object itself: users that share a decision are then seen to do so.
    decision: decision as unknown as Record<string, unknown>,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + ENROLMENT_LIFE_MS,
  };
  return { row, identifiers, consents: consentRows(owner, input.consents, now) };
}

/** What is decided of a user who has brought nothing: what the policy asks for. */
export const undecided = (policy: Policy, now: number): StoredDecision => ({
  ...NOTHING_DECIDED,
  assessment: nothingBrought(policy, now),
});

/** The entry and the event that every creation of a user leaves. */
export function creationRecords({ id, externalId, policyId, policyVersion }: UserRow, matched: boolean) {
  return {
    audit: {
      action: "user.create",
      targetType: "user",
      targetId: id,
      details: { policyId, policyVersion, matched },
    },
    event: {
      type: "user.created",
      userId: id,
      object: { id, externalId, status: "created", reasons: [] },
    } satisfies EventDraft,
  };
}
