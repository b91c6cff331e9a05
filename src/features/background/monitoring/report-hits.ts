import { toInstant } from "../../../kernel/clock.ts";
import { newId } from "../../../kernel/ids.ts";
import { commitWithRetry } from "../../../records/commit.ts";
import type { EventDraft } from "../../../records/event-types.ts";
import { advanceIfOpen } from "../advance-if-open.ts";
import { concludeWatchlist } from "../conclude.ts";
import { findReviews } from "../decisions/decision-store.ts";
import type { BackgroundDeps } from "../deps.ts";
import { describeVersion } from "../describe-lists.ts";
import type { ListVersion } from "../lists/entity.ts";
import { fingerprint } from "../lists/fingerprint.ts";
import { countingMatches, entryKey, NO_REVIEWS } from "../reviewed.ts";
import { leastScore } from "../screening/bands.ts";
import { MATCHER_VERSION } from "../screening/score-name.ts";
import type { Hit } from "../screening/search.ts";
import { keepCheck } from "../store.ts";
import { toCheckResult } from "../to-check-result.ts";
import { toMatches } from "../to-match.ts";
import type { WatchlistData } from "../watchlist-schemas.ts";
import { findMatches, type MonitoredRow } from "./monitor-store.ts";
import { scheduleCaller } from "./schedule-caller.ts";
import { matchStatements } from "./start-monitoring.ts";

export interface Finding {
  monitored: MonitoredRow;
  key: CryptoKey;
  version: ListVersion;
  hits: Hit[];
}

/**
 * Turns what a changed list says of a monitored subject into a check of its own: kept, told, and put before a person
 * where the subject is an approved user. False when all of it was known already.
 */
export async function reportHits(deps: BackgroundDeps, finding: Finding): Promise<boolean> {
  const { monitored, key, version } = finding;
  const { tenantId, subjectId } = monitored;
  const caller = scheduleCaller(tenantId, monitored.livemode);
  const news = await unknownHits(deps, finding);
  const hits = [...news.found, ...news.updated];
  if (hits.length === 0) return false;
  const now = deps.clock();
  const data = await toData(monitored, version, hits, now);
  await commitWithRetry(deps, caller, async () => {
    const advance = await advanceIfOpen(deps, caller, data.userId, [toCheckResult(data)]);
    return {
      change: {
        statements: [
          ...(await keepCheck(deps, tenantId, data, now, { subjectId, key, statements: [] })),
          ...(await matchStatements(deps.database, { tenantId, subjectId, checkId: data.id }, hits, now)),
          ...(advance?.statements ?? []),
        ],
        audit: [
          {
            action: "background.monitoring_hit",
            targetType: "background_check",
            targetId: data.id,
            details: { listId: version.id, outcome: data.outcome, matches: hits.length, userId: data.userId },
          },
        ],
        events: [...eventsOf(data, version.id, news), ...(advance?.events ?? [])],
        answer: { status: 200, data: null },
      },
      result: undefined,
    };
  });
  return true;
}

interface News {
  found: Hit[];
  /** Known before, and the entry has changed since. */
  updated: Hit[];
}

async function unknownHits(deps: BackgroundDeps, { monitored, hits }: Finding): Promise<News> {
  const ids = hits.map((hit) => hit.entity.id);
  const rows = await findMatches(deps.database, monitored.tenantId, monitored.subjectId, ids);
  const known = new Map(rows.map((row) => [row.entityId, row]));
  const reviews = await findReviews(deps.database, monitored.tenantId, monitored.subjectId);
  const news: News = { found: [], updated: [] };
  for (const hit of hits) {
    const entry = { entityId: hit.entity.id, entityHash: await fingerprint(hit.entity) };
    // Off the list and back on it unchanged: what a person decided of it still holds.
    if (reviews.get(entryKey(entry)) === "false_positive") continue;
    const row = known.get(hit.entity.id);
    if (!row || row.state === "resolved") news.found.push(hit);
    else if (row.entityHash !== entry.entityHash) news.updated.push(hit);
  }
  return news;
}

async function toData(
  monitored: MonitoredRow,
  version: ListVersion,
  hits: Hit[],
  now: number,
): Promise<WatchlistData> {
  const matches = await toMatches(
    [...hits].sort((a, b) => b.score - a.score),
    NO_REVIEWS,
  );
  return {
    id: newId("bgc"),
    object: "background_check",
    type: "watchlist",
    userId: monitored.userId,
    ...concludeWatchlist(countingMatches(matches), { missing: 0, stale: version.stale }, monitored.livemode),
    sensitivity: monitored.sensitivity,
    minScore: leastScore(monitored.sensitivity),
    matches,
    lists: [describeVersion(version)],
    // Only what changed in one list was looked at; the lists named are all that this check speaks of.
    assurance: { notPerformed: ["unchanged_entries"] },
    matcherVersion: MATCHER_VERSION,
    createdAt: toInstant(now),
  };
}

function eventsOf(data: WatchlistData, listId: string, news: News): EventDraft[] {
  const { id, userId, status, outcome, reasons } = data;
  const draft = (type: EventDraft["type"], hits: Hit[]): EventDraft[] => {
    const object = { id, userId, status, outcome, reasons, listId, matches: hits.length };
    return hits.length > 0 ? [{ type, userId, object }] : [];
  };
  return [
    ...draft("background.watchlist.match_found", news.found),
    ...draft("background.watchlist.match_updated", news.updated),
  ];
}
