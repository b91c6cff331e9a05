import type { CheckResult } from "../users/check-result.ts";
import type { CheckData } from "./check-schemas.ts";
import type { CriminalData } from "./criminal-schemas.ts";
import { countingMatches } from "./reviewed.ts";
import type { WatchlistData } from "./watchlist-schemas.ts";

const OUTCOMES = {
  clear: "pass",
  potential_match: "review",
  match: "fail",
  records_found: "review",
  incomplete: "inconclusive",
} as const;

/** A check, with all its matches, in the words that the policy decides with. */
export const toCheckResult = (data: CheckData): CheckResult =>
  data.type === "watchlist" ? ofWatchlist(data) : ofCriminal(data);

function ofWatchlist(data: WatchlistData): CheckResult {
  const topScore = Math.max(0, ...countingMatches(data.matches).map(({ score }) => score));
  return {
    checkId: data.id,
    type: "watchlist",
    outcome: OUTCOMES[data.outcome],
    reasons: data.reasons,
    observations: { topScore, lists: data.lists.length, bundled: data.lists.some((list) => list.bundled) },
    notPerformed: data.assurance.notPerformed,
  };
}

function ofCriminal(data: CriminalData): CheckResult {
  return {
    checkId: data.id,
    type: "criminal",
    outcome: OUTCOMES[data.outcome],
    reasons: data.reasons,
    observations: { records: data.records.length, notices: countingMatches(data.matches).length },
    notPerformed: data.assurance.notPerformed.map((id) => `criminal_source:${id}`),
  };
}
