import { EnrollError } from "../../kernel/errors.ts";
import { admitUrlToSave } from "../webhooks/admit-url.ts";
import { newSigningSecret } from "../webhooks/signature.ts";
import { rotateSecrets } from "../webhooks/signing-secrets.ts";
import type { ConnectorsDeps } from "./deps.ts";
import type { ConnectorInput } from "./schemas.ts";
import { sealSecrets } from "./sealed.ts";
import type { ConnectorSecrets, ConnectorSettings } from "./settings.ts";
import { addressFault } from "./sql/reachable-address.ts";
import type { ConnectorRow } from "./store.ts";

export type RowContent = Pick<
  ConnectorRow,
  "name" | "status" | "kind" | "settings" | "secrets" | "writesBack"
>;

/**
 * What a connector's row is to hold, and the signing secret where a new one was made. What the input leaves out of
 * the secrets stays as it was. Throws `VALIDATION_FAILED` for an address or a binding that may not be used.
 */
export async function toRow(
  deps: ConnectorsDeps,
  owner: { tenantId: string; id: string },
  input: ConnectorInput,
  had: ConnectorSecrets,
): Promise<{ content: RowContent; shownSecret: string | null }> {
  const secrets: ConnectorSecrets = { ...had };
  if (input.blindingKey === null) delete secrets.blindingKey;
  else if (input.blindingKey !== undefined) secrets.blindingKey = input.blindingKey;
  const shownSecret = await settleConnection(deps, owner.tenantId, input, secrets);
  const settings = await settingsOf(deps, input, secrets.blindingKey !== undefined);
  return {
    shownSecret,
    content: {
      name: input.name,
      status: input.status,
      kind: input.kind,
      settings: { ...settings },
      secrets: await sealSecrets(deps.vault, owner.tenantId, owner.id, secrets),
      writesBack: settings.kind === "http" ? settings.writeBack : settings.writeBack !== null,
    },
  };
}

/** Puts the connection's own secrets in place; answers with a signing secret that is new. */
async function settleConnection(
  deps: ConnectorsDeps,
  tenantId: string,
  input: ConnectorInput,
  secrets: ConnectorSecrets,
): Promise<string | null> {
  if (input.kind === "http") {
    if (secrets.signing && !input.rotateSecret) return null;
    const fresh = await newSigningSecret("v1");
    secrets.signing = rotateSecrets(secrets.signing ?? [], fresh, deps.clock());
    return fresh;
  }
  const { binding, connectionString } = input.connection;
  if (binding !== undefined && deps.reach.binding(tenantId, binding) === null) {
    throw refused("connection.binding", "BINDING_NOT_ALLOWED");
  }
  if (connectionString === undefined) {
    delete secrets.connectionString;
    return null;
  }
  const fault = addressFault(deps, { kind: input.kind, binding: null, connectionString });
  if (fault !== null) throw refused("connection.connectionString", fault);
  secrets.connectionString = connectionString;
  return null;
}

async function settingsOf(
  deps: ConnectorsDeps,
  input: ConnectorInput,
  blinded: boolean,
): Promise<ConnectorSettings> {
  const { timeoutMs, kind } = input;
  if (kind === "http") {
    const { lookup, writeBack } = input;
    const url = await admitUrlToSave(deps, input.url);
    // A service may call anyone blocked, so it counts as one that can.
    const onUnavailable = input.onUnavailable ?? "closed";
    return { kind, url, lookup, writeBack, timeoutMs, onUnavailable, blinded };
  }
  const blockColumn = input.blockColumn ?? null;
  return {
    kind,
    binding: input.connection.binding ?? null,
    table: input.table,
    keyColumn: input.keyColumn,
    lookup: input.lookup,
    prefill: input.prefill,
    blockColumn,
    writeBack: input.writeBack ?? null,
    timeoutMs,
    onUnavailable: input.onUnavailable ?? (blockColumn === null ? "open" : "closed"),
    blinded,
  };
}

const refused = (field: string, code: string) =>
  new EnrollError("VALIDATION_FAILED", { details: [{ field, code, message: "" }] });
