import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { claimDue } from "../../../src/features/webhooks/claim-store.ts";
import { deliverDue } from "../../../src/features/webhooks/deliver.ts";
import { commit } from "../../../src/records/commit.ts";
import { deliveries } from "../../../src/storage/tables/webhooks.ts";
import { testDeps } from "../../support/deps.ts";
import { aListener, aReceiver, forgetDeliveries, webhookDeps } from "./support.ts";

const EVENTS = 1_000;
const BAD_SHARE = 0.3;
const SWEEP_EVERY_MS = 30_000;

beforeEach(async () => {
  await forgetDeliveries(testDeps());
  vi.spyOn(console, "log").mockImplementation(() => undefined); // a line a run, and there are hundreds
});
afterEach(() => vi.restoreAllMocks());

/** mulberry32: a small generator with a seed, so that a failure repeats. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

it("loses none of 1,000 events on a receiver that fails 30 % at random, with hints lost and runs killed", async () => {
  const random = seeded(20260615);
  const takenTimes = new Map<string, number>();
  let answersLost = 0;
  const receiver = aReceiver((_request, { headers }) => {
    const id = headers["webhook-id"] ?? "";
    const kind = random();
    if (kind < BAD_SHARE / 3) return Promise.reject(new TypeError("Network connection lost."));
    if (kind < (2 * BAD_SHARE) / 3) return new Response(null, { status: 503 });
    // The cruel third: the event was taken, and the answer is lost on its way back. It must come again.
    takenTimes.set(id, (takenTimes.get(id) ?? 0) + 1);
    if (kind < BAD_SHARE) {
      answersLost++;
      return Promise.reject(new TypeError("Network connection lost."));
    }
    return new Response(null, { status: 200 });
  });
  // `hintOutbox` of these deps reaches no queue: every hint is lost, and only the sweep delivers.
  const deps = webhookDeps(receiver, { random });
  const { caller } = await aListener(deps);
  for (let batch = 0; batch < EVENTS / 20; batch++) {
    const events = Array.from({ length: 20 }, (_, index) => {
      const userId = `usr_${batch}_${index}`;
      return { type: "user.created" as const, userId, object: { id: userId } };
    });
    await commit(deps, caller, { statements: [], audit: [], events, answer: { status: 200, data: null } });
  }

  let killed = 0;
  for (let sweep = 0; ; sweep++) {
    if (sweep < 4) killed += (await claimDue(deps.database, deps.clock())).length; // a run that dies with its claim
    const [run] = await Promise.all([deliverDue(deps), deliverDue(deps)]);
    if (run.nextAt === null) break;
    deps.clock.set(Math.max(run.nextAt, deps.clock() + SWEEP_EVERY_MS));
  }

  const states = await deps.database
    .select({ state: deliveries.state, rows: sql<number>`count(*)` })
    .from(deliveries)
    .where(eq(deliveries.tenantId, caller.tenantId))
    .groupBy(deliveries.state);
  const repeats = [...takenTimes.values()].reduce((sum, times) => sum + times - 1, 0);
  console.info(
    JSON.stringify({
      events: EVENTS,
      taken: takenTimes.size,
      lost: EVENTS - takenTimes.size,
      duplicates: repeats,
      answersLost,
      requests: receiver.received.length,
      claimsKilled: killed,
    }),
  );
  expect(states).toEqual([{ state: "delivered", rows: EVENTS }]);
  expect(takenTimes.size).toBe(EVENTS);
  expect(killed).toBeGreaterThan(0);
  // At least once: only an answer that was lost makes an event come twice, never a killed or a parallel run.
  expect(repeats).toBe(answersLost);
}, 120_000);
