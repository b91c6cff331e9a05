import { and, eq, sql } from "drizzle-orm";
import { among } from "../storage/among.ts";
import type { Database, Statement } from "../storage/database.ts";
import { sameLength } from "../storage/overwrite.ts";
import { audit, events } from "../storage/tables/records.ts";
import { idempotency } from "../storage/tables/tenants.ts";

/** What one feature does when a person is erased; the verb that erases merges those of all features. */
export interface Erasure {
  statements: Statement[];
  /** Ids under which the audit speaks of what is erased. */
  targets: string[];
  /** SHA-256 of the pictures as they were sent: uploads are found by it. */
  pictures: string[];
  /** How much there was, by kind; for the deletion receipt. */
  counts: Record<string, number>;
}

/**
 * The statements that take the kept answers of requests about these ids away: they hold what the person's rows
 * held, under the tenant's key, which lives on; so they are written over first. A repeat of such a request is answered 404 and has no second effect.
 */
export function forgetAnswers(database: Database, tenantId: string, targets: readonly string[]): Statement[] {
  const requests = sql`(SELECT ${audit.requestId} FROM ${audit} WHERE ${audit.tenantId} = ${tenantId}
    AND ${audit.targetType} IN ('user', 'document', 'liveness', 'face', 'verification', 'background_check')
    AND ${audit.targetId} IN ${among(targets)})`;
  const theirs = and(
    eq(idempotency.tenantId, tenantId),
    eq(idempotency.state, "done"),
    sql`${idempotency.requestId} IN ${requests}`,
  );
  return [
    database
      .update(idempotency)
      .set({ answer: sameLength(idempotency.answer) })
      .where(theirs),
    database.update(idempotency).set({ status: 404, answer: null }).where(theirs),
  ];
}

/** The statements that leave of a person's events their type, order and instant, for those still to be sent too. */
export function blankEvents(database: Database, tenantId: string, userId: string): Statement[] {
  const theirs = and(eq(events.tenantId, tenantId), eq(events.userId, userId));
  return [
    database
      .update(events)
      .set({ data: sameLength<Record<string, unknown>>(events.data) })
      .where(theirs),
    database
      .update(events)
      .set({ data: { object: { id: userId, redacted: true } } })
      .where(theirs),
  ];
}
