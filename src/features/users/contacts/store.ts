import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { unlessStale } from "../../../records/commit.ts";
import type { Database, Statement } from "../../../storage/database.ts";
import { contactCodes, verifiedContacts } from "../../../storage/tables/contacts.ts";
import type { Channel } from "../../../storage/tables/messages.ts";
import { MAX_TRIES } from "./code.ts";

export type CodeRow = typeof contactCodes.$inferSelect;
export type VerifiedRow = typeof verifiedContacts.$inferSelect;

const ofUser = (tenantId: string, userId: string) =>
  and(eq(contactCodes.tenantId, tenantId), eq(contactCodes.userId, userId));

/** The codes of a user and the instants of codes to an address, since an instant; what limits count. */
export async function recentCodes(
  database: Database,
  tenantId: string,
  of: { userId: string; contactIndex: string },
  since: number,
) {
  const [forUser, toContact] = await database.batch([
    database
      .select()
      .from(contactCodes)
      .where(and(ofUser(tenantId, of.userId), gt(contactCodes.createdAt, since))),
    database
      .select({ createdAt: contactCodes.createdAt })
      .from(contactCodes)
      .where(
        and(
          eq(contactCodes.tenantId, tenantId),
          eq(contactCodes.contactIndex, of.contactIndex),
          gt(contactCodes.createdAt, since),
        ),
      ),
  ]);
  return { forUser, toContact: toContact.map(({ createdAt }) => createdAt) };
}

/** Keeps a code, unless others were sent since those were counted: then the whole batch fails. */
export function insertCode(
  database: Database,
  row: CodeRow,
  counted: { since: number; forUser: number; toContact: number },
): Statement {
  const { tenantId, userId, contactIndex } = row;
  const count = (column: "user_id" | "contact_index", value: string) =>
    sql`(SELECT count(*) FROM contact_codes WHERE tenant_id = ${tenantId}
      AND ${sql.identifier(column)} = ${value} AND created_at > ${counted.since})`;
  const state = sql<never>`CASE WHEN ${count("user_id", userId)} = ${counted.forUser}
    AND ${count("contact_index", contactIndex)} = ${counted.toContact} THEN ${row.state} ELSE NULL END`;
  return database.insert(contactCodes).values({ ...row, state });
}

/** Codes that were sent by a channel and not used are worth nothing once another is sent. */
export const supersedeCodes = (
  database: Database,
  tenantId: string,
  userId: string,
  channel: Channel,
): Statement =>
  database
    .update(contactCodes)
    .set({ state: "superseded" })
    .where(
      and(ofUser(tenantId, userId), eq(contactCodes.channel, channel), eq(contactCodes.state, "pending")),
    );

/** The code that was sent last by a channel; null when there is none. */
export async function latestCode(
  database: Database,
  tenantId: string,
  userId: string,
  channel: Channel,
): Promise<CodeRow | null> {
  const [row] = await database
    .select()
    .from(contactCodes)
    .where(and(ofUser(tenantId, userId), eq(contactCodes.channel, channel)))
    .orderBy(desc(contactCodes.createdAt), sql`${contactCodes}.rowid DESC`)
    .limit(1);
  return row ?? null;
}

/**
 * Spends one try of a code before it is compared, in one statement: however many guess at once, no more than
 * `MAX_TRIES` of them are heard. null when there is none left, or the code was used, replaced or is over.
 */
export async function takeTry(database: Database, row: CodeRow, now: number): Promise<CodeRow | null> {
  const [taken] = await database
    .update(contactCodes)
    .set({ tries: sql`${contactCodes.tries} + 1` })
    .where(
      and(
        eq(contactCodes.tenantId, row.tenantId),
        eq(contactCodes.id, row.id),
        eq(contactCodes.state, "pending"),
        lt(contactCodes.tries, MAX_TRIES),
        gt(contactCodes.expiresAt, now),
      ),
    )
    .returning();
  return taken ?? null;
}

/** Uses a code up, unless it was used or replaced since: then the whole batch fails. */
export const useCode = (database: Database, row: CodeRow): Statement =>
  database
    .update(contactCodes)
    .set({ state: unlessStale("state", "pending", "used") })
    .where(and(eq(contactCodes.tenantId, row.tenantId), eq(contactCodes.id, row.id)));

export const putVerified = (database: Database, row: VerifiedRow): Statement =>
  database
    .insert(verifiedContacts)
    .values(row)
    .onConflictDoUpdate({
      target: [verifiedContacts.tenantId, verifiedContacts.userId, verifiedContacts.channel],
      set: { contactIndex: row.contactIndex, verifiedAt: row.verifiedAt },
    });

export const findVerified = (database: Database, tenantId: string, userId: string): Promise<VerifiedRow[]> =>
  database
    .select()
    .from(verifiedContacts)
    .where(and(eq(verifiedContacts.tenantId, tenantId), eq(verifiedContacts.userId, userId)));

/** Forgets that another address than this one was verified. */
export const forgetVerified = (
  database: Database,
  tenantId: string,
  userId: string,
  channel: Channel,
  contactIndex: string | null,
): Statement =>
  database
    .delete(verifiedContacts)
    .where(
      and(
        eq(verifiedContacts.tenantId, tenantId),
        eq(verifiedContacts.userId, userId),
        eq(verifiedContacts.channel, channel),
        contactIndex === null ? undefined : ne(verifiedContacts.contactIndex, contactIndex),
      ),
    );

/** All that is kept of a person's verified addresses and codes. */
export const deleteContactsOf = (database: Database, tenantId: string, userId: string): Statement[] => [
  database.delete(contactCodes).where(ofUser(tenantId, userId)),
  database
    .delete(verifiedContacts)
    .where(and(eq(verifiedContacts.tenantId, tenantId), eq(verifiedContacts.userId, userId))),
];

export async function purgeCodesBefore(database: Database, before: number): Promise<number> {
  const rows = await database
    .delete(contactCodes)
    .where(lt(contactCodes.createdAt, before))
    .returning({ id: contactCodes.id });
  return rows.length;
}
