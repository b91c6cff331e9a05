import type { Caller } from "../../kernel/caller.ts";
import type { RecordsDeps } from "../../records/commit.ts";
import type { CriminalData } from "./criminal-schemas.ts";
import { findCheck, findChecksOf } from "./store.ts";
import type { WatchlistData } from "./watchlist-schemas.ts";

/** The background checks of a user as they were answered, oldest first; for verbs that have asked for a scope. */
export async function checksOfUser(
  deps: RecordsDeps,
  caller: Caller,
  userId: string,
): Promise<(WatchlistData | CriminalData)[]> {
  const checks: (WatchlistData | CriminalData)[] = [];
  for (const { id } of await findChecksOf(deps.database, caller.tenantId, userId)) {
    const check = await findCheck(deps, caller, id);
    if (check) checks.push(check);
  }
  return checks;
}

/** Which lists and sources a user's checks rest on, by check: names, versions and hashes. */
export async function backgroundEvidence(
  deps: RecordsDeps,
  caller: Caller,
  userId: string,
): Promise<Map<string, Record<string, unknown>>> {
  const checks = await checksOfUser(deps, caller, userId);
  return new Map(
    checks.map((check) => [
      check.id,
      check.type === "watchlist"
        ? {
            matcherVersion: check.matcherVersion,
            lists: check.lists.map(({ id, status, version, sha256, stale }) => ({
              id,
              status,
              version,
              sha256,
              stale,
            })),
          }
        : {
            matcherVersion: check.matcherVersion,
            sources: check.sources.map(({ id, status, queriedAt }) => ({ id, status, queriedAt })),
          },
    ]),
  );
}
