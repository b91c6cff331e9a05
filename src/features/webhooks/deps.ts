import type { RecordsDeps } from "../../records/commit.ts";
import type { ResolveHost } from "./resolve-host.ts";
import type { UrlRules } from "./url-guard.ts";

/** What the verbs and the deliverer of this feature need. */
export interface WebhooksDeps extends RecordsDeps, UrlRules {
  fetch: typeof fetch;
  resolve: ResolveHost;
  /** In [0, 1); spreads retries. */
  random(): number;
}
