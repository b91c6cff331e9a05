import type { Clock } from "../../../kernel/clock.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { LOOK_BACK_MS } from "./resend-wait.ts";
import { deleteContactsOf, purgeCodesBefore } from "./store.ts";

/** The statements that forget which of a person's addresses were verified, and the codes sent there. */
export const eraseContacts = (database: Database, tenantId: string, userId: string): Statement[] =>
  deleteContactsOf(database, tenantId, userId);

/** Forgets codes that no limit counts any more; for a cron. */
export const purgeCodes = (deps: { database: Database; clock: Clock }): Promise<number> =>
  purgeCodesBefore(deps.database, deps.clock() - LOOK_BACK_MS);
