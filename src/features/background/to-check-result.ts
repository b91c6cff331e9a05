import type { CheckResult } from "../users/check-result.ts";
import type { WatchlistData } from "./schemas.ts";

const OUTCOMES = {
  clear: "pass",
  potential_match: "review",
  match: "fail",
  incomplete: "inconclusive",
} as const;

/** A watchlist check in the words that the policy decides with. */
export function toCheckResult(data: WatchlistData, topScore: number): CheckResult {
  return {
    checkId: data.id,
    type: "watchlist",
    outcome: OUTCOMES[data.outcome],
    reasons: data.reasons,
    observations: { topScore, lists: data.lists.length, bundled: data.lists.some((list) => list.bundled) },
    notPerformed: data.assurance.notPerformed,
  };
}
