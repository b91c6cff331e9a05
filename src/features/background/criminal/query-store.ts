import { and, asc, eq, lt, lte, sql } from "drizzle-orm";
import { openJson, sealJson } from "../../../storage/cipher.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { providerQueries } from "../../../storage/tables/criminal.ts";
import type { Vault } from "../../../storage/vault.ts";
import type { SealedSubject } from "../store.ts";
import type { FollowUp } from "./port.ts";
import type { PollMessage } from "./providers-deps.ts";

export type QueryRow = typeof providerQueries.$inferSelect;

/** What is sealed of a pending query. */
export interface AskedQuery {
  asked: Record<string, string>;
  ticket: string | null;
}

const placeOf = ({
  tenantId,
  subjectId,
  checkId,
  sourceId,
}: Pick<QueryRow, "tenantId" | "subjectId" | "checkId" | "sourceId">) => ({
  tenantId,
  subjectId,
  place: `provider_queries.asked/${checkId}/${sourceId}`,
});

/** The statements that keep a query until its answer comes. */
export async function keepQuery(
  database: Database,
  about: Pick<SealedSubject, "subjectId" | "key">,
  query: PollMessage & { livemode: boolean; followUp: FollowUp },
  now: number,
): Promise<Statement[]> {
  const { followUp, ...at } = query;
  const { asked, ticket, pollAfterMs, expiresAfterMs, providerId, tokenHash } = followUp;
  const { subjectId, key } = about;
  const row: QueryRow = {
    ...at,
    providerId,
    subjectId,
    state: "pending",
    tokenHash,
    asked: await sealJson(key, placeOf({ ...at, subjectId }), { asked, ticket } satisfies AskedQuery),
    polls: 0,
    nextAt: now + Math.min(pollAfterMs ?? expiresAfterMs, expiresAfterMs),
    leaseUntil: 0,
    expiresAt: now + expiresAfterMs,
    createdAt: now,
  };
  // In an array: a statement by itself is a thenable, which an async function would run.
  return [database.insert(providerQueries).values(row)];
}

/** Opens what is sealed of a query; null when its subject was erased. */
export async function openQuery(vault: Vault, row: QueryRow): Promise<AskedQuery | null> {
  const key = await vault.subjectKey(row.tenantId, row.subjectId);
  return key && openJson<AskedQuery>(key, placeOf(row), row.asked);
}

/** The pending query of a callback's token (SHA-256, hex), whoever's; null for a used or unknown one. */
export async function findByToken(database: Database, tokenHash: string): Promise<QueryRow | null> {
  const [row] = await database
    .select()
    .from(providerQueries)
    .where(and(eq(providerQueries.tokenHash, tokenHash), eq(providerQueries.state, "pending")));
  return row ?? null;
}

const rowAt = ({ tenantId, checkId, sourceId }: PollMessage) =>
  and(
    eq(providerQueries.tenantId, tenantId),
    eq(providerQueries.checkId, checkId),
    eq(providerQueries.sourceId, sourceId),
  );

/** Ends a query; breaks the batch when it was ended before, so that an answer has one effect. */
export const endQuery = (database: Database, row: QueryRow): Statement =>
  database
    .update(providerQueries)
    .set({ state: sql<never>`CASE WHEN state = 'pending' THEN 'settled' ELSE NULL END` })
    .where(rowAt(row));

export const deleteQuery = (database: Database, at: PollMessage): Statement =>
  database.delete(providerQueries).where(rowAt(at));

/** Takes a due query for a while; null when it is not due, ended, or in other hands. */
export async function claimQuery(
  database: Database,
  at: PollMessage,
  now: number,
  leaseMs: number,
): Promise<QueryRow | null> {
  const [row] = await database
    .update(providerQueries)
    .set({ leaseUntil: now + leaseMs, polls: sql`polls + 1` })
    .where(
      and(
        rowAt(at),
        eq(providerQueries.state, "pending"),
        lte(providerQueries.nextAt, now),
        lte(providerQueries.leaseUntil, now),
      ),
    )
    .returning();
  return row ?? null;
}

/** Puts a claimed query back until `nextAt`. */
export async function postponeQuery(database: Database, row: QueryRow, nextAt: number): Promise<void> {
  await database
    .update(providerQueries)
    .set({ nextAt, leaseUntil: 0 })
    .where(and(rowAt(row), eq(providerQueries.leaseUntil, row.leaseUntil)));
}

/** Queries of all tenants that are due and in nobody's hands: for the cron, never for a request. */
export const findDueQueries = (database: Database, now: number, limit: number): Promise<PollMessage[]> =>
  database
    .select({
      tenantId: providerQueries.tenantId,
      checkId: providerQueries.checkId,
      sourceId: providerQueries.sourceId,
    })
    .from(providerQueries)
    .where(
      and(
        eq(providerQueries.state, "pending"),
        lte(providerQueries.nextAt, now),
        lte(providerQueries.leaseUntil, now),
      ),
    )
    .orderBy(asc(providerQueries.nextAt))
    .limit(limit);

/** Ended queries are of no use but to tell a repeated callback from an unknown one; those go after `before`. */
export const purgeQueries = (database: Database, before: number) =>
  database
    .delete(providerQueries)
    .where(and(eq(providerQueries.state, "settled"), lt(providerQueries.nextAt, before)));

export const deleteQueriesOf = (database: Database, tenantId: string, subjectId: string): Statement =>
  database
    .delete(providerQueries)
    .where(and(eq(providerQueries.tenantId, tenantId), eq(providerQueries.subjectId, subjectId)));
