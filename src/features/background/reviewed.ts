import type { CheckData } from "./check-schemas.ts";
import { concludeCriminal, concludeWatchlist } from "./conclude.ts";
import type { MatchData } from "./match-schemas.ts";
import { ownListOf } from "./own-lists/own-list-id.ts";
import type { HitBand } from "./screening/bands.ts";

export type MatchDecision = Exclude<MatchData["review"], "open">;

/** What was decided of entries in the state they were screened in, by `entryKey`. */
export type Reviews = ReadonlyMap<string, MatchDecision>;

export const NO_REVIEWS: Reviews = new Map();

/** An entry in one of its states: a changed entry is another, of which nothing has been decided. */
export const entryKey = (entry: { entityId: string; entityHash: string }): string =>
  `${entry.entityId} ${entry.entityHash}`;

/** A match with what a person decided of it. */
export const reviewedMatch = (match: MatchData, reviews: Reviews): MatchData => ({
  ...match,
  review: reviews.get(entryKey(match)) ?? "open",
});

/**
 * The matches that an outcome rests on: false positives and entries of the tenant's own allow lists do not count,
 * and confirmed ones are matches. What a tenant only watches for is never more than a question for a person.
 */
export const countingMatches = (
  matches: readonly MatchData[],
): { score: number; band: HitBand; review: MatchData["review"]; blocked: boolean }[] =>
  matches
    .filter((match) => match.review !== "false_positive" && ownKind(match) !== "allow")
    .map((match) => {
      const kind = ownKind(match);
      const band = kind === "watch" ? "potential_match" : match.band;
      const { score, review } = match;
      return { score, band: review === "true_match" ? "match" : band, review, blocked: kind === "block" };
    });

/** What the tenant's own list is for that a match stands on; null for a public list. */
const ownKind = (match: MatchData): string | null =>
  ownListOf(match.lists[0] ?? "") === null ? null : (match.programmes[0] ?? null);

/** A check as it was kept, concluded anew where a person has decided of its matches. Pure. */
export function reviewedCheck(check: CheckData, reviews: Reviews, livemode: boolean): CheckData {
  if (!check.matches.some((match) => reviews.has(entryKey(match)))) return check;
  const matches = check.matches.map((match) => reviewedMatch(match, reviews));
  const counting = countingMatches(matches);
  if (check.type === "criminal") {
    const found = { records: check.records.length, notices: counting.length };
    return { ...check, ...concludeCriminal(found, check.sources), matches };
  }
  const standing = {
    missing: check.lists.filter((list) => list.status === "not_loaded").length,
    stale: check.lists.some((list) => list.status === "searched" && list.stale),
  };
  return { ...check, ...concludeWatchlist(counting, standing, livemode), matches };
}

/** A check as a request sees it: a watchlist check was asked for hits from `minScore` on. */
export const shownCheck = <Check extends CheckData>(check: Check): Check =>
  check.type === "criminal"
    ? check
    : { ...check, matches: check.matches.filter((match) => match.score >= check.minScore) };
