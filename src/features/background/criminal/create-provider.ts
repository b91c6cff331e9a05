import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { commit } from "../../../records/commit.ts";
import { admitProvider } from "./admit-provider.ts";
import type { ProviderCreation, ProviderData } from "./provider-schemas.ts";
import { asHttp, insertProvider, listProviders, type ProviderRow, sealConfig } from "./provider-store.ts";
import { viewProvider } from "./provider-view.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

/** All of a tenant's are opened by every criminal check. */
const MAX_PROVIDERS = 20;

/** Connects registers to a provider. Throws `VALIDATION_FAILED` for an id that is taken, and as `admitProvider` says. */
export async function createProvider(
  deps: ProvidersDeps,
  caller: Caller,
  input: ProviderCreation,
): Promise<ProviderData> {
  requireScope(caller, "admin");
  const { tenantId } = caller;
  const { id, enabled, config } = input;
  const known = await listProviders(deps.database, tenantId);
  if (known.some((row) => row.id === id)) throw refused("DUPLICATE");
  if (known.length >= MAX_PROVIDERS) throw refused("TOO_MANY");
  await admitProvider(deps, tenantId, id, config);
  const now = deps.clock();
  const row: ProviderRow = {
    tenantId,
    id,
    kind: config.kind,
    enabled,
    sources: asHttp(config).sources.map(({ sourceId }) => sourceId),
    config: await sealConfig(deps.vault, tenantId, id, config),
    version: 1,
    failures: 0,
    openUntil: 0,
    createdAt: now,
    updatedAt: now,
  };
  const data = await viewProvider(deps.vault, row, now);
  await commit(deps, caller, {
    statements: [insertProvider(deps.database, row)],
    audit: [
      {
        action: "criminal_provider.create",
        targetType: "criminal_provider",
        targetId: id,
        details: { kind: config.kind, sources: row.sources.join(" ") },
      },
    ],
    events: [],
    answer: { status: 201, data },
  });
  return data;
}

const refused = (code: string) =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field: "id", code, message: "" }] });
