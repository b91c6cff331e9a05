import { and, asc, eq, sql } from "drizzle-orm";
import type { Caller } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { unlessStale } from "../../records/commit.ts";
import { openJson, sealJson } from "../../storage/cipher.ts";
import type { Database, Statement } from "../../storage/database.ts";
import { backgroundChecks } from "../../storage/tables/background.ts";
import type { Vault } from "../../storage/vault.ts";
import type { CheckData } from "./check-schemas.ts";
import { findReviews } from "./decisions/decision-store.ts";
import { reviewedCheck, shownCheck } from "./reviewed.ts";

const place = (tenantId: string, subjectId: string, checkId: string) => ({
  tenantId,
  subjectId,
  // The check's id is in the place, so that one result cannot be passed off as another of the same person.
  place: `background_checks.result/${checkId}`,
});

/** Whom a check is about, and the key that seals what is kept of it. */
export interface SealedSubject {
  subjectId: string;
  key: CryptoKey;
  /** Stores the key where it is new. */
  statements: Statement[];
}

/**
 * The subject of a check: its user, or for nobody's user the check itself, so that erasing it erases it. Throws
 * `NOT_FOUND` when the user's key is gone.
 */
export async function subjectOfCheck(
  deps: { vault: Vault },
  tenantId: string,
  check: { id: string; userId: string | null },
): Promise<SealedSubject> {
  if (check.userId === null) {
    const fresh = await deps.vault.newSubjectKey(tenantId, check.id);
    return { subjectId: check.id, key: fresh.key, statements: [fresh.statement] };
  }
  const key = await deps.vault.subjectKey(tenantId, check.userId);
  if (!key) throw new EnrollError("NOT_FOUND");
  return { subjectId: check.userId, key, statements: [] };
}

/** The statements that keep a check, its whole result sealed. Throws `NOT_FOUND` when the user's key is gone. */
export async function keepCheck(
  deps: { database: Database; vault: Vault },
  tenantId: string,
  check: CheckData,
  createdAt: number,
  about?: SealedSubject,
): Promise<Statement[]> {
  const { subjectId, key, statements } = about ?? (await subjectOfCheck(deps, tenantId, check));
  return [
    ...statements,
    deps.database.insert(backgroundChecks).values({
      tenantId,
      id: check.id,
      userId: check.userId,
      subjectId,
      type: check.type,
      status: check.status,
      outcome: check.outcome,
      result: await sealJson(key, place(tenantId, subjectId, check.id), check),
      createdAt,
    }),
  ];
}

/** A check as it is kept: all its matches, whatever the request wanted to see, and none of them decided. */
export interface KeptCheck {
  check: CheckData;
  subjectId: string;
  key: CryptoKey;
  createdAt: number;
  /** How many decisions on hits of its subject had been made when it was read. */
  reviews: number;
  /** The sealed result as it was read, by which a later change is noticed. */
  sealed: string;
}

/** A check as it was kept; null for an unknown, foreign or erased one. */
export async function openCheck(
  deps: { database: Database; vault: Vault },
  tenantId: string,
  checkId: string,
): Promise<KeptCheck | null> {
  const [row] = await deps.database
    .select()
    .from(backgroundChecks)
    .where(and(eq(backgroundChecks.tenantId, tenantId), eq(backgroundChecks.id, checkId)));
  if (!row) return null;
  const { subjectId, createdAt, reviews } = row;
  const key = await deps.vault.subjectKey(tenantId, subjectId);
  if (!key) return null;
  const check = await openJson<CheckData>(key, place(tenantId, subjectId, checkId), row.result);
  return { check, subjectId, key, createdAt, reviews, sealed: row.result };
}

/** The statements that put a check's new result in the place of the one read; they break the batch when that has changed. */
export async function replaceResult(
  database: Database,
  tenantId: string,
  kept: KeptCheck,
  check: CheckData,
): Promise<Statement[]> {
  const sealed = await sealJson(kept.key, place(tenantId, kept.subjectId, check.id), check);
  return [
    database
      .update(backgroundChecks)
      .set({
        status: check.status,
        outcome: check.outcome,
        result: unlessStale("result", kept.sealed, sealed),
      })
      .where(and(eq(backgroundChecks.tenantId, tenantId), eq(backgroundChecks.id, check.id))),
  ];
}

/** A check as it stands, what a person has decided of its matches included; null as `openCheck` says. */
export async function findCheck(
  deps: { database: Database; vault: Vault },
  caller: Caller,
  checkId: string,
): Promise<CheckData | null> {
  const kept = await openCheck(deps, caller.tenantId, checkId);
  if (!kept) return null;
  const reviews = await findReviews(deps.database, caller.tenantId, kept.subjectId);
  return shownCheck(reviewedCheck(kept.check, reviews, caller.livemode));
}

/**
 * Counts a decision on all checks of a subject; breaks the batch (`CONFLICT`) when another decision on the subject
 * came in since `check` was read.
 */
export const countReview = (
  database: Database,
  tenantId: string,
  { subjectId, check, reviews }: KeptCheck,
): Statement =>
  database
    .update(backgroundChecks)
    .set({
      reviews: sql<never>`CASE WHEN id <> ${check.id} OR reviews = ${reviews} THEN reviews + 1 ELSE NULL END`,
    })
    .where(and(eq(backgroundChecks.tenantId, tenantId), eq(backgroundChecks.subjectId, subjectId)));

const ofUser = (tenantId: string, userId: string) =>
  and(eq(backgroundChecks.tenantId, tenantId), eq(backgroundChecks.userId, userId));

/** The checks of a user, oldest first, without their results. */
export const findChecksOf = (database: Database, tenantId: string, userId: string) =>
  database
    .select({ id: backgroundChecks.id })
    .from(backgroundChecks)
    .where(ofUser(tenantId, userId))
    .orderBy(asc(backgroundChecks.createdAt), asc(backgroundChecks.id));

export const deleteChecksOf = (database: Database, tenantId: string, userId: string): Statement[] => [
  database.delete(backgroundChecks).where(ofUser(tenantId, userId)),
];
