import { admitUrl } from "../../webhooks/admit-url.ts";
import { judgeUrl } from "../../webhooks/url-guard.ts";
import type { ConnectorsDeps } from "../deps.ts";
import { ConnectorFault } from "../fault.ts";

export interface SqlAddress {
  kind: "postgres" | "mysql";
  binding: string | null;
  connectionString: string | null;
}

/** A connection string that may be used, and whether only with TLS. */
export interface Reachable {
  connectionString: string;
  tls: boolean;
}

const PROTOCOLS = { postgres: ["postgres:", "postgresql:"], mysql: ["mysql:", "mariadb:"] };
const DEFAULT_PORT = { postgres: 5432, mysql: 3306 };
/** Below are the ports of mail, web, names and remote shells, none of them a database. */
const FIRST_PORT = 1_024;

type Guard = Pick<ConnectorsDeps, "reach" | "resolve" | "development" | "ownHosts">;

/**
 * The connection string to use now: that of a binding that the operator opened to the tenant, or the tenant's own
 * where that is allowed. A tenant's own is held to what holds for webhooks: a public host, resolved anew each time,
 * never an IP literal. Throws `BINDING_NOT_ALLOWED`, `ADDRESS_NOT_ALLOWED`, `DNS_FAILED`.
 */
export async function reachableAddress(
  deps: Guard,
  tenantId: string,
  address: SqlAddress,
): Promise<Reachable> {
  if (address.binding !== null) {
    const found = deps.reach.binding(tenantId, address.binding);
    if (found === null) throw new ConnectorFault("BINDING_NOT_ALLOWED", { subject: address.binding });
    // Hyperdrive speaks TLS with the database itself.
    return { connectionString: found, tls: false };
  }
  const fault = addressFault(deps, address);
  if (fault !== null || address.connectionString === null) {
    throw new ConnectorFault("ADDRESS_NOT_ALLOWED", fault === null ? {} : { subject: fault });
  }
  const admission = await admitUrl(deps, hostAddress(address.connectionString)).catch((cause: unknown) => {
    throw new ConnectorFault("DNS_FAILED", { cause });
  });
  if (!admission.admitted) {
    throw new ConnectorFault(admission.fault === "URL_UNRESOLVABLE" ? "DNS_FAILED" : "ADDRESS_NOT_ALLOWED");
  }
  const { hostname } = new URL(admission.url);
  return { connectionString: address.connectionString, tls: !(deps.development && isLoopback(hostname)) };
}

const isLoopback = (host: string) => host === "localhost" || host === "[::1]" || host.startsWith("127.");

/** Why a connection string may not be used, by its form alone; null: it may. */
export function addressFault(deps: Guard, address: SqlAddress): string | null {
  if (!deps.reach.connectionStrings) return "NOT_AVAILABLE";
  const text = address.connectionString ?? "";
  if (!URL.canParse(text)) return "INVALID_FORMAT";
  const url = new URL(text);
  if (!PROTOCOLS[address.kind].includes(url.protocol)) return "INVALID_FORMAT";
  const port = url.port === "" ? DEFAULT_PORT[address.kind] : Number(url.port);
  if (port < FIRST_PORT) return "URL_PORT_NOT_ALLOWED";
  // Several hosts, a socket file or a host in the query would go around the guard.
  if (/[,%]/.test(url.hostname) || url.searchParams.has("host") || url.searchParams.has("port")) {
    return "URL_HOST_NOT_ALLOWED";
  }
  const verdict = judgeUrl(hostAddress(text), deps);
  return verdict.allowed ? null : verdict.fault;
}

/** The host as a web address, which is what the guard of addresses judges. */
const hostAddress = (connectionString: string) => {
  const { hostname } = new URL(connectionString);
  return `https://${hostname}/`;
};
