import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commit, commitWithRetry } from "../../records/commit.ts";
import type { UsersDeps } from "./deps.ts";
import { isBuiltIn } from "./load-policy.ts";
import { DEFAULT_POLICY } from "./policy.ts";
import { policyFaults } from "./policy-faults.ts";
import type { CreatePolicyInput, PolicyData } from "./policy-schemas.ts";
import {
  activateVersion,
  findPolicyVersion,
  insertPolicy,
  lastPolicyVersion,
  listPolicyRows,
  type PolicyRow,
} from "./policy-store.ts";

/** More versions than anybody reads; the newest of each policy come first. */
const MAX_LISTED = 500;

/** What versions of before these could be set accept. */
const ACCEPTS_ALL: Pick<
  PolicyData,
  "acceptedDocuments" | "acceptedCountries" | "minimumAge" | "requireVerifiedContact"
> = {
  acceptedDocuments: null,
  acceptedCountries: null,
  minimumAge: null,
  requireVerifiedContact: null,
};

const builtIn = (active: boolean): PolicyData => {
  const { id, version, requirements, rules, maxAttempts, maxAgeHours, biometricConsent } = DEFAULT_POLICY;
  return {
    id,
    object: "policy",
    version,
    active,
    builtIn: true,
    requirements: [...requirements],
    rules: [...rules],
    maxAttempts,
    maxAgeHours,
    biometricConsent,
    ...ACCEPTS_ALL,
    createdBy: null,
    createdAt: null,
  };
};

type StoredBody = Omit<CreatePolicyInput, "id" | "activate" | keyof typeof ACCEPTS_ALL> &
  Partial<typeof ACCEPTS_ALL>;

const view = (row: PolicyRow): PolicyData => ({
  ...ACCEPTS_ALL,
  ...(row.body as StoredBody),
  id: row.id,
  object: "policy",
  version: row.version,
  active: row.active,
  builtIn: false,
  createdBy: row.createdBy,
  createdAt: toInstant(row.createdAt),
});

/**
 * Adds a version of a policy, which nothing will change any more. Throws `VALIDATION_FAILED`, naming each fault, for
 * one that could never approve anybody or would approve on liveness alone.
 */
export function createPolicy(deps: UsersDeps, caller: Caller, input: CreatePolicyInput): Promise<PolicyData> {
  requireScope(caller, "admin");
  const { id, activate, ...body } = input;
  const faults = policyFaults(body as Parameters<typeof policyFaults>[0]);
  if (faults.length > 0) {
    throw new EnrollError("VALIDATION_FAILED", { details: faults.map((f) => ({ ...f, message: "" })) });
  }
  const { tenantId } = caller;
  return commitWithRetry(deps, caller, async () => {
    const last = await lastPolicyVersion(deps.database, tenantId, id);
    const taken = id === DEFAULT_POLICY.id ? Math.max(last, DEFAULT_POLICY.version) : last;
    const version = taken + 1;
    const row: PolicyRow = {
      tenantId,
      id,
      version,
      body,
      active: activate,
      createdBy: caller.subject,
      createdAt: deps.clock(),
    };
    const result = view(row);
    return {
      result,
      change: {
        statements: [
          insertPolicy(deps.database, row, last),
          ...(activate ? [activateVersion(deps.database, tenantId, id, version)] : []),
        ],
        audit: [
          { action: "policy.create", targetType: "policy", targetId: id, details: { version, activate } },
        ],
        events: [],
        answer: { status: 201, data: result },
      },
    };
  });
}

/** Every version of the tenant's policies, and the built-in one. */
export async function listPolicies(deps: UsersDeps, caller: Caller) {
  requireScope(caller, "users:read");
  const rows = await listPolicyRows(deps.database, caller.tenantId, MAX_LISTED);
  const replaced = rows.some(({ id, active }) => id === DEFAULT_POLICY.id && active);
  return { items: [builtIn(!replaced), ...rows.map(view)], nextCursor: null };
}

/**
 * Makes a version the one that new users get. Users who have begun stay with theirs until they are decided anew.
 * Throws `NOT_FOUND`.
 */
export async function activatePolicy(
  deps: UsersDeps,
  caller: Caller,
  input: { policyId: string; version: number },
): Promise<PolicyData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const { policyId, version } = input;
  const row = await findPolicyVersion(deps.database, tenantId, policyId, version);
  if (!row && !isBuiltIn(policyId, version)) throw new EnrollError("NOT_FOUND");
  const data = row ? view({ ...row, active: true }) : builtIn(true);
  await commit(deps, caller, {
    statements: [activateVersion(deps.database, tenantId, policyId, version)],
    audit: [{ action: "policy.activate", targetType: "policy", targetId: policyId, details: { version } }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
