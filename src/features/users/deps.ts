import type { RecordsDeps } from "../../records/commit.ts";
import type { ConnectorsDeps } from "../connectors/deps.ts";

/** What creating a user needs beside: without connectors, no source of the tenant's own is asked. */
export interface CreateDeps extends UsersDeps {
  connectors?: ConnectorsDeps;
}

/** What the verbs of this feature need, and what other features hand to `planAdvance` and `loadPerson`. */
export type UsersDeps = RecordsDeps;
