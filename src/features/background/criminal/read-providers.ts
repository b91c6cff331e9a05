import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import type { ProviderData } from "./provider-schemas.ts";
import { findProvider, listProviders } from "./provider-store.ts";
import { viewProvider } from "./provider-view.ts";
import type { ProvidersDeps } from "./providers-deps.ts";

/** A tenant's providers in the order of their ids; at most 20, so that one page holds them. */
export async function readProviders(
  deps: ProvidersDeps,
  caller: Caller,
): Promise<{ items: ProviderData[]; nextCursor: null }> {
  requireScope(caller, "admin");
  const rows = await listProviders(deps.database, caller.tenantId);
  const items = await Promise.all(rows.map((row) => viewProvider(deps.vault, row, deps.clock())));
  return { items, nextCursor: null };
}

/** One provider. Throws `NOT_FOUND` for an unknown or foreign id. */
export async function readProvider(deps: ProvidersDeps, caller: Caller, id: string): Promise<ProviderData> {
  requireScope(caller, "admin");
  const row = await findProvider(deps.database, caller.tenantId, id);
  if (!row) throw new EnrollError("NOT_FOUND");
  return viewProvider(deps.vault, row, deps.clock());
}
