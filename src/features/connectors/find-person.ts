import type { ConnectorFaultCode } from "../../kernel/connector-faults.ts";
import { logLine } from "../../kernel/logger.ts";
import { blindKey } from "./blinded-value.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { faultOf } from "./fault.ts";
import { openConnector } from "./open-connector.ts";
import type { LookupKey, RegistryRecord } from "./port.ts";
import { settingsOf } from "./sealed.ts";
import type { LookupRule } from "./settings.ts";
import { type ConnectorRow, listConnectorRows } from "./store.ts";

/** By what a person may be found, as the integrator told it. */
export interface PersonKeys {
  externalId: string | undefined;
  identifiers: readonly { type: string; country: string; number: string }[];
  email: string | undefined;
}

/** What one connector said of a person. */
export interface Found {
  connectorId: string;
  name: string;
  /** `record`: of a person it has; `fault`: it could not be asked; neither: it has nobody, or nothing to look by. */
  record: RegistryRecord | null;
  fault: ConnectorFaultCode | null;
  /** As sent, blinded where the connector is; empty: the person has none of the keys that it looks by. */
  keys: LookupKey[];
  onUnavailable: "open" | "closed";
}

/**
 * Asks every enabled connector of the tenant for a person, all at once, each within its own bound of time. Never
 * throws for what a source does: that stands in its answer.
 */
export async function findPerson(
  deps: ConnectorsDeps,
  tenantId: string,
  person: PersonKeys,
): Promise<Found[]> {
  const rows = await listConnectorRows(deps.database, tenantId);
  return Promise.all(rows.filter(({ status }) => status === "enabled").map((row) => ask(deps, row, person)));
}

async function ask(deps: ConnectorsDeps, row: ConnectorRow, person: PersonKeys): Promise<Found> {
  const { lookup, onUnavailable } = settingsOf(row);
  const { connector, blindingKey } = await openConnector(deps, row);
  const plain = keysOf(lookup, person);
  const keys =
    blindingKey === null ? plain : await Promise.all(plain.map((key) => blindKey(blindingKey, key)));
  const base = { connectorId: row.id, name: row.name, onUnavailable, keys };
  if (keys.length === 0) return { ...base, record: null, fault: null };
  const startedAt = deps.clock();
  try {
    return { ...base, record: await connector.find(keys), fault: null };
  } catch (error) {
    const { code } = faultOf(error);
    const durationMs = deps.clock() - startedAt;
    logLine("connector.unanswered", { tenantId: row.tenantId, connectorId: row.id, code, durationMs });
    return { ...base, record: null, fault: code };
  }
}

/** The person's keys that a connector looks by, in its order. */
export function keysOf(rules: readonly LookupRule[], person: PersonKeys): LookupKey[] {
  return rules.flatMap((rule): LookupKey[] => {
    if (rule.by === "externalId") {
      return person.externalId === undefined ? [] : [{ by: "externalId", value: person.externalId }];
    }
    if (rule.by === "email") {
      return person.email === undefined ? [] : [{ by: "email", value: person.email.toLowerCase() }];
    }
    return person.identifiers
      .filter(({ type, country }) => type === rule.type && country === rule.country)
      .map(({ type, country, number }) => ({ by: "identifier", type, country, value: number }));
  });
}
