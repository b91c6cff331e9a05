import { commit } from "../../../records/commit.ts";
import type { BackgroundDeps } from "../deps.ts";
import { findOpenMatchesWith, type MonitoredMatchRow, putMatch } from "./monitor-store.ts";
import { scheduleCaller } from "./schedule-caller.ts";

/** Few enough for one message; entries are taken off a list by the dozen, and few of them match anybody. */
const MATCHES_A_ROUND = 100;

/** Ends the matches with entries that a list no longer holds, and says so. Answers with how many it ended. */
export async function resolveMatches(
  deps: BackgroundDeps,
  listId: string,
  removed: readonly string[],
): Promise<number> {
  let resolved = 0;
  for (;;) {
    const open = await findOpenMatchesWith(deps.database, removed, MATCHES_A_ROUND);
    for (const match of open) await resolve(deps, listId, match);
    resolved += open.length;
    if (open.length < MATCHES_A_ROUND) return resolved;
  }
}

async function resolve(deps: BackgroundDeps, listId: string, match: MonitoredMatchRow): Promise<void> {
  const { tenantId, subjectId, checkId } = match;
  const userId = subjectId.startsWith("usr_") ? subjectId : null;
  await commit(deps, scheduleCaller(tenantId, true), {
    statements: [putMatch(deps.database, { ...match, state: "resolved", updatedAt: deps.clock() })],
    audit: [
      {
        action: "background.match_resolved",
        targetType: "background_check",
        targetId: checkId,
        details: { listId, userId },
      },
    ],
    events: [
      {
        type: "background.watchlist.match_resolved",
        userId,
        object: { id: checkId, userId, listId, matches: 1, resolution: "delisted" },
      },
    ],
    answer: { status: 200, data: null },
  });
}
