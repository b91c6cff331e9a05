import { beforeEach, expect, it } from "vitest";
import { deliverDue } from "../../../src/features/webhooks/deliver.ts";
import { KEEP_ENDED_MS, purgeDeliveries } from "../../../src/features/webhooks/purge-deliveries.ts";
import { testDeps } from "../../support/deps.ts";
import {
  aListener,
  anEvent,
  aReceiver,
  attemptsOf,
  deliveriesOf,
  eventsOf,
  forgetDeliveries,
  webhookDeps,
} from "./support.ts";

beforeEach(() => forgetDeliveries(testDeps()));

it("removes what ended over 30 days ago with its attempts, and nothing that ended later or still waits", async () => {
  let status = 204;
  const deps = webhookDeps(aReceiver(() => new Response(null, { status })));
  const { caller } = await aListener(deps);
  await anEvent(deps, caller);
  await deliverDue(deps);
  deps.clock.advance(1);
  await anEvent(deps, caller);
  await deliverDue(deps);
  status = 500;
  await anEvent(deps, caller);
  await deliverDue(deps);
  deps.clock.advance(KEEP_ENDED_MS);
  expect(await purgeDeliveries(deps)).toBe(1);
  const left = await deliveriesOf(deps, caller.tenantId);
  expect(left.map((row) => row.state).toSorted()).toEqual(["delivered", "pending"]);
  expect(await attemptsOf(deps, caller.tenantId)).toHaveLength(2);
  expect(await eventsOf(deps, caller.tenantId)).toHaveLength(3);
  deps.clock.advance(1);
  expect(await purgeDeliveries(deps)).toBe(1);
  expect(await purgeDeliveries(deps)).toBe(0);
});
