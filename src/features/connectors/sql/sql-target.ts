import type { Clock } from "../../../kernel/clock.ts";
import type { SqlSettings } from "../settings.ts";
import type { Reachable } from "./reachable-address.ts";
import type { OpenSession } from "./session.ts";
import type { Dialect } from "./statements.ts";

/** A table of people, and the way to it. */
export interface SqlTarget {
  dialect: Dialect;
  settings: SqlSettings;
  /** Where to connect to, asked each time: throws `ConnectorFault` for an address that may not be reached. */
  reach(): Promise<Reachable>;
  openSession: OpenSession;
  clock: Clock;
}
