import { describe, expect, it } from "vitest";
import { retryAt } from "../../../src/features/messages/retry-at.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
const LATER = NOW + 600_000;

describe("when a message is tried again", () => {
  it.each([
    [1, 2_000],
    [2, 5_000],
    [3, 15_000],
    [6, 120_000],
    [40, 120_000],
  ])("after %d failures it waits %d ms", (attempts, ms) => {
    expect(retryAt(attempts, LATER, NOW, 0.5)).toBe(NOW + ms);
  });

  it("spreads the wait by a fifth to both sides", () => {
    expect(retryAt(3, LATER, NOW, 0)).toBe(NOW + 12_000);
    expect(retryAt(3, LATER, NOW, 0.9999)).toBe(NOW + 17_999);
  });

  it("is never, where it would come too late to be of use", () => {
    expect(retryAt(6, NOW + 119_000, NOW, 0.5)).toBeNull();
    expect(retryAt(6, NOW + 121_000, NOW, 0.5)).toBe(NOW + 120_000);
  });
});
