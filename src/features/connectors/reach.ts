import type { Env, Settings } from "../../env.ts";
import type { ConnectorsDeps } from "./deps.ts";

/** What a tenant's connectors may reach, read from the bindings and the operator's two variables. */
export function reachOf(env: Env, settings: Settings): ConnectorsDeps["reach"] {
  const { CONNECTOR_BINDINGS, CONNECTOR_CONNECTION_STRINGS, ENVIRONMENT } = settings;
  return {
    binding(tenantId, name) {
      const tenants = Object.hasOwn(CONNECTOR_BINDINGS, name) ? CONNECTOR_BINDINGS[name] : undefined;
      if (!tenants?.some((tenant) => tenant === tenantId || tenant === "*")) return null;
      const bound = env[name];
      return isHyperdrive(bound) ? bound.connectionString : null;
    },
    connectionStrings:
      (CONNECTOR_CONNECTION_STRINGS ?? (ENVIRONMENT === "development" ? "allowed" : "refused")) === "allowed",
  };
}

const isHyperdrive = (bound: unknown): bound is { connectionString: string } =>
  typeof bound === "object" &&
  bound !== null &&
  "connectionString" in bound &&
  typeof bound.connectionString === "string";
