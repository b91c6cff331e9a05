import type { Clock } from "../../../kernel/clock.ts";
import type { Database } from "../../../storage/database.ts";
import type { Vault } from "../../../storage/vault.ts";
import type { GalleryClient } from "./gallery-client.ts";

/** What keeping and searching galleries needs. */
export interface GalleryDeps {
  database: Database;
  vault: Vault;
  clock: Clock;
  gallery: GalleryClient;
}
