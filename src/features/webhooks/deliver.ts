import { type OutboxRun, runOutbox } from "../../records/run-outbox.ts";
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
import { judgeHealth } from "./judge-health.ts";
import { recordAttempt, skipDelivery } from "./record-attempt.ts";
import { openSecrets, secretsAt } from "./signing-secrets.ts";

/** An invocation may send 1,000 requests; an attempt takes three (two of DNS), and some for D1. */
const MAX_CLAIMS = 10;

/** `skipped`: ended without an attempt. `late`: the result was dropped, since the lease had passed to another run. */
const OUTCOMES = ["delivered", "failed", "skipped", "late"] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Delivers what is due, of all tenants, at least once. */
export const deliverDue = (deps: WebhooksDeps): Promise<OutboxRun<Outcome>> =>
  runOutbox(deps, {
    name: "webhooks",
    outcomes: OUTCOMES,
    claimSize: CLAIM_SIZE,
    maxClaims: MAX_CLAIMS,
    async claim(now) {
      const claims = await claimDue(deps.database, now);
      return { claimed: claims.length, items: await loadAll(deps, claims) };
    },
    work: (claim, runId) => deliverOne(deps, claim, runId),
    earliest: () => earliestDue(deps.database),
  });

async function loadAll(deps: WebhooksDeps, claims: Claim[]): Promise<ClaimedDelivery[]> {
  const byTenant = Object.entries(Object.groupBy(claims, (claim) => claim.tenantId));
  const loaded = byTenant.map(([tenantId, own]) => loadClaims(deps.database, tenantId, own ?? []));
  return (await Promise.all(loaded)).flat();
}

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
