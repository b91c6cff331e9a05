import type { Database } from "../../storage/database.ts";
import { DEFAULT_POLICY, type Policy } from "./policy.ts";
import { findActivePolicy, findPolicyVersion, type PolicyRow } from "./policy-store.ts";

/** True for the policy that comes with the product. */
export const isBuiltIn = (id: string, version: number): boolean =>
  id === DEFAULT_POLICY.id && version === DEFAULT_POLICY.version;

/** A policy as it is stored, with its id and version. */
export const policyOf = ({ id, version, body }: PolicyRow): Policy =>
  ({ ...body, id, version }) as unknown as Policy;

/** One version of a policy, the built-in one included; null when there is none. */
export async function loadPolicy(
  deps: { database: Database },
  tenantId: string,
  id: string,
  version: number,
): Promise<Policy | null> {
  if (isBuiltIn(id, version)) return DEFAULT_POLICY;
  const row = await findPolicyVersion(deps.database, tenantId, id, version);
  return row && policyOf(row);
}

/** The policy that a user is bound to. Versions are never deleted, so it is there. */
export async function policyOfUser(
  deps: { database: Database },
  user: { tenantId: string; policyId: string; policyVersion: number },
): Promise<Policy> {
  const policy = await loadPolicy(deps, user.tenantId, user.policyId, user.policyVersion);
  if (!policy) throw new Error(`no policy ${user.policyId} ${user.policyVersion}`);
  return policy;
}

/** The version of a policy that new users get; null when there is none. */
export async function activePolicy(
  deps: { database: Database },
  tenantId: string,
  id: string,
): Promise<Policy | null> {
  const row = await findActivePolicy(deps.database, tenantId, id);
  if (row) return policyOf(row);
  return id === DEFAULT_POLICY.id ? DEFAULT_POLICY : null;
}
