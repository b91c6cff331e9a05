import { toInstant } from "../../../kernel/clock.ts";
import type { Vault } from "../../../storage/vault.ts";
import { stateOf } from "./circuit.ts";
import type { ProviderData } from "./provider-schemas.ts";
import { asHttp, openConfig, type ProviderRow } from "./provider-store.ts";

/** A provider as it is shown: whom it asks and how it fares, never by which credentials. */
export async function viewProvider(vault: Vault, row: ProviderRow, now: number): Promise<ProviderData> {
  const config = asHttp(await openConfig(vault, row));
  return {
    id: row.id,
    object: "criminal_provider",
    kind: row.kind,
    name: config.name,
    enabled: row.enabled,
    auth: config.auth.type,
    signsCallbacks: config.callbackSecret !== undefined,
    sources: config.sources.map(({ sourceId, ask, poll, consentRequired }) => ({
      sourceId,
      host: new URL(ask.url.replaceAll(/\{[^{}]*\}/g, "x")).host,
      polled: poll !== undefined,
      consentRequired,
    })),
    circuit: {
      state: stateOf(row, now),
      failures: row.failures,
      openUntil: row.openUntil === 0 ? null : toInstant(row.openUntil),
    },
    version: row.version,
    createdAt: toInstant(row.createdAt),
    updatedAt: toInstant(row.updatedAt),
  };
}
