import { newId } from "../../kernel/ids.ts";
import { logLine } from "../../kernel/logger.ts";
import { inParallel } from "../webhooks/in-parallel.ts";
import { attemptWrite } from "./attempt-write.ts";
import type { ConnectorsDeps } from "./deps.ts";
import { recordWrite } from "./record-write.ts";
import { CLAIM_SIZE, claimDueWrites, earliestWrite, loadWrite, type WriteClaim } from "./write-store.ts";

/** A Worker may hold six connections open at once. */
const PARALLEL = 6;
/** A run ends after this long and leaves the rest to the next, well before the platform would end it. */
const MAX_RUN_MS = 60_000;
const MAX_CLAIMS = 10;

export interface WriteRun {
  claimed: number;
  written: number;
  failed: number;
  /** The person is not there. */
  absent: number;
  /** Results dropped, since the lease had passed on or a newer status had come. */
  late: number;
  /** Left to the end of their lease by a failure of ours. */
  broken: number;
  /** When the next write-back is due, in milliseconds since 1970; null when none waits. */
  nextAt: number | null;
}

/**
 * Writes back the statuses that are due, of all tenants, at least once: a run killed at any point leaves leases that
 * end, and what it held is written again, which changes nothing where it was written already.
 */
export async function deliverWrites(deps: ConnectorsDeps): Promise<WriteRun> {
  const startedAt = deps.clock();
  const runId = newId("req");
  const tally = { claimed: 0, written: 0, failed: 0, absent: 0, late: 0, broken: 0 };
  for (let round = 0; round < MAX_CLAIMS && deps.clock() - startedAt < MAX_RUN_MS; round++) {
    const claims = await claimDueWrites(deps.database, deps.clock());
    tally.claimed += claims.length;
    await inParallel(claims, PARALLEL, async (claim) => {
      tally[await writeOne(deps, claim, runId).catch(brokenBy)] += 1;
    });
    if (claims.length < CLAIM_SIZE) break;
  }
  const nextAt = await earliestWrite(deps.database);
  if (tally.claimed > 0) logLine("connectors.run", { runId, durationMs: deps.clock() - startedAt, ...tally });
  return { ...tally, nextAt };
}

type Outcome = "written" | "failed" | "absent" | "late" | "broken";

async function writeOne(deps: ConnectorsDeps, claim: WriteClaim, runId: string): Promise<Outcome> {
  const claimed = await loadWrite(deps.database, claim);
  if (!claimed || claimed.write.leaseUntil !== claim.leaseUntil) return "late";
  const result = await attemptWrite(deps, claimed);
  if (!(await recordWrite(deps, claimed, result, runId))) return "late";
  return result.outcome;
}

function brokenBy(error: unknown): Outcome {
  logLine("connectors.broken", { error: error instanceof Error ? error.name : "unknown" });
  return "broken";
}
