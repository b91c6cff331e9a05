import { sql } from "drizzle-orm";
import { EnrollError } from "../kernel/errors.ts";
import { idSeries } from "../kernel/ids.ts";
import type { Database, Statement } from "../storage/database.ts";
import { insertSet } from "../storage/insert-set.ts";
import { audit, events } from "../storage/tables/records.ts";
import { deliveries } from "../storage/tables/webhooks.ts";
import { type Actor, type AuditEntry, auditRow } from "./audit.ts";
import { isStaleGuard, type RecordsDeps } from "./commit.ts";
import type { EventDraft } from "./event-types.ts";

/** Many changes of one kind that stand or fall together. */
export interface ChangeSet {
  /** The first should be the guard that keeps the set from being written twice. */
  statements: Statement[];
  audit: AuditEntry[];
  /** The first event of each of the users it names. */
  firstEvents: EventDraft[];
  /** False: the events are on record, and no webhook is sent. */
  deliver: boolean;
}

/**
 * Writes many new things as one batch of a few statements, with the traces that each would have alone: `commit` of
 * hundreds would be thousands of statements. Throws `CONFLICT` when a guard has moved on.
 */
export async function commitSet(
  deps: Pick<RecordsDeps, "database" | "clock" | "hintOutbox">,
  who: Actor,
  set: ChangeSet,
): Promise<void> {
  const { database } = deps;
  const at = deps.clock();
  const statements = [
    ...set.statements,
    ...(set.audit.length > 0 ? [auditSet(database, who, set.audit, at)] : []),
    ...eventSet(database, who.tenantId, set.firstEvents, at, set.deliver),
  ];
  const [first, ...rest] = statements;
  if (!first) return;
  try {
    await database.batch([first, ...rest]);
  } catch (cause) {
    if (isStaleGuard(cause)) throw new EnrollError("CONFLICT", { cause });
    throw cause;
  }
  if (set.deliver && set.firstEvents.length > 0) deps.hintOutbox();
}

/** Audit rows with numbers that go on without a gap: the highest is read once, inside the batch. */
function auditSet(database: Database, who: Actor, entries: readonly AuditEntry[], at: number): Statement {
  const rows = entries.map((entry) => ({ ...auditRow(who, entry, at), seq: 0 }));
  return insertSet(database, audit, rows, {
    seq: sql`(SELECT coalesce(max(seq), 0) + 1 FROM audit WHERE tenant_id = ${who.tenantId}) + key`,
  });
}

/** The events, numbered 1 as their users' first, and a delivery of each to every endpoint that listens to its type. */
function eventSet(
  database: Database,
  tenantId: string,
  drafts: readonly EventDraft[],
  at: number,
  deliver: boolean,
): Statement[] {
  if (drafts.length === 0) return [];
  const nextId = idSeries("evt");
  const rows = drafts.map((draft) => ({
    tenantId,
    id: nextId(),
    type: draft.type,
    userId: draft.userId,
    sequence: 1,
    data: { object: draft.object },
    createdAt: at,
  }));
  const sent = JSON.stringify(rows.map(({ id, type }) => [id, type]));
  const fanOut = database.insert(deliveries).select(sql`
    SELECT w.tenant_id, 'dlv_' || lower(hex(randomblob(18))), e.value ->> 0, w.id, 'pending', 0, ${at}, 0, NULL, NULL,
      ${at}, NULL
    FROM webhook_endpoints w CROSS JOIN json_each(${sent}) e
    WHERE w.tenant_id = ${tenantId} AND w.status = 'enabled'
      AND EXISTS (SELECT 1 FROM json_each(w.event_types) t WHERE t.value IN ('*', e.value ->> 1))`);
  return [insertSet(database, events, rows), ...(deliver ? [fanOut] : [])];
}
