import { and, eq, sql } from "drizzle-orm";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { connectorLinks, connectors, connectorWrites } from "../../storage/tables/connectors.ts";
import type { LinkRow, WriteRow } from "./link-store.ts";
import type { ConnectorRow } from "./store.ts";

/** Write-backs of one claim: four rounds of six. */
export const CLAIM_SIZE = 24;
/** Longer than the worst claim lasts (four rounds of a look-up and a write of 10 s each, and our own writes). */
export const LEASE_MS = 180_000;

export interface WriteClaim {
  tenantId: string;
  userId: string;
  connectorId: string;
  leaseUntil: number;
}

/** A claimed status with all that its write needs. */
export interface ClaimedWrite extends WriteClaim {
  write: WriteRow;
  link: LinkRow | null;
  connector: ConnectorRow | null;
}

/**
 * Takes due write-backs of all tenants: waiting ones, and claimed ones whose lease is over; those of a connector that
 * is switched off go on waiting. One statement, and D1 runs one at a time, so none is taken by two runs at once.
 */
export async function claimDueWrites(database: Database, now: number): Promise<WriteClaim[]> {
  const leaseUntil = now + LEASE_MS;
  const rows = await database.all<{ tenant_id: string; user_id: string; connector_id: string }>(sql`
    UPDATE connector_writes SET state = 'claimed', lease_until = ${leaseUntil}, next_at = ${leaseUntil}
    WHERE rowid IN (
      SELECT w.rowid FROM connector_writes w
      JOIN connectors c ON c.tenant_id = w.tenant_id AND c.id = w.connector_id AND c.status = 'enabled'
      WHERE w.state IN ('claimed', 'pending') AND w.next_at <= ${now} LIMIT ${CLAIM_SIZE}
    )
    RETURNING tenant_id, user_id, connector_id`);
  return rows.map((row) => ({
    tenantId: row.tenant_id,
    userId: row.user_id,
    connectorId: row.connector_id,
    leaseUntil,
  }));
}

/** Loads a claim; null when the write is gone (its user was erased, its connector deleted). */
export async function loadWrite(database: Database, claim: WriteClaim): Promise<ClaimedWrite | null> {
  const { tenantId, userId, connectorId } = claim;
  const [[write], [link], [connector]] = await database.batch([
    database.select().from(connectorWrites).where(isWrite(claim)),
    database
      .select()
      .from(connectorLinks)
      .where(
        and(
          eq(connectorLinks.tenantId, tenantId),
          eq(connectorLinks.userId, userId),
          eq(connectorLinks.connectorId, connectorId),
        ),
      ),
    database
      .select()
      .from(connectors)
      .where(and(eq(connectors.tenantId, tenantId), eq(connectors.id, connectorId))),
  ]);
  return write ? { ...claim, write, link: link ?? null, connector: connector ?? null } : null;
}

const isWrite = ({ tenantId, userId, connectorId }: Omit<WriteClaim, "leaseUntil">) =>
  and(
    eq(connectorWrites.tenantId, tenantId),
    eq(connectorWrites.userId, userId),
    eq(connectorWrites.connectorId, connectorId),
  );

/**
 * Ends a claim with its result; the whole batch fails when the lease has passed to another run, or a newer status
 * has come in between.
 */
export function finishWrite(
  database: Database,
  claim: WriteClaim,
  result: Partial<WriteRow> & Pick<WriteRow, "state">,
): Statement {
  return database
    .update(connectorWrites)
    .set({ ...result, leaseUntil: 0, state: unlessStale("lease_until", claim.leaseUntil, result.state) })
    .where(isWrite(claim));
}

/** When the next write-back of any tenant is due, in milliseconds since 1970; null when none waits. */
export async function earliestWrite(database: Database): Promise<number | null> {
  const [row] = await database.all<{ due: number | null }>(sql`
    SELECT min(w.next_at) AS due FROM connector_writes w
    JOIN connectors c ON c.tenant_id = w.tenant_id AND c.id = w.connector_id AND c.status = 'enabled'
    WHERE w.state IN ('pending', 'claimed')`);
  return row?.due ?? null;
}
