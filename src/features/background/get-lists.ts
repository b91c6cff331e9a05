import { type Caller, requireScope } from "../../kernel/caller.ts";
import { toInstant } from "../../kernel/clock.ts";
import type { BackgroundDeps } from "./deps.ts";
import { describeVersion, notLoaded } from "./describe-lists.ts";
import type { ListVersion } from "./lists/entity.ts";
import { KNOWN_LISTS } from "./lists/known-lists.ts";
import { findRefreshes, type RefreshRow } from "./lists/list-store.ts";
import { versionOf } from "./own-lists/open-own-lists.ts";
import { findOwnLists } from "./own-lists/own-list-store.ts";

/**
 * Every list that serves or could be loaded, and the tenant's own, with the version behind today's answers and how the last look at its
 * publisher ended: a refused or failed one leaves the version before it serving.
 */
export async function getLists(deps: BackgroundDeps, caller: Caller) {
  requireScope(caller, "background:read");
  const versions = new Map((await deps.lists.versions()).map((version) => [version.id, version]));
  const refreshes = new Map((await findRefreshes(deps.database)).map((row) => [row.listId, row]));
  const own = await findOwnLists(deps.database, caller.tenantId);
  const lastRefresh = (id: string) => describeRefresh(refreshes.get(id));
  const known = KNOWN_LISTS.map((list) => {
    const version = versions.get(list.id);
    return version
      ? shown(version, lastRefresh(list.id))
      : {
          ...notLoaded(list.id),
          topics: list.topics,
          sourceUrl: list.sourceUrl,
          lastRefresh: lastRefresh(list.id),
        };
  });
  const others = [...versions.values()].filter(
    (version) => !KNOWN_LISTS.some((list) => list.id === version.id),
  );
  return {
    items: [
      ...known,
      ...others.map((version) => shown(version, lastRefresh(version.id))),
      ...own.map((row) => ({ ...shown(versionOf(row), null), kind: row.kind })),
    ],
    nextCursor: null,
  };
}

const describeRefresh = (row: RefreshRow | undefined) =>
  row ? { checkedAt: toInstant(row.checkedAt), outcome: row.outcome, reason: row.reason } : null;

const shown = (version: ListVersion, lastRefresh: ReturnType<typeof describeRefresh>) => ({
  ...describeVersion(version),
  topics: version.topics,
  sourceUrl: version.sourceUrl,
  lastRefresh,
});
