import type { Settings } from "../env.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Database } from "../storage/database.ts";
import type { Vault } from "../storage/vault.ts";
import type { LimiterClient } from "./rate-limit/limiter-client.ts";
import type { JwksShelf } from "./tokens/jwks.ts";

/** What the edge of the house needs: `wiring.ts` makes it of the bindings. */
export interface EdgeDeps {
  database: Database;
  vault: Vault;
  clock: Clock;
  settings: Pick<Settings, "ISSUER" | "AUDIENCE" | "SIGNING_JWK" | "FOREIGN_ISSUERS" | "OPERATOR_KEY">;
  limiter: LimiterClient;
  /** Only for the key sets of foreign issuers. */
  fetch: typeof fetch;
  /** Where key sets outlive an isolate: `cacheShelf()`. */
  shelf: JwksShelf;
}
