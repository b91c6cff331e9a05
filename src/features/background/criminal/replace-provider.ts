import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commitWithRetry } from "../../../records/commit.ts";
import { admitProvider } from "./admit-provider.ts";
import type { ProviderData, ProviderReplacement } from "./provider-schemas.ts";
import { asHttp, findProvider, type ProviderRow, replaceProviderRow, sealConfig } from "./provider-store.ts";
import { viewProvider } from "./provider-view.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

/**
 * Puts a whole new configuration in a provider's place and closes its circuit. Queries that are pending go on by the
 * new one. Throws `NOT_FOUND` for an unknown or foreign id, and as `admitProvider` says.
 */
export async function replaceProvider(
  deps: ProvidersDeps,
  caller: Caller,
  input: ProviderReplacement & { providerId: string },
): Promise<ProviderData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const { providerId: id, enabled, config } = input;
  if (!(await findProvider(deps.database, tenantId, id))) throw new EnrollError("NOT_FOUND");
  await admitProvider(deps, tenantId, id, config);
  return commitWithRetry(deps, caller, async () => {
    const row = await findProvider(deps.database, tenantId, id);
    if (!row) throw new EnrollError("NOT_FOUND");
    const now = deps.clock();
    const next = {
      kind: config.kind,
      enabled,
      sources: asHttp(config).sources.map(({ sourceId }) => sourceId),
      config: await sealConfig(deps.vault, tenantId, id, config),
      updatedAt: now,
    };
    const after: ProviderRow = { ...row, ...next, failures: 0, openUntil: 0, version: row.version + 1 };
    const data = await viewProvider(deps.vault, after, now);
    return {
      result: data,
      change: {
        statements: [replaceProviderRow(deps.database, row, next)],
        audit: [
          {
            action: "criminal_provider.replace",
            targetType: "criminal_provider",
            targetId: id,
            details: { kind: config.kind, enabled, sources: next.sources.join(" ") },
          },
        ],
        events: [],
        answer: { status: 200, data },
      },
    };
  });
}
