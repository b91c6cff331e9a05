import { newId } from "../../kernel/ids.ts";
import { logLine } from "../../kernel/logger.ts";
import { attemptDelivery } from "./attempt.ts";
import {
  CLAIM_SIZE,
  type Claim,
  type ClaimedDelivery,
  claimDue,
  earliestDue,
  loadClaims,
} from "./claim-store.ts";
import type { WebhooksDeps } from "./deps.ts";
import { eventBody } from "./event-body.ts";
import { inParallel } from "./in-parallel.ts";
import { judgeHealth } from "./judge-health.ts";
import { recordAttempt, skipDelivery } from "./record-attempt.ts";
import { openSecrets, secretsAt } from "./signing-secrets.ts";

/** A Worker may hold six connections open at once. */
const PARALLEL = 6;
/** A run ends after this long and leaves the rest to the next, well before the platform would end it. */
const MAX_RUN_MS = 60_000;
/** An invocation may send 1,000 requests; an attempt takes three (two of DNS), and some for D1. */
const MAX_CLAIMS = 10;

export interface DeliveryRun {
  claimed: number;
  delivered: number;
  failed: number;
  /** Ended without an attempt. */
  skipped: number;
  /** Results dropped, since the lease had passed to another run. */
  late: number;
  /** Left to the end of their lease by a failure of ours. */
  broken: number;
  /** When the next delivery is due, in milliseconds since 1970; null when none waits. */
  nextAt: number | null;
}

/**
 * Delivers what is due, of all tenants, at least once: a run killed at any point leaves leases that end, and what
 * it held is delivered again.
 */
export async function deliverDue(deps: WebhooksDeps): Promise<DeliveryRun> {
  const startedAt = deps.clock();
  const runId = newId("req");
  const tally = { claimed: 0, delivered: 0, failed: 0, skipped: 0, late: 0, broken: 0 };
  for (let round = 0; round < MAX_CLAIMS && deps.clock() - startedAt < MAX_RUN_MS; round++) {
    const claims = await claimDue(deps.database, deps.clock());
    tally.claimed += claims.length;
    await inParallel(await loadAll(deps, claims), PARALLEL, async (claim) => {
      tally[await deliverOne(deps, claim, runId).catch(brokenBy)] += 1;
    });
    if (claims.length < CLAIM_SIZE) break;
  }
  const nextAt = await earliestDue(deps.database);
  if (tally.claimed > 0) logLine("webhooks.run", { runId, durationMs: deps.clock() - startedAt, ...tally });
  return { ...tally, nextAt };
}

async function loadAll(deps: WebhooksDeps, claims: Claim[]): Promise<ClaimedDelivery[]> {
  const byTenant = Object.entries(Object.groupBy(claims, (claim) => claim.tenantId));
  const loaded = byTenant.map(([tenantId, own]) => loadClaims(deps.database, tenantId, own ?? []));
  return (await Promise.all(loaded)).flat();
}

type Outcome = "delivered" | "failed" | "skipped" | "late" | "broken";

async function deliverOne(deps: WebhooksDeps, claim: ClaimedDelivery, runId: string): Promise<Outcome> {
  const { event, endpoint, tenantId } = claim;
  const end = endpoint === null ? "endpoint_deleted" : event === null ? "event_purged" : null;
  if (endpoint === null || event === null || endpoint.status !== "enabled") {
    return (await skipDelivery(deps, claim, end ?? "endpoint_disabled", runId)) ? "skipped" : "late";
  }
  const known = await openSecrets(deps.vault, tenantId, endpoint.id, endpoint.secrets);
  const secrets = secretsAt(known, deps.clock());
  const result = await attemptDelivery(deps, { url: endpoint.url, secrets }, eventBody(event));
  if (!(await recordAttempt(deps, claim, result, runId))) return "late";
  if (result.verdict === "delivered") return "delivered";
  await judgeHealth(deps, tenantId, endpoint.id, result.verdict === "gone", runId);
  return "failed";
}

function brokenBy(error: unknown): Outcome {
  logLine("webhooks.broken", { error: error instanceof Error ? error.name : "unknown" });
  return "broken";
}
