import { logLine } from "../../../kernel/logger.ts";
import { findMatchedIds } from "../lists/large/large-store.ts";
import type { ListMessage, RescreenOwnMessage } from "../lists/list-message.ts";
import { openOwnLists } from "../own-lists/open-own-lists.ts";
import { ownListId } from "../own-lists/own-list-id.ts";
import { findOwnList, findOwnListsSince } from "../own-lists/own-list-store.ts";
import { leastScore } from "../screening/bands.ts";
import { searchLists } from "../search-lists.ts";
import { toQuery } from "../subject.ts";
import { findMonitoredAfter } from "./monitor-store.ts";
import { reportHits } from "./report-hits.ts";
import type { RescreenDeps } from "./rescreen.ts";
import { resolveMatches } from "./resolve-matches.ts";
import { openMonitored } from "./start-monitoring.ts";

/** One page of subjects a message, as for public lists. */
const SUBJECTS_A_MESSAGE = 90;

/**
 * Holds a page of a tenant's monitored subjects against a list of its own that has changed, and asks for the next
 * page; matches with entries that are gone, or with a list that is, are resolved. Safe to run again.
 */
export async function rescreenOwn(
  deps: Omit<RescreenDeps, "send"> & { send(message: ListMessage): Promise<void> },
  message: RescreenOwnMessage,
): Promise<{ screened: number; found: number }> {
  const { tenantId, id, after } = message;
  const listId = ownListId(id);
  const row = await findOwnList(deps.database, tenantId, id);
  const [list] = row ? await openOwnLists(deps, tenantId, [listId]) : [];
  if (row && !list) throw new Error("a tenant's list cannot be opened");
  if (after === null) {
    const listed = new Set(list?.segments.flatMap(({ entities }) => entities.map((entity) => entity.id)));
    const matched = await findMatchedIds(deps.database, listId);
    const gone = matched.filter((entityId) => !listed.has(entityId));
    if (gone.length > 0) await resolveMatches(deps, listId, gone);
  }
  // Whoever is on an allow list is no news.
  if (!list || row?.kind === "allow") return { screened: 0, found: 0 };
  const page = await findMonitoredAfter(
    deps.database,
    { tenantId, subjectId: after ?? "" },
    SUBJECTS_A_MESSAGE,
  );
  const subjects = page.filter((monitored) => monitored.tenantId === tenantId);
  const keys = await deps.vault.subjectKeys(
    tenantId,
    subjects.map(({ subjectId }) => subjectId),
  );
  let found = 0;
  for (const monitored of subjects) {
    if (monitored.lists && !monitored.lists.includes(listId)) continue;
    const key = keys.get(monitored.subjectId);
    // Erased: the next change of a public list clears away what is left of it.
    if (!key) continue;
    const query = toQuery(await openMonitored(key, monitored));
    const { hits } = await searchLists([list], query, leastScore(monitored.sensitivity));
    const finding = { monitored, key, version: list.version, hits };
    if (hits.length > 0 && (await reportHits(deps, finding))) found += 1;
  }
  logLine("monitoring.rescreened_own", { screened: subjects.length, found });
  const last = subjects.at(-1);
  if (last && subjects.length === SUBJECTS_A_MESSAGE) await deps.send({ ...message, after: last.subjectId });
  return { screened: subjects.length, found };
}

// Two rounds of the daily cron: what a lost message left out is found by one of them.
const RECENT_MS = 48 * 3_600_000;

/** Asks for whoever is monitored to be held against the tenants' lists that have changed of late; for a cron. */
export async function requestOwnRescreens(
  deps: Pick<RescreenDeps, "database" | "clock"> & { send(message: ListMessage): Promise<void> },
): Promise<void> {
  for (const { tenantId, id } of await findOwnListsSince(deps.database, deps.clock() - RECENT_MS)) {
    await deps.send({ kind: "rescreen_own", tenantId, id, after: null });
  }
}
