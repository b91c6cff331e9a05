import { sql } from "drizzle-orm";
import type { Database, Statement } from "../storage/database.ts";
import { audit } from "../storage/tables/records.ts";

/** What was done to what; the actor and the instant come from the caller and the clock. */
export interface AuditEntry {
  /** `feature.verb`, such as `document.scan`. */
  action: string;
  targetType: string;
  targetId: string;
  /** Chosen by name; never personal data. */
  details?: Record<string, string | number | boolean | null>;
}

/** Who does something, as the audit names them. */
export interface Actor {
  tenantId: string;
  subject: string;
  requestId: string;
}

/** An entry as a row, but for its number. */
export const auditRow = ({ tenantId, subject, requestId }: Actor, entry: AuditEntry, at: number) => ({
  tenantId,
  at,
  actor: subject,
  action: entry.action,
  targetType: entry.targetType,
  targetId: entry.targetId,
  requestId,
  details: entry.details ?? {},
});

/**
 * The statement that appends an audit row. The database gives the number inside the batch, so that numbers have
 * no gap however many requests write at once.
 */
export function auditStatement(database: Database, who: Actor, entry: AuditEntry, at: number): Statement {
  return database.insert(audit).values({
    ...auditRow(who, entry, at),
    seq: sql`(SELECT coalesce(max(seq), 0) + 1 FROM audit WHERE tenant_id = ${who.tenantId})`,
  });
}
