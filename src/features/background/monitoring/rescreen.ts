import { logLine } from "../../../kernel/logger.ts";
import type { Statement } from "../../../storage/database.ts";
import type { BackgroundDeps } from "../deps.ts";
import type { ServingList } from "../lists/catalogue.ts";
import type { ListVersion } from "../lists/entity.ts";
import type { RescreenMessage } from "../lists/list-message.ts";
import { findVersion } from "../lists/list-store.ts";
import { describeRow } from "../lists/r2-catalogue.ts";
import { unpackSegment } from "../lists/segment-file.ts";
import type { ListShelf } from "../lists/shelf.ts";
import { leastScore } from "../screening/bands.ts";
import type { NameIndex } from "../screening/name-index.ts";
import { searchLists } from "../search-lists.ts";
import { toQuery } from "../subject.ts";
import { dropMonitored, findMonitoredAfter, type MonitoredRow } from "./monitor-store.ts";
import { reportHits } from "./report-hits.ts";
import { resolveMatches } from "./resolve-matches.ts";
import { openMonitored } from "./start-monitoring.ts";

export type RescreenDeps = BackgroundDeps & {
  shelf: ListShelf;
  send(message: RescreenMessage): Promise<void>;
};

/** One page of subjects a message: their keys come in one query, and a kill repeats no more than this. */
const SUBJECTS_A_MESSAGE = 90;

/**
 * Holds a page of monitored subjects against what a list's new version changed, and asks for the next page. What a
 * message found before it was killed is known, and not told again. Throws while the version does not serve yet.
 */
export async function rescreenMonitored(
  deps: RescreenDeps,
  message: RescreenMessage,
): Promise<{ screened: number; found: number }> {
  const row = await findVersion(deps.database, message.listId, message.sha256);
  if (!row) throw new Error("the version to screen against is not there yet");
  if (message.after === null && message.removed !== null) {
    const removed = await deps.shelf.get(message.removed);
    if (removed) await resolveMatches(deps, message.listId, JSON.parse(new TextDecoder().decode(removed)));
  }
  const subjects = await findMonitoredAfter(deps.database, message.after, SUBJECTS_A_MESSAGE);
  if (subjects.length === 0) return { screened: 0, found: 0 };
  const version = describeRow(row, deps.clock());
  const list = await openList(deps, version, message);
  const keys = await keysOf(deps, subjects);
  let found = 0;
  for (const monitored of subjects) {
    if (monitored.lists && !monitored.lists.includes(message.listId)) continue;
    const key = keys.get(`${monitored.tenantId}/${monitored.subjectId}`);
    if (!key) {
      // Erased: what is left of it says nothing, and is not kept.
      await deps.database.batch(
        dropMonitored(deps.database, monitored.tenantId, monitored.subjectId) as [Statement, ...Statement[]],
      );
      continue;
    }
    const query = toQuery(await openMonitored(key, monitored));
    const { hits } = await searchLists([list], query, leastScore(monitored.sensitivity));
    if (hits.length > 0 && (await reportHits(deps, { monitored, key, version, hits }))) found += 1;
  }
  logLine("monitoring.rescreened", { listId: message.listId, screened: subjects.length, found });
  const last = subjects.at(-1);
  if (last && subjects.length === SUBJECTS_A_MESSAGE) {
    await deps.send({ ...message, after: { tenantId: last.tenantId, subjectId: last.subjectId } });
  }
  return { screened: subjects.length, found };
}

/** What changed; of a list without segments, the list as it serves now. */
async function openList(
  deps: RescreenDeps,
  version: ListVersion,
  message: RescreenMessage,
): Promise<ServingList> {
  if (message.segments.length > 0) {
    return { version, segments: await openSegments(deps.shelf, message.segments) };
  }
  const [serving] = await deps.lists.open([message.listId]);
  return serving ?? { version, segments: [] };
}

async function openSegments(shelf: ListShelf, keys: readonly string[]): Promise<NameIndex[]> {
  const segments: NameIndex[] = [];
  for (const key of keys) {
    const bytes = await shelf.get(key);
    // Tidied away: the list has changed twice since, and each change has a message of its own.
    if (bytes) segments.push(unpackSegment(bytes));
    else logLine("monitoring.segment_gone", {});
  }
  return segments;
}

async function keysOf(deps: RescreenDeps, subjects: MonitoredRow[]): Promise<Map<string, CryptoKey>> {
  const keys = new Map<string, CryptoKey>();
  for (const [tenantId, rows] of Map.groupBy(subjects, (row) => row.tenantId)) {
    const found = await deps.vault.subjectKeys(
      tenantId,
      rows.map((row) => row.subjectId),
    );
    for (const [subjectId, key] of found) keys.set(`${tenantId}/${subjectId}`, key);
  }
  return keys;
}
