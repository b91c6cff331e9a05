import { and, asc, desc, eq, inArray, lt, lte, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { verifiedContacts } from "../../storage/tables/contacts.ts";
import { events } from "../../storage/tables/records.ts";
import { consents, userChecks, userIdentifiers, users } from "../../storage/tables/users.ts";
import type { CheckResult } from "./check-result.ts";
import { ENDED_UNANSWERED } from "./identifier-store.ts";
import type { PerformedCheck } from "./verdict.ts";

export type UserRow = typeof users.$inferSelect;
export type NewUserRow = typeof users.$inferInsert;
export type ConsentRow = typeof consents.$inferSelect;

const ofUser = (tenantId: string, userId: string) => ({
  user: and(eq(users.tenantId, tenantId), eq(users.id, userId)),
  check: and(eq(userChecks.tenantId, tenantId), eq(userChecks.userId, userId)),
  consent: and(eq(consents.tenantId, tenantId), eq(consents.userId, userId)),
  identifier: and(eq(userIdentifiers.tenantId, tenantId), eq(userIdentifiers.userId, userId)),
});

const mine = alias(users, "mine");
const other = alias(users, "other");
const otherIdentifiers = alias(userIdentifiers, "other_identifiers");

const checksOf = (database: Database, tenantId: string, userId: string) =>
  database
    .select()
    .from(userChecks)
    .where(ofUser(tenantId, userId).check)
    .orderBy(asc(userChecks.createdAt), sql`${userChecks}.rowid`);

const toCheck = (stored: typeof userChecks.$inferSelect): PerformedCheck => ({
  checkId: stored.checkId,
  type: stored.type,
  outcome: stored.outcome as PerformedCheck["outcome"],
  reasons: stored.reasons as PerformedCheck["reasons"],
  observations: stored.observations,
  notPerformed: stored.notPerformed,
  at: stored.createdAt,
});

/** A user and the checks, oldest first; null when the tenant has none. */
export async function findStatus(database: Database, tenantId: string, userId: string) {
  const [[row], checks] = await database.batch([
    database.select().from(users).where(ofUser(tenantId, userId).user),
    checksOf(database, tenantId, userId),
  ]);
  return row ? { row, checks: checks.map(toCheck) } : null;
}

/**
 * All that a decision on a user rests on, read at one moment; null when the tenant has none. `duplicateOf` is an
 * older user, not ended without an answer, who carries one of the same identifiers: asked anew each time, so that
 * two who were created in the same instant do not both pass unseen.
 */
export async function findProgress(database: Database, tenantId: string, userId: string) {
  const at = ofUser(tenantId, userId);
  const [[row], checks, given, [duplicate], verified] = await database.batch([
    database.select().from(users).where(at.user),
    checksOf(database, tenantId, userId),
    database.select({ scope: consents.scope }).from(consents).where(at.consent),
    database
      .select({ id: other.id })
      .from(userIdentifiers)
      .innerJoin(mine, and(eq(mine.tenantId, userIdentifiers.tenantId), eq(mine.id, userIdentifiers.userId)))
      .innerJoin(
        otherIdentifiers,
        and(
          eq(otherIdentifiers.tenantId, userIdentifiers.tenantId),
          eq(otherIdentifiers.blindIndex, userIdentifiers.blindIndex),
        ),
      )
      .innerJoin(
        other,
        and(eq(other.tenantId, otherIdentifiers.tenantId), eq(other.id, otherIdentifiers.userId)),
      )
      .where(
        and(
          at.identifier,
          notInArray(other.status, ENDED_UNANSWERED),
          sql`(${other.createdAt}, ${other.id}) < (${mine.createdAt}, ${mine.id})`,
        ),
      )
      .limit(1),
    database
      .select({ channel: verifiedContacts.channel, index: verifiedContacts.contactIndex })
      .from(verifiedContacts)
      .where(and(eq(verifiedContacts.tenantId, tenantId), eq(verifiedContacts.userId, userId))),
  ]);
  if (!row) return null;
  const present = { email: row.emailIndex, phone: row.phoneIndex };
  return {
    row,
    checks: checks.map(toCheck),
    consents: given.map(({ scope }) => scope),
    duplicateOf: duplicate?.id ?? null,
    /** Of the present addresses alone: what was verified before a change says nothing. */
    verifiedContacts: verified.filter((one) => present[one.channel] === one.index).map((one) => one.channel),
  };
}

export type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>;

/** A user with identifiers and consents, read at one moment; null when the tenant has none. */
export async function findProfile(database: Database, tenantId: string, userId: string) {
  const at = ofUser(tenantId, userId);
  const [[row], identifiers, given] = await database.batch([
    database.select().from(users).where(at.user),
    database
      .select()
      .from(userIdentifiers)
      .where(at.identifier)
      .orderBy(asc(userIdentifiers.type), asc(userIdentifiers.country)),
    database.select().from(consents).where(at.consent).orderBy(asc(consents.acceptedAt), asc(consents.id)),
  ]);
  return row ? { row, identifiers, consents: given } : null;
}

/** The tenant's user of an external id; null when there is none. */
export async function findByExternalId(database: Database, tenantId: string, externalId: string) {
  const [row] = await database
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenantId, tenantId), eq(users.externalId, externalId)));
  return row?.id ?? null;
}

