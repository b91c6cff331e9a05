import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import { newId } from "../../kernel/ids.ts";
import { commitWithRetry } from "../../records/commit.ts";
import type { EventDraft } from "../../records/event-types.ts";
import { planAdvance } from "../users/advance.ts";
import { concludeWatchlist } from "./conclude.ts";
import { reviewsFor } from "./decisions/decision-store.ts";
import type { BackgroundDeps } from "./deps.ts";
import { describeLists } from "./describe-lists.ts";
import { knownList } from "./lists/known-lists.ts";
import { type MonitoringOrder, startMonitoring } from "./monitoring/start-monitoring.ts";
import { countingMatches, shownCheck } from "./reviewed.ts";
import type { WatchlistData, WatchlistInput } from "./schemas.ts";
import { leastScore } from "./screening/bands.ts";
import { MATCHER_VERSION } from "./screening/score-name.ts";
import { searchLists } from "./search-lists.ts";
import { keepCheck, subjectOfCheck } from "./store.ts";
import { loadSubject, refused, toQuery } from "./subject.ts";
import { toCheckResult } from "./to-check-result.ts";
import { toMatches } from "./to-match.ts";

/**
 * Screens a person or an organisation against lists. Answers `incomplete`, never `clear`, where a list that was
 * asked for is missing or (in a live tenant) stale. Throws `VALIDATION_FAILED` for a list that does not exist.
 */
export async function checkWatchlists(
  deps: BackgroundDeps,
  caller: Caller,
  input: WatchlistInput,
): Promise<WatchlistData> {
  requireScope(caller, "background:write");
  const listIds = await listsFor(deps, caller, input.lists);
  const subject = await loadSubject(deps, caller, input);
  const serving = await deps.lists.open(listIds);
  const hits = await searchLists(serving, toQuery(subject), leastScore(input.sensitivity));
  const lists = describeLists(listIds, serving);
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
  const minScore = input.minScore ?? leastScore(input.sensitivity);
  const whole: WatchlistData = {
    id: newId("bgc"),
    object: "background_check",
    type: "watchlist",
    userId: input.userId ?? null,
    ...conclusion,
    sensitivity: input.sensitivity,
    minScore,
    matches,
    lists,
    assurance: { notPerformed: notPerformed(lists) },
    matcherVersion: MATCHER_VERSION,
    createdAt: toInstant(now),
  };
  const monitoring = input.monitor ? { subject, lists: input.lists ?? null, hits } : null;
  return keep(deps, caller, whole, { monitoring, now });
}

/** The lists asked for, or all that serve. */
async function listsFor(
  deps: BackgroundDeps,
  caller: Caller,
  asked: string[] | undefined,
): Promise<string[]> {
  const serving = (await deps.lists.versions()).map((list) => list.id);
  if (asked === undefined) return serving;
  asked.forEach((id, at) => {
    if (!serving.includes(id) && !knownList(id)) throw refused(caller, `lists.${at}`, "INVALID_CHOICE");
  });
  return [...new Set(asked)];
}

const notPerformed = (lists: WatchlistData["lists"]): string[] =>
  lists.some((list) => list.bundled) ? ["complete_lists"] : [];

interface Found {
  /** null: nobody asked for it. */
  monitoring: Pick<MonitoringOrder, "subject" | "lists" | "hits"> | null;
  now: number;
}

async function keep(
  deps: BackgroundDeps,
  caller: Caller,
  whole: WatchlistData,
  { monitoring, now }: Found,
): Promise<WatchlistData> {
  const { tenantId } = caller;
  const data = shownCheck(whole);
  return commitWithRetry(deps, caller, async () => {
    const advance = data.userId ? await planAdvance(deps, caller, data.userId, [toCheckResult(whole)]) : null;
    const about = await subjectOfCheck(deps, tenantId, data);
    const order = monitoring && {
      ...monitoring,
      userId: data.userId,
      checkId: data.id,
      sensitivity: data.sensitivity,
    };
    return {
      change: {
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
        answer: { status: 200, data },
      },
      result: data,
    };
  });
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
