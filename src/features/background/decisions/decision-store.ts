import { and, eq } from "drizzle-orm";
import type { Database, Statement } from "../../../storage/database.ts";
import { matchDecisions } from "../../../storage/tables/background.ts";
import { entryKey, NO_REVIEWS, type Reviews } from "../reviewed.ts";

export type DecisionRow = typeof matchDecisions.$inferSelect;

const ofSubject = (tenantId: string, subjectId: string) =>
  and(eq(matchDecisions.tenantId, tenantId), eq(matchDecisions.subjectId, subjectId));

/** All that was decided of a subject's hits. */
export const findDecisions = (
  database: Database,
  tenantId: string,
  subjectId: string,
): Promise<DecisionRow[]> => database.select().from(matchDecisions).where(ofSubject(tenantId, subjectId));

/** What was decided of a subject's hits, by entry in the state it was screened in. */
export async function findReviews(database: Database, tenantId: string, subjectId: string): Promise<Reviews> {
  return reviewsOf(await findDecisions(database, tenantId, subjectId));
}

export const reviewsOf = (rows: readonly DecisionRow[]): Reviews =>
  new Map(rows.map((row) => [entryKey(row), row.decision]));

/** What holds for a check that is about to be made: the user's decisions, and none for nobody's. */
export const reviewsFor = async (
  database: Database,
  tenantId: string,
  userId: string | null | undefined,
): Promise<Reviews> => (userId ? findReviews(database, tenantId, userId) : NO_REVIEWS);

/** Keeps a decision, in the place of an earlier one on the same entry in the same state. */
export function putDecision(database: Database, row: DecisionRow): Statement {
  const { checkId, listId, decision, note, decidedBy, decidedAt } = row;
  return database
    .insert(matchDecisions)
    .values(row)
    .onConflictDoUpdate({
      target: [
        matchDecisions.tenantId,
        matchDecisions.subjectId,
        matchDecisions.entityId,
        matchDecisions.entityHash,
      ],
      set: { checkId, listId, decision, note, decidedBy, decidedAt },
    });
}

export const deleteDecisionsOf = (database: Database, tenantId: string, subjectId: string): Statement =>
  database.delete(matchDecisions).where(ofSubject(tenantId, subjectId));
