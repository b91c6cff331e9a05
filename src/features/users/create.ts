import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { newId } from "../../kernel/ids.ts";
import { commit } from "../../records/commit.ts";
import { linkStatements } from "../connectors/link-person.ts";
import { isExternalIdTaken, requirePossibleDates, requirePossibleIdentifiers, userExists } from "./admit.ts";
import type { UserData } from "./answers.ts";
import { askSources, existingUser } from "./ask-sources.ts";
import { decide } from "./decide.ts";
import type { CreateDeps, UsersDeps } from "./deps.ts";
import { findByIdentifiers, insertIdentifiers } from "./identifier-store.ts";
import { activePolicy } from "./load-policy.ts";
import type { Policy } from "./policy.ts";
import { prefill } from "./prefill.ts";
import {
  consentRows,
  contactIndexes,
  identifierIndex,
  type Profile,
  sealIdentifiers,
  sealProfile,
} from "./profile.ts";
import type { CreateUserInput } from "./schemas.ts";
import { statusEvents } from "./settle.ts";
import { findByExternalId, insertConsents, insertUser } from "./store.ts";
import { NOTHING_DECIDED } from "./stored-decision.ts";
import { nothingBrought, viewUser } from "./view.ts";

/** A person gathers papers in weeks, not months; after this the enrolment starts anew. */
export const ENROLMENT_LIFE_MS = 30 * 24 * 3_600_000;

/**
 * Creates the user that a person's checks will belong to. An external id that is taken is refused (`USER_EXISTS`,
 * with the other user's id in the details): the caller holds both. An identifier that another user carries is
 * only told (`existingUser`) and sends the decision to a reviewer: a typing error must not keep a person out, nor
 * may an answer of "exists" be the only thing that stands between a fraudster and a second account.
 */
export async function createUser(deps: CreateDeps, caller: Caller, sent: CreateUserInput): Promise<UserData> {
  requireScope(caller, "users:write");
  const { tenantId } = caller;
  const now = deps.clock();
  const policy = await activePolicy(deps, tenantId, sent.policyId);
  if (!policy) {
    throw new EnrollError("VALIDATION_FAILED", {
      details: [{ field: "policyId", code: "INVALID_CHOICE", message: "" }],
    });
  }
  requirePossibleDates({ dateOfBirth: sent.person.dateOfBirth, consents: sent.consents }, now);
  requirePossibleIdentifiers(sent.identifiers);
  await refuseKnownExternalId(deps, tenantId, sent.externalId);
  // Before anything is written: a source without which nobody is to be created leaves no trace of the attempt.
  const found = await askSources(deps, tenantId, sent);
  const { input, provenance, of } = prefill(sent, found, now);
  const blocklisted = found.some(({ record }) => record?.blocked);

  const id = newId("usr");
  const owner = { tenantId, userId: id };
  const { key, statement } = await deps.vault.newSubjectKey(tenantId, id);
  const profile: Profile = {
    person: input.person,
    email: input.email ?? null,
    phone: input.phone ?? null,
    address: input.address ?? null,
    metadata: input.metadata,
    ...(Object.keys(provenance).length === 0 ? {} : { provenance }),
  };
  const decision = firstDecision(policy, input, blocklisted, now);
  const row = {
    tenantId,
    id,
    externalId: input.externalId ?? null,
    status: decision.assessment.status,
    version: 1,
    policyId: policy.id,
    policyVersion: policy.version,
    locale: input.locale ?? caller.locale,
    profile: await sealProfile(key, owner, profile),
    ...(await contactIndexes(deps.vault, tenantId, profile)),
    decision: { ...decision },
    createdAt: now,
    updatedAt: now,
    expiresAt: now + ENROLMENT_LIFE_MS,
  };
  const existing = existingUser(await findExisting(deps, tenantId, input), found, of);
  const data: UserData = { ...viewUser(row), existingUser: existing };
  const change = {
    statements: [
      statement,
      insertUser(deps.database, row),
      ...insertIdentifiers(deps.database, await sealIdentifiers(deps.vault, key, owner, input.identifiers)),
      ...insertConsents(deps.database, consentRows(owner, input.consents, now)),
      ...(await linkStatements(deps, key, owner, found, now)),
    ],
    audit: [
      {
        action: "user.create",
        targetType: "user",
        targetId: id,
        details: { policyId: policy.id, policyVersion: policy.version, matched: existing.matched },
      },
    ],
    events: [
      {
        type: "user.created" as const,
        userId: id,
        object: { id, externalId: row.externalId, status: "created", reasons: [] },
      },
      ...statusEvents({ ...row, status: "created" }, row.status, blocklisted ? ["BLOCKLISTED"] : []),
    ],
    answer: { status: 201, data },
  };
  try {
    await commit(deps, caller, change);
  } catch (error) {
    if (isExternalIdTaken(error)) await refuseKnownExternalId(deps, tenantId, input.externalId);
    throw error;
  }
  return data;
}

/** Where a user begins: as the policy has it, or rejected at once where a source wants nothing to do with them. */
function firstDecision(policy: Policy, input: CreateUserInput, blocklisted: boolean, now: number) {
  if (!blocklisted) return { ...NOTHING_DECIDED, assessment: nothingBrought(policy, now) };
  const standing = { ...NOTHING_DECIDED.standing, blocklisted };
  const consents = input.consents.map(({ scope }) => scope);
  const assessment = decide(policy, { ...standing, checks: [], consents, duplicateOf: null, now });
  return { ...NOTHING_DECIDED, standing, assessment, decidedAt: now };
}

async function refuseKnownExternalId(deps: UsersDeps, tenantId: string, externalId: string | undefined) {
  if (externalId === undefined) return;
  const existingId = await findByExternalId(deps.database, tenantId, externalId);
  if (existingId !== null) throw userExists(existingId);
}

/** `checked: false` when there is nothing to look for: an answer of "no match" would claim more than was done. */
async function findExisting(deps: UsersDeps, tenantId: string, input: CreateUserInput) {
  const indexes = await Promise.all(
    input.identifiers.map((identifier) => identifierIndex(deps.vault, tenantId, identifier)),
  );
  const userId = await findByIdentifiers(deps.database, tenantId, indexes);
  const checked = indexes.length > 0 || input.externalId !== undefined;
  return { checked, matched: userId !== null, ...(userId === null ? {} : { userId }) };
}
