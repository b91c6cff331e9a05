import { and, asc, eq, inArray, notInArray, sql } from "drizzle-orm";
import { unlessStale } from "../../records/commit.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { consents, userChecks, userIdentifiers, users } from "../../storage/tables/users.ts";
import type { CheckResult } from "./check-result.ts";
import type { Assessment } from "./decide.ts";
import type { PerformedCheck } from "./verdict.ts";

/** What stands in `users.decision`: ids, codes and figures only. */
export interface StoredDecision {
  /** Facts about the enrolment that no check tells. */
  standing: {
    duplicateOf: string | null;
    identityChangedAt: number | null;
    reviewedAt: number | null;
  };
  /** null until the first check. */
  assessment: Assessment | null;
  /** `auto`, or `subject:<sub>` of the reviewer. */
  decidedBy: string;
  decidedAt: number | null;
}

export const NOTHING_DECIDED: StoredDecision = {
  standing: { duplicateOf: null, identityChangedAt: null, reviewedAt: null },
  assessment: null,
  decidedBy: "auto",
  decidedAt: null,
};

export type UserRow = typeof users.$inferSelect;
export type NewUserRow = typeof users.$inferInsert;
export type IdentifierRow = typeof userIdentifiers.$inferSelect;
export type ConsentRow = typeof consents.$inferSelect;

export const decisionOf = (row: UserRow): StoredDecision =>
  (row.decision as StoredDecision | null) ?? NOTHING_DECIDED;

const ofUser = (tenantId: string, userId: string) =>
  [
    and(eq(users.tenantId, tenantId), eq(users.id, userId)),
    and(eq(userChecks.tenantId, tenantId), eq(userChecks.userId, userId)),
    and(eq(consents.tenantId, tenantId), eq(consents.userId, userId)),
    and(eq(userIdentifiers.tenantId, tenantId), eq(userIdentifiers.userId, userId)),
  ] as const;

/** A user with checks (oldest first) and scopes of consent, read at one moment; null when the tenant has none. */
export async function findProgress(database: Database, tenantId: string, userId: string) {
  const [user, check, consent] = ofUser(tenantId, userId);
  const [[row], checks, given] = await database.batch([
    database.select().from(users).where(user),
    database
      .select()
      .from(userChecks)
      .where(check)
      .orderBy(asc(userChecks.createdAt), sql`${userChecks}.rowid`),
    database.select({ scope: consents.scope }).from(consents).where(consent),
  ]);
  if (!row) return null;
  return {
    row,
    checks: checks.map(
      (stored): PerformedCheck => ({
        checkId: stored.checkId,
        type: stored.type,
        outcome: stored.outcome as PerformedCheck["outcome"],
        reasons: stored.reasons as PerformedCheck["reasons"],
        observations: stored.observations,
        notPerformed: stored.notPerformed,
        at: stored.createdAt,
      }),
    ),
    consents: given.map(({ scope }) => scope),
  };
}

export type Progress = NonNullable<Awaited<ReturnType<typeof findProgress>>>;

/** A user with identifiers and consents, read at one moment; null when the tenant has none. */
export async function findProfile(database: Database, tenantId: string, userId: string) {
  const [user, , consent, identifier] = ofUser(tenantId, userId);
  const [[row], identifiers, given] = await database.batch([
    database.select().from(users).where(user),
    database
      .select()
      .from(userIdentifiers)
      .where(identifier)
      .orderBy(asc(userIdentifiers.type), asc(userIdentifiers.country)),
    database.select().from(consents).where(consent).orderBy(asc(consents.acceptedAt), asc(consents.id)),
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

/** The oldest user, not ended without an answer, who carries one of the identifiers; null when there is none. */
export async function findByIdentifiers(database: Database, tenantId: string, blindIndexes: string[]) {
  if (blindIndexes.length === 0) return null;
  const [row] = await database
    .select({ id: users.id })
    .from(userIdentifiers)
    .innerJoin(users, and(eq(users.tenantId, userIdentifiers.tenantId), eq(users.id, userIdentifiers.userId)))
    .where(
      and(
        eq(userIdentifiers.tenantId, tenantId),
        inArray(userIdentifiers.blindIndex, blindIndexes),
        notInArray(users.status, ["canceled", "expired", "redacted"]),
      ),
    )
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1);
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

/** Writes the identifiers in place of those the user had. */
export function replaceIdentifiers(
  database: Database,
  tenantId: string,
  userId: string,
  rows: IdentifierRow[],
): Statement[] {
  return [
    database
      .delete(userIdentifiers)
      .where(and(eq(userIdentifiers.tenantId, tenantId), eq(userIdentifiers.userId, userId))),
    ...rows.map((row) => database.insert(userIdentifiers).values(row)),
  ];
}

/** Adds consents; what was once consented to stays on record. */
export const insertConsents = (database: Database, rows: ConsentRow[]): Statement[] =>
  rows.map((row) => database.insert(consents).values(row));
