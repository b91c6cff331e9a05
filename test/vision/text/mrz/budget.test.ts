import { describe, expect, it } from "vitest";
import { startBudget } from "../../../../src/vision/text/mrz/budget.ts";

describe("a budget", () => {
  it("ends with the clock", () => {
    let now = 1000;
    const budget = startBudget(500, () => now);
    expect(budget.exhausted()).toBe(false);
    now = 1500;
    expect(budget.exhausted()).toBe(true);
  });

  it("ends with the work, on a platform whose clock stands still", () => {
    const budget = startBudget(500, () => 0);
    budget.spend(499);
    expect(budget.exhausted()).toBe(false);
    budget.spend(1);
    expect(budget.exhausted()).toBe(true);
  });
});
