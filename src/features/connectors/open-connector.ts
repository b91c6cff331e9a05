import { secretsAt } from "../webhooks/signing-secrets.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { httpConnector } from "./http/http-connector.ts";
import type { Connector } from "./port.ts";
import { openSealed, settingsOf } from "./sealed.ts";
import { reachableAddress } from "./sql/reachable-address.ts";
import { sqlConnector } from "./sql/sql-connector.ts";
import { MYSQL, POSTGRES } from "./sql/statements.ts";
import type { ConnectorRow } from "./store.ts";

/** The port of a connector's row, with its secrets opened. */
export async function openConnector(
  deps: ConnectorsDeps,
  row: ConnectorRow,
): Promise<{ connector: Connector; blindingKey: string | null }> {
  const settings = settingsOf(row);
  const secrets = await openSealed(deps.vault, row);
  const blindingKey = settings.blinded ? (secrets.blindingKey ?? null) : null;
  if (settings.kind === "http") {
    const { url, timeoutMs } = settings;
    const target = { url, timeoutMs, secrets: secretsAt(secrets.signing ?? [], deps.clock()) };
    return { connector: httpConnector(deps, target), blindingKey };
  }
  const connector = sqlConnector({
    dialect: settings.kind === "postgres" ? POSTGRES : MYSQL,
    settings,
    reach: () =>
      reachableAddress(deps, row.tenantId, {
        kind: settings.kind,
        binding: settings.binding,
        connectionString: secrets.connectionString ?? null,
      }),
    openSession: deps.sessions[settings.kind],
    clock: deps.clock,
  });
  return { connector, blindingKey };
}
