import { and, eq, inArray, sql } from "drizzle-orm";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { messageSenders, messages } from "../../storage/tables/messages.ts";

export type MessageRow = typeof messages.$inferSelect;
export type SendersRow = typeof messageSenders.$inferSelect;

/** Messages of one claim: two rounds of six. */
export const CLAIM_SIZE = 12;
/** Longer than the worst claim lasts (two rounds of a look-up of a name and a call of 15 s each, and our writes). */
const LEASE_MS = 90_000;

export interface MessageClaim {
  tenantId: string;
  id: string;
  leaseUntil: number;
}

const isMessage = ({ tenantId, id }: Pick<MessageRow, "tenantId" | "id">) =>
  and(eq(messages.tenantId, tenantId), eq(messages.id, id));

export const insertMessage = (database: Database, row: MessageRow): Statement =>
  database.insert(messages).values(row);

/** Takes back messages that still wait: their content goes, and a run that holds one loses its lease. */
export const dropMessages = (database: Database, tenantId: string, ids: readonly string[]): Statement =>
  database
    .update(messages)
    .set({ state: "dropped", content: null, leaseUntil: 0 })
    .where(
      and(
        eq(messages.tenantId, tenantId),
        inArray(messages.id, [...ids]),
        inArray(messages.state, ["pending", "claimed"]),
      ),
    );

/**
 * Takes due messages of all tenants: waiting ones, and claimed ones whose lease is over. One statement, and D1 runs
 * one at a time, so none is taken by two runs at once.
 */
export async function claimDueMessages(database: Database, now: number): Promise<MessageClaim[]> {
  const leaseUntil = now + LEASE_MS;
  const rows = await database.all<{ tenant_id: string; id: string }>(sql`
    UPDATE messages SET state = 'claimed', lease_until = ${leaseUntil}, next_at = ${leaseUntil}
    WHERE rowid IN (SELECT rowid FROM messages
      WHERE state IN ('claimed', 'pending') AND next_at <= ${now} ORDER BY next_at LIMIT ${CLAIM_SIZE})
    RETURNING tenant_id, id`);
  return rows.map((row) => ({ tenantId: row.tenant_id, id: row.id, leaseUntil }));
}

/** A claimed message; null when it is gone, was taken back, or its lease has passed on. */
export async function loadClaimed(database: Database, claim: MessageClaim): Promise<MessageRow | null> {
  const [row] = await database.select().from(messages).where(isMessage(claim));
  return row?.state === "claimed" && row.leaseUntil === claim.leaseUntil ? row : null;
}

/** Writes what became of a claimed message; the batch fails when another run has taken it since. */
export const finishMessage = (
  database: Database,
  row: MessageRow,
  changes: Pick<MessageRow, "state" | "attempts" | "nextAt" | "lastError" | "sentAt" | "content">,
): Statement =>
  database
    .update(messages)
    .set({ ...changes, leaseUntil: 0, state: unlessStale("lease_until", row.leaseUntil, changes.state) })
    .where(isMessage(row));

/** When the next message is due, in milliseconds since 1970; null when none waits. */
export async function earliestMessage(database: Database): Promise<number | null> {
  const [row] = await database.all<{ at: number | null }>(
    sql`SELECT min(next_at) AS at FROM messages WHERE state IN ('claimed', 'pending')`,
  );
  return row?.at ?? null;
}

/** Forgets what ended before an instant, some at a time; answers how many. */
export async function purgeEnded(database: Database, before: number): Promise<number> {
  const rows = await database.all(sql`DELETE FROM messages WHERE rowid IN (SELECT rowid FROM messages
    WHERE state IN ('sent', 'dead', 'dropped') AND next_at < ${before} LIMIT 500) RETURNING id`);
  return rows.length;
}

export const messagesOf = (database: Database, tenantId: string, userId: string): Promise<MessageRow[]> =>
  database
    .select()
    .from(messages)
    .where(and(eq(messages.tenantId, tenantId), eq(messages.userId, userId)))
    .orderBy(messages.createdAt);

export const deleteMessagesOf = (database: Database, tenantId: string, userId: string): Statement =>
  database.delete(messages).where(and(eq(messages.tenantId, tenantId), eq(messages.userId, userId)));

export async function findSenders(database: Database, tenantId: string): Promise<SendersRow | null> {
  const [row] = await database.select().from(messageSenders).where(eq(messageSenders.tenantId, tenantId));
  return row ?? null;
}

/** Writes the senders on top of a version; the batch fails when another request was first. */
export const putSenders = (database: Database, row: SendersRow): Statement =>
  database
    .insert(messageSenders)
    .values(row)
    .onConflictDoUpdate({
      target: messageSenders.tenantId,
      set: { ...row, version: unlessStaleNumber(row.version - 1, row.version) },
    });

const unlessStaleNumber = (expected: number, next: number) =>
  sql<number>`CASE WHEN ${messageSenders.version} = ${expected} THEN ${next} ELSE NULL END`;
