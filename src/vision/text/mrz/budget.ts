import type { Clock } from "../../../kernel/clock.ts";

/** Says when a search has cost enough. */
export interface Budget {
  /** Adds work that is known before it is done, in milliseconds as estimated. */
  spend(estimatedMs: number): void;
  exhausted(): boolean;
}

/**
 * A budget that ends with the clock or with the sum of the estimates, whichever is first. The clock alone is not
 * enough: in production a Worker's clock stands still while it computes (a defence against Spectre).
 */
export function startBudget(budgetMs: number, clock: Clock): Budget {
  const startedAt = clock();
  let spentMs = 0;
  return {
    spend: (estimatedMs) => {
      spentMs += estimatedMs;
    },
    exhausted: () => spentMs >= budgetMs || clock() - startedAt >= budgetMs,
  };
}
