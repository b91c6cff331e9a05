import { type OutboxRun, runAfterHint, runOutbox } from "../../records/run-outbox.ts";
import { attemptWrite } from "./attempt-write.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { recordWrite } from "./record-write.ts";
import { CLAIM_SIZE, claimDueWrites, earliestWrite, loadWrite, type WriteClaim } from "./write-store.ts";

const MAX_CLAIMS = 10;

/** `absent`: the person is not there. `late`: dropped, since the lease had passed on or a newer status had come. */
const OUTCOMES = ["written", "failed", "absent", "late"] as const;
type Outcome = (typeof OUTCOMES)[number];

/**
 * Writes back the statuses that are due, of all tenants, at least once: one that is written again changes nothing
 * where it was written already.
 */
export const deliverWrites = (deps: ConnectorsDeps): Promise<OutboxRun<Outcome>> =>
  runOutbox(deps, {
    name: "connectors",
    outcomes: OUTCOMES,
    claimSize: CLAIM_SIZE,
    maxClaims: MAX_CLAIMS,
    async claim(now) {
      const items = await claimDueWrites(deps.database, now);
      return { claimed: items.length, items };
    },
    work: (claim, runId) => writeOne(deps, claim, runId),
    earliest: () => earliestWrite(deps.database),
  });

/** As `deliverWrites`, after a hint or at the sweeper's alarm: answers when to look next, and never throws. */
export const writesAfterHint = (deps: ConnectorsDeps): Promise<number> =>
  runAfterHint(deps, "connectors", () => deliverWrites(deps));

async function writeOne(deps: ConnectorsDeps, claim: WriteClaim, runId: string): Promise<Outcome> {
  const claimed = await loadWrite(deps.database, claim);
  if (!claimed || claimed.write.leaseUntil !== claim.leaseUntil) return "late";
  const result = await attemptWrite(deps, claimed);
  if (!(await recordWrite(deps, claimed, result, runId))) return "late";
  return result.outcome;
}
