import { and, eq, sql } from "drizzle-orm";
import type { Caller } from "../kernel/caller.ts";
import type { Clock } from "../kernel/clock.ts";
import { EnrollError } from "../kernel/errors.ts";
import { sealJson } from "../storage/cipher.ts";
import type { Database, Statement } from "../storage/database.ts";
import { idempotency } from "../storage/tables/tenants.ts";
import type { Vault } from "../storage/vault.ts";
import { type AuditEntry, auditStatement } from "./audit.ts";
import type { EventDraft } from "./event-types.ts";
import { eventStatements } from "./outbox.ts";
import { statusWrites } from "./status-writes.ts";

export interface RecordsDeps {
  database: Database;
  vault: Vault;
  clock: Clock;
  /** Tells the deliverer that there may be events; may fail without harm, the sweeper finds them anyway. */
  hintOutbox(): void;
}

/** One whole change: its rows, its trace, what it tells others, and the answer a repeat of the request gets. */
export interface Change {
  statements: Statement[];
  audit: AuditEntry[];
  events: EventDraft[];
  answer: { status: number; data: unknown };
}

/** Writes a change as one batch: all of it or nothing. Throws `CONFLICT` when a guarded version has moved on. */
export async function commit(deps: RecordsDeps, caller: Caller, change: Change): Promise<void> {
  const at = deps.clock();
  const statements = [
    ...change.statements,
    ...change.audit.map((entry) => auditStatement(deps.database, caller, entry, at)),
    ...change.events.flatMap((draft) => [
      ...eventStatements(deps.database, caller.tenantId, draft, at),
      ...statusWrites(deps.database, caller.tenantId, draft, at),
    ]),
    ...(await rememberAnswer(deps, caller, change.answer)),
  ];
  const [first, ...rest] = statements;
  if (!first) return;
  try {
    await deps.database.batch([first, ...rest]);
  } catch (cause) {
    if (isStaleGuard(cause)) throw new EnrollError("CONFLICT", { cause });
    throw cause;
  }
  if (change.events.length > 0) deps.hintOutbox();
}

/** Twenty writers on one row settled in two rounds on a local D1; a slower one leaves more of them to meet. */
const MAX_ROUNDS = 12;
const LONGEST_WAIT_MS = 400;

/**
 * Plans and commits; plans anew when another request changed the same row in between, after a random wait that
 * grows with each round, so that those who lost do not all meet again. Throws `CONFLICT` after the last round.
 */
export async function commitWithRetry<T>(
  deps: RecordsDeps,
  caller: Caller,
  plan: () => Promise<{ change: Change; result: T }>,
): Promise<T> {
  for (let round = 1; ; round++) {
    const { change, result } = await plan();
    try {
      await commit(deps, caller, change);
      return result;
    } catch (error) {
      if (round >= MAX_ROUNDS || !(error instanceof EnrollError) || error.code !== "CONFLICT") throw error;
      await scheduler.wait(Math.random() * Math.min(LONGEST_WAIT_MS, 10 * 2 ** round));
    }
  }
}

/**
 * A guard on a NOT NULL column: keeps `value` while the row's version is the expected one, else NULL, which
 * breaks the constraint and with it the whole batch. (D1 has batches, not transactions one could roll back.)
 */
export function unlessStale(versionColumn: string, expected: number | string, value: string) {
  return sql<never>`CASE WHEN ${sql.identifier(versionColumn)} = ${expected} THEN ${value} ELSE NULL END`;
}

/** True for the failure that a guard on a NOT NULL column provokes. */
export function isStaleGuard(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.message.includes("NOT NULL constraint failed")) return true;
  }
  return false;
}

/** The statement that keeps the answer for a repeat of this request, fenced against a run that took over. */
async function rememberAnswer(
  deps: RecordsDeps,
  caller: Caller,
  answer: Change["answer"],
): Promise<Statement[]> {
  const claim = caller.idempotency;
  if (!claim) return [];
  const sealed = await sealJson(
    await deps.vault.tenantKey(caller.tenantId),
    { tenantId: caller.tenantId, subjectId: caller.subject, place: "idempotency.answer" },
    answer.data,
  );
  return [
    deps.database
      .update(idempotency)
      .set({ state: unlessStale("fence", claim.fence, "done"), status: answer.status, answer: sealed })
      .where(
        and(
          eq(idempotency.tenantId, caller.tenantId),
          eq(idempotency.subject, caller.subject),
          eq(idempotency.method, claim.method),
          eq(idempotency.route, claim.route),
          eq(idempotency.key, claim.key),
        ),
      ),
  ];
}
