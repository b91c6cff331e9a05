import { type Caller, requireScope } from "../../kernel/caller.ts";
import { EnrollError } from "../../kernel/errors.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { BackgroundDeps } from "./deps.ts";
import { openLists } from "./open-lists.ts";
import { loadSubject } from "./subject.ts";
import { planCheck, type Screened, screenSubject } from "./watchlist-check.ts";
import type { BatchData, BatchInput, WatchlistData } from "./watchlist-schemas.ts";

// What an answer says of each; all of it, explained, is at the check's own address.
const SHOWN_MATCHES = 10;

/**
 * Screens up to 100 subjects against the same versions of the same lists: a check with an id of its own for each,
 * all kept in one batch or none. A user who does not exist, or whose enrolment is over, has an error in its place.
 * Throws `VALIDATION_FAILED` as a single check does, naming the subject.
 */
export async function checkWatchlistsOfMany(
  deps: BackgroundDeps,
  caller: Caller,
  input: BatchInput,
): Promise<BatchData> {
  requireScope(caller, "background:write");
  const { subjects, ...wishes } = input;
  const lists = await openLists(deps, caller, input.lists);
  const screened: (Screened | EnrollError)[] = [];
  for (const [at, one] of subjects.entries()) {
    const { reference: _reference, userId, ...given } = one;
    const whom = userId === undefined ? { subject: given.subject } : { userId };
    screened.push(
      await oneByOne(at, async () => {
        const subject = await loadSubject(deps, caller, whom);
        return screenSubject(deps, caller, { ...wishes, userId, subject }, lists);
      }),
    );
  }
  return commitWithRetry(deps, caller, async () => {
    const items: BatchData["items"] = [];
    const statements = [];
    const audit = [];
    const events = [];
    for (const [at, one] of screened.entries()) {
      const planned =
        one instanceof EnrollError ? one : await oneByOne(at, () => planCheck(deps, caller, one));
      const place = { index: at, reference: subjects[at]?.reference ?? null };
      if (planned instanceof EnrollError || one instanceof EnrollError) {
        const code = planned instanceof EnrollError ? planned.code : "INTERNAL_ERROR";
        items.push({ ...place, check: null, error: code });
        continue;
      }
      items.push({ ...place, check: summary(one.shown), error: null });
      statements.push(...planned.statements);
      audit.push(...planned.audit);
      events.push(...planned.events);
    }
    const data: BatchData = {
      object: "background_check_batch",
      count: items.length,
      failed: items.filter(({ error }) => error !== null).length,
      items,
      lists: lists.described,
    };
    return { result: data, change: { statements, audit, events, answer: { status: 200, data } } };
  });
}

/** What concerns one subject alone is its result; a field that is wrong is named with its subject. */
async function oneByOne<Result>(at: number, work: () => Promise<Result>): Promise<Result | EnrollError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EnrollError)) throw error;
    if (error.code === "NOT_FOUND" || error.code === "INVALID_TRANSITION") return error;
    if (error.code !== "VALIDATION_FAILED") throw error;
    const details =
      error.details?.map((detail) => ({ ...detail, field: `subjects.${at}.${detail.field}` })) ?? [];
    throw new EnrollError("VALIDATION_FAILED", { details });
  }
}

const summary = (check: WatchlistData): NonNullable<BatchData["items"][number]["check"]> => ({
  id: check.id,
  userId: check.userId,
  status: check.status,
  outcome: check.outcome,
  reasons: check.reasons,
  matchCount: check.matches.length,
  matches: check.matches.slice(0, SHOWN_MATCHES).map(({ entityId, caption, score, band, lists, review }) => ({
    entityId,
    caption,
    score,
    band,
    lists,
    review,
  })),
});
