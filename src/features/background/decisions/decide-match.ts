import { type Caller, requireScope } from "../../../kernel/caller.ts";
import { EnrollError } from "../../../kernel/errors.ts";
import { type Change, commitWithRetry } from "../../../records/commit.ts";
import type { EventDraft } from "../../../records/event-types.ts";
import { openJson, sealJson } from "../../../storage/cipher.ts";
import type { FinishedCheck } from "../../users/advance.ts";
import { advanceIfOpen } from "../advance-if-open.ts";
import type { CheckData } from "../check-schemas.ts";
import type { BackgroundDeps } from "../deps.ts";
import type { MatchData } from "../match-schemas.ts";
import { entryKey, type Reviews, reviewedCheck, shownCheck } from "../reviewed.ts";
import { countReview, findChecksOf, type KeptCheck, openCheck } from "../store.ts";
import { toCheckResult } from "../to-check-result.ts";
import type { DecisionInput } from "./decision-schemas.ts";
import { type DecisionRow, findDecisions, putDecision, reviewsOf } from "./decision-store.ts";

export type DecideMatchInput = DecisionInput & { checkId: string; entityId: string };

/**
 * Keeps what a person decided of a hit, and answers with the check as it then stands. The decision holds for every
 * check of the same subject, later ones too, until the entry changes; the user is decided on anew, unless the
 * enrolment is over. The same decision again changes nothing. Throws `NOT_FOUND` for an unknown, foreign or erased
 * check and for an entry that it did not find.
 */
export function decideMatch(
  deps: BackgroundDeps,
  caller: Caller,
  input: DecideMatchInput,
): Promise<CheckData> {
  requireScope(caller, "background:write");
  const { tenantId } = caller;
  return commitWithRetry(deps, caller, async () => {
    const kept = await openCheck(deps, tenantId, input.checkId);
    const match = kept?.check.matches.find(({ entityId }) => entityId === input.entityId);
    if (!kept || !match) throw new EnrollError("NOT_FOUND");
    const rows = await findDecisions(deps.database, tenantId, kept.subjectId);
    const before = rows.find((row) => entryKey(row) === entryKey(match));
    const reviews = new Map(reviewsOf(rows)).set(entryKey(match), input.decision);
    const result = shownCheck(reviewedCheck(kept.check, reviews, caller.livemode));
    const repeated = before?.decision === input.decision && (await sameNote(kept, before, input.note));
    const written = repeated ? NOTHING : await plan(deps, caller, input, { kept, match, reviews, before });
    return { result, change: { ...written, answer: { status: 200, data: result } } };
  });
}

const NOTHING: Omit<Change, "answer"> = { statements: [], audit: [], events: [] };

interface Found {
  kept: KeptCheck;
  match: MatchData;
  /** All decisions on the subject's hits, this one included. */
  reviews: Reviews;
  before: DecisionRow | undefined;
}

async function plan(
  deps: BackgroundDeps,
  caller: Caller,
  input: DecideMatchInput,
  { kept, match, reviews, before }: Found,
): Promise<Omit<Change, "answer">> {
  const { tenantId } = caller;
  const { check, subjectId } = kept;
  const listId = match.lists[0] ?? "";
  const entry = { tenantId, subjectId, entityId: match.entityId, entityHash: match.entityHash };
  const row: DecisionRow = {
    ...entry,
    listId,
    checkId: check.id,
    decision: input.decision,
    note: input.note === undefined ? null : await sealJson(kept.key, notePlace(entry), input.note),
    decidedBy: caller.subject,
    decidedAt: deps.clock(),
  };
  // Only its note is new: nothing changed that the user's standing or a receiver should hear of.
  const noteOnly = before?.decision === input.decision;
  const again = noteOnly ? [] : await judgedAgain(deps, caller, kept, match, reviews);
  const advance = noteOnly ? null : await advanceIfOpen(deps, caller, check.userId, again);
  const now = reviewedCheck(check, reviews, caller.livemode);
  return {
    statements: [
      countReview(deps.database, tenantId, kept),
      putDecision(deps.database, row),
      ...(advance?.statements ?? []),
    ],
    audit: [
      {
        action: "background.match_decision",
        targetType: "background_check",
        targetId: check.id,
        details: { decision: input.decision, listId, outcome: now.outcome, userId: check.userId },
      },
    ],
    events: [...(noteOnly ? [] : [eventOf(now, listId, input.decision)]), ...(advance?.events ?? [])],
  };
}

/** The user's checks that found the same entry in the same state, as they stand with the decision. */
async function judgedAgain(
  deps: BackgroundDeps,
  caller: Caller,
  { check: own, subjectId }: KeptCheck,
  match: MatchData,
  reviews: Reviews,
): Promise<FinishedCheck[]> {
  if (own.userId === null) return [];
  const results: FinishedCheck[] = [];
  for (const { id } of await findChecksOf(deps.database, caller.tenantId, subjectId)) {
    const kept = await openCheck(deps, caller.tenantId, id);
    if (!kept?.check.matches.some((one) => entryKey(one) === entryKey(match))) continue;
    const check = reviewedCheck(kept.check, reviews, caller.livemode);
    const confirmed = check.matches.some(({ review }) => review === "true_match");
    // A confirmed hit is news, whatever was reviewed before it. Taking one away makes no check younger than it is.
    results.push({ ...toCheckResult(check), ...(confirmed ? {} : { performedAt: kept.createdAt }) });
  }
  return results;
}

function eventOf(check: CheckData, listId: string, decision: DecisionInput["decision"]): EventDraft {
  const { id, userId, status, outcome, reasons } = check;
  const object = { id, userId, status, outcome, reasons, listId, matches: 1 };
  return decision === "false_positive"
    ? { type: "background.watchlist.match_resolved", userId, object: { ...object, resolution: decision } }
    : { type: "background.watchlist.match_updated", userId, object: { ...object, decision } };
}

const notePlace = (entry: Pick<DecisionRow, "tenantId" | "subjectId" | "entityId" | "entityHash">) => ({
  tenantId: entry.tenantId,
  subjectId: entry.subjectId,
  // The entry is in the place, so that one note cannot be passed off as that on another hit.
  place: `match_decisions.note/${entryKey(entry)}`,
});

/** True when the request brings no note, or the one that is kept. */
async function sameNote(kept: KeptCheck, before: DecisionRow, note: string | undefined): Promise<boolean> {
  if (note === undefined) return true;
  if (before.note === null) return false;
  return (await openJson<string>(kept.key, notePlace(before), before.note)) === note;
}
