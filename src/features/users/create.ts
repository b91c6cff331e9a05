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
import { creationRecords, newUserRows, undecided } from "./new-user.ts";
import type { Policy } from "./policy.ts";
import { prefill } from "./prefill.ts";
import { identifierIndex } from "./profile.ts";
import type { CreateUserInput } from "./schemas.ts";
import { statusEvents } from "./settle.ts";
import { findByExternalId, insertConsents, insertUser } from "./store.ts";
import { NOTHING_DECIDED } from "./stored-decision.ts";
import { viewUser } from "./view.ts";

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
  const rows = await newUserRows(deps.vault, owner, key, {
    input,
    provenance,
    policy,
    decision: firstDecision(policy, input, blocklisted, now),
    locale: caller.locale,
    now,
  });
  const { row } = rows;
  const existing = existingUser(await findExisting(deps, tenantId, input), found, of);
  const data: UserData = { ...viewUser(row), existingUser: existing };
  const records = creationRecords(row, existing.matched);
  const change = {
    statements: [
      statement,
      insertUser(deps.database, row),
      ...insertIdentifiers(deps.database, rows.identifiers),
      ...insertConsents(deps.database, rows.consents),
      ...(await linkStatements(deps, key, owner, found, now)),
    ],
    audit: [records.audit],
    events: [
      records.event,
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
  if (!blocklisted) return undecided(policy, now);
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
