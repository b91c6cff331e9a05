import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { type Change, commitWithRetry } from "../../records/commit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import { planAdvance } from "../users/advance.ts";
import { concludeWatchlist } from "./conclude.ts";
import { reviewsFor } from "./decisions/decision-store.ts";
import type { BackgroundDeps } from "./deps.ts";
import { type MonitoringOrder, startMonitoring } from "./monitoring/start-monitoring.ts";
import { type OpenedLists, openLists } from "./open-lists.ts";
import { countingMatches, shownCheck } from "./reviewed.ts";
import { leastScore } from "./screening/bands.ts";
import { MATCHER_VERSION } from "./screening/score-name.ts";
import { searchLists } from "./search-lists.ts";
import type { Subject } from "./sought-subject.ts";
import { keepCheck, subjectOfCheck } from "./store.ts";
import { loadSubject, toQuery } from "./subject.ts";
import { toCheckResult } from "./to-check-result.ts";
import { toMatches } from "./to-match.ts";
import type { WatchlistData, WatchlistInput } from "./watchlist-schemas.ts";

/**
 * Screens a person or an organisation against lists. Answers `incomplete`, never `clear`, where a list that was
 * asked for is missing or (in a live tenant) stale. Throws `VALIDATION_FAILED` for a list that does not exist.
 */
export async function checkWatchlists(
  deps: BackgroundDeps,
  caller: Caller,
  input: SingleInput,
): Promise<WatchlistData> {
  requireScope(caller, "background:write");
  const lists = await openLists(deps, caller, input.lists);
  const subject = await loadSubject(deps, caller, input);
  const screened = await screenSubject(deps, caller, { ...input, subject }, lists);
  return commitWithRetry(deps, caller, async () => {
    const planned = await planCheck(deps, caller, screened);
    return {
      change: { ...planned, answer: { status: 200, data: screened.shown } },
      result: screened.shown,
    };
  });
}

/** One subject of a request, sent along or stored. */
export type SingleInput = Omit<WatchlistInput, "subjects">;

/** A subject that has been screened, before anything of it is kept. */
export interface Screened {
  whole: WatchlistData;
  /** As the request wants to see it. */
  shown: WatchlistData;
  /** null: nobody asked for it. */
  monitoring: Pick<MonitoringOrder, "subject" | "lists" | "hits"> | null;
  now: number;
}

/** Holds a subject against lists and concludes; keeps nothing. */
export async function screenSubject(
  deps: BackgroundDeps,
  caller: Caller,
  input: Omit<SingleInput, "subject"> & { subject: Subject },
  { serving, described }: OpenedLists,
): Promise<Screened> {
  const { subject, sensitivity } = input;
  const { hits, truncated } = await searchLists(serving, toQuery(subject), leastScore(sensitivity));
  const lists = described.map((list) => (truncated.has(list.id) ? { ...list, truncated: true } : list));
  // The outcome rests on every hit; a request's own threshold only chooses which of them it wants to see.
  const matches = await toMatches(hits, await reviewsFor(deps.database, caller.tenantId, input.userId));
  const conclusion = concludeWatchlist(
    countingMatches(matches),
    {
      missing: lists.filter((list) => list.status === "not_loaded").length,
      stale: serving.some((list) => list.version.stale),
    },
    caller.livemode,
  );
  const now = deps.clock();
  const whole: WatchlistData = {
    id: newId("bgc"),
    object: "background_check",
    type: "watchlist",
    userId: input.userId ?? null,
    ...conclusion,
    sensitivity,
    minScore: input.minScore ?? leastScore(sensitivity),
    matches,
    lists,
    assurance: { notPerformed: notPerformed(lists) },
    matcherVersion: MATCHER_VERSION,
    createdAt: toInstant(now),
  };
  const monitoring = input.monitor ? { subject, lists: input.lists ?? null, hits } : null;
  return { whole, shown: shownCheck(whole), monitoring, now };
}

const notPerformed = (lists: WatchlistData["lists"]): string[] =>
  lists.some((list) => list.bundled) ? ["complete_lists"] : [];

/** All that keeping a screened subject takes, but the answer; to be planned anew with every try of its batch. */
export async function planCheck(
  deps: BackgroundDeps,
  caller: Caller,
  { whole, shown: data, monitoring, now }: Screened,
): Promise<Omit<Change, "answer">> {
  const { tenantId } = caller;
  const advance = data.userId ? await planAdvance(deps, caller, data.userId, [toCheckResult(whole)]) : null;
  const about = await subjectOfCheck(deps, tenantId, data);
  const order = monitoring && {
    ...monitoring,
    userId: data.userId,
    checkId: data.id,
    sensitivity: data.sensitivity,
  };
  return {
    statements: [
      ...(await keepCheck(deps, tenantId, whole, now, about)),
      ...(order ? await startMonitoring(deps, caller, about, order, now) : []),
      ...(advance?.statements ?? []),
    ],
    audit: [
      {
        action: "background.watchlist_check",
        targetType: "background_check",
        targetId: data.id,
        details: {
          outcome: data.outcome,
          status: data.status,
          matches: data.matches.length,
          userId: data.userId,
          monitor: monitoring !== null,
        },
      },
    ],
    events: [...eventsOf(data), ...(advance?.events ?? [])],
  };
}

function eventsOf(data: WatchlistData): EventDraft[] {
  const { id, userId, status, outcome, reasons } = data;
  const object = { id, userId, status, outcome, reasons, matches: data.matches.length };
  const isHit = outcome === "match" || outcome === "potential_match";
  return [
    { type: "background.watchlist.completed", userId, object },
    ...(isHit ? [{ type: "background.watchlist.match_found" as const, userId, object }] : []),
    ...(status === "incomplete" ? [{ type: "background.source_unavailable" as const, userId, object }] : []),
  ];
}
