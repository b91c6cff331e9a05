import { purgeRevocations, purgeSecrets } from "./features/access/store.ts";
import { sealAudit } from "./features/audit/seal-audit.ts";
import { requestRefreshes } from "./features/background/consume-lists.ts";
import { sweepQueries } from "./features/background/criminal/poll-query.ts";
import { purgeLiveness } from "./features/biometrics/active/purge.ts";
import { sweepGallery } from "./features/biometrics/gallery/settle-gallery.ts";
import { purgeMessages } from "./features/messages/deliver.ts";
import { purgeExpired } from "./features/privacy/retention/purge.ts";
import { sweepOrphans } from "./features/privacy/retention/sweep-orphans.ts";
import { sweepErased } from "./features/privacy/sweep-erased.ts";
import { expireUploads } from "./features/uploads/expire.ts";
import { purgeCodes } from "./features/users/contacts/erase.ts";
import { expireUsers } from "./features/users/expire.ts";
import { sweepImports } from "./features/users/import/sweep-imports.ts";
import { purgeDeliveries } from "./features/webhooks/purge-deliveries.ts";
import { armSweeper } from "./features/webhooks/sweeper-object.ts";
import { purgeClaims } from "./http/idempotency-claims.ts";
import type { Wired } from "./wiring.ts";

type Job = (deps: Wired) => Promise<void>;

/** Cron → jobs. */
const JOBS: Record<string, Job[]> = {
  "*/5 * * * *": [
    (deps) => armSweeper(deps.env.SWEEPER, deps.records.clock()),
    async (deps) => void (await expireUsers(deps.records)),
    async (deps) => void (await expireUploads({ ...deps.records, blobs: deps.blobs })),
    async ({ records, blobs, gallery, settings }) =>
      void (await sweepErased({ ...records, blobs, gallery, settings })),
    async ({ records, blobs, gallery, settings }) =>
      void (await purgeExpired({ ...records, blobs, gallery, settings })),
    async ({ records, blobs }) => void (await sweepOrphans({ ...records, blobs })),
    async (deps) => void (await sweepGallery({ ...deps.records, gallery: deps.gallery })),
    async (deps) => void (await purgeDeliveries(deps.records)),
    async (deps) => void (await purgeMessages(deps.records)),
    async (deps) => void (await purgeCodes(deps.records)),
    (deps) => sweepImports(deps.imports),
    async (deps) => void (await sealAudit(deps.records)),
    (deps) => sweepQueries(deps.providers),
    ({ records }) => purgeLiveness(records.database, records.clock()),
    async ({ records }) => void (await purgeClaims(records.database, records.clock())),
    async ({ records }) => void (await purgeRevocations(records.database, records.clock())),
    async ({ records }) => void (await purgeSecrets(records.database, records.clock())),
  ],
  // Daily, and off the hour, when publishers' servers are asked by everybody.
  "17 4 * * *": [(deps) => requestRefreshes(deps.lists)],
};

/** Runs the jobs of a cron expression, one after the other. */
export async function runSchedule(deps: Wired, cron: string): Promise<void> {
  for (const job of JOBS[cron] ?? []) await job(deps);
}
