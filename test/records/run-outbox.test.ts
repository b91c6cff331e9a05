import { describe, expect, it } from "vitest";
import { runAfterHint, runOutbox, SWEEP_EVERY_MS } from "../../src/records/run-outbox.ts";
import { testClock } from "../support/deps.ts";

const NOON = Date.UTC(2026, 0, 1, 12);

/** An outbox in memory, of items that tell what becomes of them. */
function aBox(items: string[], { tookMs = 0, clock = testClock(NOON) } = {}) {
  const outbox = {
    name: "test",
    outcomes: ["done", "failed"] as const,
    claimSize: 3,
    maxClaims: 4,
    async claim() {
      const claimed = items.splice(0, 3);
      return { claimed: claimed.length, items: claimed.filter((item) => item !== "useless") };
    },
    async work(item: string): Promise<"done" | "failed"> {
      clock.set(clock() + tookMs);
      if (item === "throws") throw new Error("ours");
      return item as "done" | "failed";
    },
    earliest: async () => (items.length > 0 ? clock() : null),
  };
  return { run: () => runOutbox({ clock }, outbox), left: items, clock };
}

describe("a run over an outbox", () => {
  it("claims until a claim is not full, and counts what came of each", async () => {
    const { run } = aBox(["done", "failed", "throws", "done", "useless"]);
    expect(await run()).toEqual({ claimed: 5, done: 2, failed: 1, broken: 1, nextAt: null });
  });

  it("leaves to the next run what is more than its claims", async () => {
    const { run, left } = aBox(Array.from({ length: 14 }, () => "done"));
    expect(await run()).toMatchObject({ claimed: 12, done: 12, nextAt: NOON });
    expect(left).toHaveLength(2);
  });

  it("begins no claim after a minute", async () => {
    const { run } = aBox(
      Array.from({ length: 9 }, () => "done"),
      { tookMs: 20_000 },
    );
    expect(await run()).toMatchObject({ claimed: 3 });
  });
});

describe("a run after a hint", () => {
  const clock = testClock(NOON);

  it.each([
    ["nothing waits", null, NOON + SWEEP_EVERY_MS],
    ["something is due soon", NOON + 1_000, NOON + 1_000],
    ["something is due tomorrow", NOON + 86_400_000, NOON + SWEEP_EVERY_MS],
  ])("tells when to look next, where %s", async (_, nextAt, told) => {
    expect(await runAfterHint({ clock }, "test", async () => ({ nextAt }))).toBe(told);
  });

  it("never throws", async () => {
    const down = () => Promise.reject(new Error("database"));
    expect(await runAfterHint({ clock }, "test", down)).toBe(NOON + SWEEP_EVERY_MS);
  });
});
