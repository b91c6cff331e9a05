import type { WebhooksDeps } from "../webhooks/deps.ts";
import type { OpenSession } from "./sql/session.ts";

/** What the verbs and the deliverer of this feature need; the guard of addresses is that of the webhooks. */
export interface ConnectorsDeps extends WebhooksDeps {
  /** What a tenant's connectors may reach, by the operator's word. */
  reach: {
    /** The address behind a Hyperdrive binding that is opened to the tenant; null for any other name. */
    binding(tenantId: string, name: string): string | null;
    /** Whether a tenant may bring a connection string. */
    connectionStrings: boolean;
  };
  /** The drivers. */
  sessions: { postgres: OpenSession; mysql: OpenSession };
}
