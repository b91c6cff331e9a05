import type { UsersDeps } from "../users/deps.ts";
import type { CriminalRecordProvider } from "./criminal/port.ts";
import type { ListCatalogue } from "./lists/catalogue.ts";

/** What the verbs of this feature need beside records and users. */
export type BackgroundDeps = UsersDeps & {
  lists: ListCatalogue;
  /** Providers of criminal records by the id of their source; a source without one is `not_configured`. */
  criminalProviders: ReadonlyMap<string, CriminalRecordProvider>;
};
