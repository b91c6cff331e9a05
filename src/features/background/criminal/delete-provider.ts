import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commit } from "../../../records/commit.ts";
import { deleteProviderRow, findProvider } from "./provider-store.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

/**
 * Forgets a provider and its credentials. Its registers are `not_configured` from then on; queries that are pending
 * end as `unavailable` when their time is over. Throws `NOT_FOUND` for an unknown or foreign id.
 */
export async function deleteProvider(
  deps: ProvidersDeps,
  caller: Caller,
  id: string,
): Promise<{ id: string; deleted: true }> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  if (!(await findProvider(deps.database, tenantId, id))) throw new EnrollError("NOT_FOUND");
  const data = { id, deleted: true } as const;
  await commit(deps, caller, {
    statements: [deleteProviderRow(deps.database, tenantId, id)],
    audit: [{ action: "criminal_provider.delete", targetType: "criminal_provider", targetId: id }],
    events: [],
    answer: { status: 200, data },
  });
  return data;
}
