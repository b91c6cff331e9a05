import { and, eq, lt, type SQL } from "drizzle-orm";
import type { Caller, IdempotencyClaim } from "../kernel/caller.ts";
import type { Clock } from "../kernel/clock.ts";
import { EnrollError } from "../kernel/errors.ts";
import { openJson, sealJson } from "../storage/cipher.ts";
import type { Database, Statement } from "../storage/database.ts";
import { idempotency } from "../storage/tables/tenants.ts";
import type { Vault } from "../storage/vault.ts";

export interface ClaimDeps {
  database: Database;
  vault: Vault;
  clock: Clock;
}

/** A run that has not answered by then is taken to be dead, and a repeat may take its claim over. */
export const LEASE_MS = 120_000;
/** How long an answer is kept. */
export const KEPT_MS = 24 * 3_600_000;

/** An answer as it is kept: a success's data, or an error's code and details. */
export interface KeptAnswer {
  status: number;
  data: unknown;
}

type Claimed = { kind: "mine" } | { kind: "answered"; answer: KeptAnswer };

/**
 * Claims a key for this run, or finds the answer of the run that had it. Throws `IDEMPOTENCY_IN_PROGRESS` while
 * that run lasts, and `IDEMPOTENCY_KEY_REUSED` when it asked for something else.
 */
export async function takeClaim(
  deps: ClaimDeps,
  caller: Caller,
  claim: IdempotencyClaim,
  fingerprint: string,
): Promise<Claimed> {
  const now = deps.clock();
  const fresh = {
    fingerprint,
    state: "running" as const,
    fence: claim.fence,
    leaseUntil: now + LEASE_MS,
    status: null,
    answer: null,
    requestId: caller.requestId,
    createdAt: now,
  };
  const { method, route, key } = claim;
  const inserted = await deps.database
    .insert(idempotency)
    .values({ tenantId: caller.tenantId, subject: caller.subject, method, route, key, ...fresh })
    .onConflictDoNothing()
    .returning({ fence: idempotency.fence });
  if (inserted.length > 0) return { kind: "mine" };

  const [row] = await deps.database.select().from(idempotency).where(atClaim(caller, claim));
  if (!row) throw inProgress();
  const expired = row.createdAt <= now - KEPT_MS;
  if (!expired && row.fingerprint !== fingerprint) throw new EnrollError("IDEMPOTENCY_KEY_REUSED");
  if (!expired && row.state === "done") {
    return { kind: "answered", answer: await openAnswer(deps, caller, row) };
  }
  if (!expired && row.leaseUntil > now) throw inProgress();
  const taken = await deps.database
    .update(idempotency)
    .set(fresh)
    .where(and(atClaim(caller, claim), eq(idempotency.fence, row.fence), eq(idempotency.state, row.state)))
    .returning({ fence: idempotency.fence });
  if (taken.length === 0) throw inProgress();
  return { kind: "mine" };
}

/** Keeps the answer of a run whose verb wrote nothing itself; no effect when `records/commit` already has. */
export async function finishClaim(
  deps: ClaimDeps,
  caller: Caller,
  claim: IdempotencyClaim,
  answer: KeptAnswer,
): Promise<void> {
  const sealed = await sealJson(
    await deps.vault.tenantKey(caller.tenantId),
    placeOf(caller),
    answer.data ?? null,
  );
  await deps.database
    .update(idempotency)
    .set({ state: "done", status: answer.status, answer: sealed })
    .where(stillMine(caller, claim));
}

/** Gives the key back after a failure that the same request may survive; no effect once it is answered. */
export async function releaseClaim(deps: ClaimDeps, caller: Caller, claim: IdempotencyClaim): Promise<void> {
  await deps.database.delete(idempotency).where(stillMine(caller, claim));
}

/** The statement that forgets answers older than a day, of all tenants. */
export function purgeClaims(database: Database, now: number): Statement {
  return database.delete(idempotency).where(lt(idempotency.createdAt, now - KEPT_MS));
}

const inProgress = () => new EnrollError("IDEMPOTENCY_IN_PROGRESS", { headers: { "retry-after": "2" } });

// The same place as in records/commit.ts, which keeps the answers of verbs that write.
const placeOf = (caller: Caller) => ({
  tenantId: caller.tenantId,
  subjectId: caller.subject,
  place: "idempotency.answer",
});

function atClaim(caller: Caller, claim: IdempotencyClaim): SQL | undefined {
  return and(
    eq(idempotency.tenantId, caller.tenantId),
    eq(idempotency.subject, caller.subject),
    eq(idempotency.method, claim.method),
    eq(idempotency.route, claim.route),
    eq(idempotency.key, claim.key),
  );
}

const stillMine = (caller: Caller, claim: IdempotencyClaim) =>
  and(atClaim(caller, claim), eq(idempotency.fence, claim.fence), eq(idempotency.state, "running"));

async function openAnswer(
  deps: ClaimDeps,
  caller: Caller,
  row: { status: number | null; answer: string | null },
): Promise<KeptAnswer> {
  const data =
    row.answer === null
      ? null
      : await openJson<unknown>(await deps.vault.tenantKey(caller.tenantId), placeOf(caller), row.answer);
  return { status: row.status ?? 200, data };
}