export const insertUser = (database: Database, row: NewUserRow): Statement =>
  database.insert(users).values(row);

/** Changes a user, unless another request changed it since `row` was read: then the whole batch fails. */
export function updateUser(
  database: Database,
  row: UserRow,
  changes: Partial<Omit<UserRow, "tenantId" | "id" | "version" | "updatedAt" | "createdAt">>,
  at: number,
): Statement {
  return database
    .update(users)
    .set({
      ...changes,
      status: unlessStale("version", row.version, changes.status ?? row.status),
      version: row.version + 1,
      updatedAt: at,
    })
    .where(and(eq(users.tenantId, row.tenantId), eq(users.id, row.id)));
}

/** Keeps a check; one of the same id is replaced, as a document may be validated again. */
export function putCheck(
  database: Database,
  tenantId: string,
  userId: string,
  check: CheckResult,
  at: number,
): Statement {
  const { checkId, ...found } = check;
  const values = { ...found, createdAt: at };
  return database
    .insert(userChecks)
    .values({ tenantId, userId, checkId, ...values })
    .onConflictDoUpdate({
      target: [userChecks.tenantId, userChecks.userId, userChecks.checkId],
      set: values,
    });
}

/** Adds consents; what was once consented to stays on record. */
export const insertConsents = (database: Database, rows: ConsentRow[]): Statement[] =>
  rows.map((row) => database.insert(consents).values(row));

/** A user's events below a number, newest first. */
export function findEvents(
  database: Database,
  tenantId: string,
  userId: string,
  below: number | null,
  limit: number,
) {
  return database
    .select()
    .from(events)
    .where(
      and(
        eq(events.tenantId, tenantId),
        eq(events.userId, userId),
        below === null ? undefined : lt(events.sequence, below),
      ),
    )
    .orderBy(desc(events.sequence))
    .limit(limit);
}

/** Users of all tenants whose time to bring something has passed, oldest first. */
export function findOverdue(database: Database, now: number, limit: number) {
  return database
    .select()
    .from(users)
    .where(
      and(inArray(users.status, ["created", "in_progress", "requires_input"]), lte(users.expiresAt, now)),
    )
    .orderBy(asc(users.expiresAt))
    .limit(limit);
}

/** The statements that delete all that a user's rows told of the person, but for the user's own. */
export function deletePersonOf(database: Database, tenantId: string, userId: string): Statement[] {
  const at = ofUser(tenantId, userId);
  return [database.delete(userIdentifiers).where(at.identifier), database.delete(userChecks).where(at.check)];
}
