import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Vault } from "../../storage/vault.ts";
import type { ConnectorSecrets, ConnectorSettings } from "./settings.ts";
import type { ConnectorRow } from "./store.ts";

const placeOf = (tenantId: string, connectorId: string) => ({
  tenantId,
  subjectId: connectorId,
  place: "connectors.secrets",
});

/** Seals a connector's secrets for its row. */
export async function sealSecrets(
  vault: Vault,
  tenantId: string,
  connectorId: string,
  secrets: ConnectorSecrets,
): Promise<string> {
  return sealJson(await vault.tenantKey(tenantId), placeOf(tenantId, connectorId), secrets);
}

/** Opens what `sealSecrets` made. */
export async function openSealed(
  vault: Vault,
  row: Pick<ConnectorRow, "tenantId" | "id" | "secrets">,
): Promise<ConnectorSecrets> {
  return openJson(await vault.tenantKey(row.tenantId), placeOf(row.tenantId, row.id), row.secrets);
}

/** The settings of a row, which `to-row.ts` alone writes. */
export const settingsOf = (row: Pick<ConnectorRow, "settings" | "kind">): ConnectorSettings =>
  ({ ...row.settings, kind: row.kind }) as unknown as ConnectorSettings;
