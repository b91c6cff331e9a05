import { type Caller, requireScope } from "../../kernel/caller.ts";
import { commit } from "../../records/commit.ts";
import type { BiometricsDeps } from "./deps.ts";
import { renewTemplates } from "./gallery/renew-templates.ts";

/**
 * Revokes the tenant's searchable templates and makes them anew under a fresh key, without the people: for when a
 * copy may have been stolen. Searches go on meanwhile; the old templates are deleted once the last has moved.
 */
export async function renewTenantTemplates(deps: BiometricsDeps, caller: Caller) {
  requireScope(caller, "admin");
  const keyVersion = await renewTemplates(deps, caller.tenantId);
  const data = { object: "template_renewal" as const, keyVersion };
  await commit(deps, caller, {
    statements: [],
    audit: [
      {
        action: "biometric.templates.renew",
        targetType: "tenant",
        targetId: caller.tenantId,
        details: { keyVersion },
      },
    ],
    events: [],
    answer: { status: 202, data },
  });
  return data;
}
