import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { armSweeper, defineSweeper, type Sweep } from "../../../src/features/webhooks/sweeper-object.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { bindings } from "../../support/deps.ts";

/** Runs with a sweeper on the state of a real Durable Object, whose alarm is taken back before it can ring. */
function withSweeper(
  sweep: Sweep<object>,
  work: (
    sweeper: InstanceType<ReturnType<typeof defineSweeper>>,
    storage: DurableObjectStorage,
  ) => Promise<void>,
): Promise<void> {
  const namespace = bindings.SWEEPER;
  return runInDurableObject(namespace.get(namespace.idFromName(newId("req"))), async (_object, state) => {
    try {
      await work(new (defineSweeper<object>(sweep))(state, {}), state.storage);
    } finally {
      await state.storage.deleteAlarm();
    }
  });
}

/** How long after the sweep its next alarm rings, at least and at most, in milliseconds. */
async function pauseAfter(sweep: Sweep<object>): Promise<{ least: number; most: number }> {
  let pause = { least: Number.NaN, most: Number.NaN };
  await withSweeper(sweep, async (sweeper, storage) => {
    const before = Date.now();
    await sweeper.alarm();
    const alarmAt = (await storage.getAlarm()) ?? Number.NaN;
    pause = { least: alarmAt - Date.now(), most: alarmAt - before };
  });
  return pause;
}

const in5Seconds = async () => Date.now() + 5_000;
const nextDay = async () => Date.now() + 86_400_000;
const overdue = async () => Date.now() - 60_000;
const failing = () => Promise.reject(new Error("D1 is away"));

describe("the sweeper", () => {
  it.each([
    ["within 30 s when nothing waits", async () => null, 30_000],
    ["when the next delivery is due", in5Seconds, 5_000],
    ["within 30 s however far the next delivery is", nextDay, 30_000],
    ["after a breath when there is a backlog", overdue, 1_000],
    ["again after a sweep that failed", failing, 30_000],
  ])("comes %s", async (_case, sweep, pauseMs) => {
    const { least, most } = await pauseAfter(sweep);
    expect(least).toBeLessThanOrEqual(pauseMs);
    expect(most).toBeGreaterThanOrEqual(pauseMs);
  });

  it("keeps the earlier of two alarms", async () => {
    const soon = Date.now() + 3_600_000;
    await withSweeper(
      async () => null,
      async (sweeper, storage) => {
        await sweeper.arm(soon);
        await sweeper.arm(soon + 10_000);
        expect(await storage.getAlarm()).toBe(soon);
        await sweeper.arm(soon - 5_000);
        expect(await storage.getAlarm()).toBe(soon - 5_000);
      },
    );
  });

  it("is one object for all, armed by name", async () => {
    const arm = vi.fn(async () => undefined);
    const namespace = { idFromName: (name: string) => name, get: (id: string) => ({ arm, id }) };
    await armSweeper(namespace as unknown as DurableObjectNamespace, 7);
    expect(arm).toHaveBeenCalledWith(7);
  });
});
