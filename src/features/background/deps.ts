import type { BlobStore } from "../../storage/blobs.ts";
import type { UsersDeps } from "../users/deps.ts";
import type { CriminalRecordProvider, TenantProviders } from "./criminal/port.ts";
import type { PollMessage } from "./criminal/providers-deps.ts";
import type { ListCatalogue } from "./lists/catalogue.ts";

/** What the verbs of this feature need beside records and users. */
export type BackgroundDeps = UsersDeps & {
  lists: ListCatalogue;
  /** Holds the sealed entries of the lists that tenants keep themselves. */
  blobs: BlobStore;
  /** Providers of criminal records for every tenant, by the id of their source. */
  criminalProviders: ReadonlyMap<string, CriminalRecordProvider>;
  /** A tenant's own, which go before; a source with neither is `not_configured`. */
  tenantProviders?: TenantProviders;
  /** Asks for a pending query to be looked after; may fail without harm, the cron finds it anyway. */
  schedulePoll?(message: PollMessage, delaySeconds: number): void;
  /** Asks for monitored people to be held against a changed list of the tenant's own; the cron asks again. */
  rescreenOwn?(list: { tenantId: string; id: string }): void;
};
