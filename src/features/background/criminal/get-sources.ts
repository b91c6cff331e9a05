import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { stateOf } from "./circuit.ts";
import type { SourceListData } from "./provider-schemas.ts";
import { listProviders } from "./provider-store.ts";
import type { ProvidersDeps } from "./providers-deps.ts";
import { CRIMINAL_SOURCES, needsConsent, sourcesOf } from "./sources.ts";

/** The registers that exist, in one jurisdiction or all, and which of them the tenant has connected. */
export async function getSources(
  deps: ProvidersDeps,
  caller: Caller,
  jurisdiction: string | undefined,
): Promise<SourceListData> {
  requireScope(caller, "background:read");
  const providers = (await listProviders(deps.database, caller.tenantId)).filter(({ enabled }) => enabled);
  const registers = jurisdiction === undefined ? CRIMINAL_SOURCES : sourcesOf(jurisdiction);
  const now = deps.clock();
  const items = registers.map((register) => {
    const provider = providers.find(({ sources }) => sources.includes(register.id));
    return {
      ...register,
      consentRequired: needsConsent(register),
      status: provider ? ("configured" as const) : ("not_configured" as const),
      providerId: provider?.id ?? null,
      circuit: provider ? stateOf(provider, now) : null,
    };
  });
  return { items, nextCursor: null };
}
