import { beforeEach, describe, expect, it, vi } from "vitest";
import { deliverDue } from "../../../src/features/webhooks/deliver.ts";
import { listDeliveries, readDelivery } from "../../../src/features/webhooks/read-deliveries.ts";
import { listEvents, readEvent } from "../../../src/features/webhooks/read-events.ts";
import { replayEvents } from "../../../src/features/webhooks/replay-events.ts";
import { retryDelivery } from "../../../src/features/webhooks/retry-delivery.ts";
import { deliveryFilter, eventFilter } from "../../../src/features/webhooks/schemas.ts";
import { switchEndpoint } from "../../../src/features/webhooks/switch-endpoint.ts";
import { aCaller, aTenant, NOON, testDeps } from "../../support/deps.ts";
import {
  aListener,
  anEvent,
  aReceiver,
  deliveriesOf,
  eventsOf,
  forgetDeliveries,
  webhookDeps,
} from "./support.ts";

vi.setConfig({ testTimeout: 60_000 }); // hundreds of writes, on a machine that may be busy

const since = "2026-06-15T00:00:00Z";

beforeEach(() => forgetDeliveries(testDeps()));

/** A receiver that fails until it is told to work. */
function aMoodyReceiver() {
  const mood = { status: 500 };
  return { mood, receiver: aReceiver(() => new Response(null, { status: mood.status })) };
}

describe("a dead delivery", () => {
  it("is sent again under the same event id, with the whole schedule before it", async () => {
    const { mood, receiver } = aMoodyReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps, { eventTypes: ["user.approved"] });
    await anEvent(deps, caller);
    for (let attempt = 0; attempt < 10; attempt++) {
      const { nextAt } = await deliverDue(deps);
      if (nextAt !== null) deps.clock.set(nextAt);
    }
    const [dead] = await deliveriesOf(deps, caller.tenantId);
    expect(dead).toMatchObject({ state: "dead", attempts: 10 });
    const retried = await retryDelivery(deps, caller, dead?.id ?? "");
    expect(retried).toMatchObject({ id: dead?.id, state: "pending" });
    expect((await deliverDue(deps)).nextAt).toBe(deps.clock() + 5_000);
    mood.status = 200;
    deps.clock.advance(5_000);
    await deliverDue(deps);
    const seen = await readDelivery(deps, caller, dead?.id ?? "");
    expect(seen).toMatchObject({ state: "delivered", attempts: 12, lastStatus: 200, nextAttemptAt: null });
    expect(seen.attemptLog.map((row) => row.attempt)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(new Set(receiver.received.map((sent) => sent.headers["webhook-id"])).size).toBe(1);
  });

  it("is not sent to an endpoint that is disabled", async () => {
    const { receiver } = aMoodyReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    const [skipped] = await deliveriesOf(deps, caller.tenantId);
    await expect(retryDelivery(deps, caller, skipped?.id ?? "")).rejects.toMatchObject({
      code: "INVALID_TRANSITION",
    });
    const input = { endpointId: endpoint.id, since, include: "all" } as const;
    await expect(replayEvents(deps, caller, input)).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });
});

describe("a replay of a range", () => {
  async function aHistory() {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps, { eventTypes: ["user.approved"] });
    await anEvent(deps, caller); // delivered
    await deliverDue(deps);
    deps.clock.advance(60_000);
    await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    await anEvent(deps, caller); // missed: no delivery was ever written
    await anEvent(deps, caller, { type: "user.rejected" }); // not listened to
    deps.clock.advance(60_000);
    await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "enabled" });
    const ids = (await eventsOf(deps, caller.tenantId))
      .filter((row) => row.type === "user.approved")
      .map((row) => row.id);
    receiver.received.length = 0;
    const sentAgain = async () => {
      await deliverDue(deps);
      return receiver.received.map((sent) => sent.headers["webhook-id"]).toSorted();
    };
    return { deps, caller, endpointId: endpoint.id, ids, sentAgain };
  }

  it("sends all that the endpoint listens to, also what it missed while it was off", async () => {
    const { deps, caller, endpointId, ids, sentAgain } = await aHistory();
    const started = await replayEvents(deps, caller, { endpointId, since, include: "all" });
    expect(started).toEqual({ endpointId, replayed: 2 });
    expect(await sentAgain()).toEqual(ids.toSorted());
  });

  it("can leave out what was taken", async () => {
    const { deps, caller, endpointId, ids, sentAgain } = await aHistory();
    await replayEvents(deps, caller, { endpointId, since, include: "undelivered" });
    expect(await sentAgain()).toEqual([ids[1]]);
  });

  it("ends before `until`", async () => {
    const { deps, caller, endpointId, ids, sentAgain } = await aHistory();
    const until = new Date(NOON + 60_000).toISOString();
    await replayEvents(deps, caller, { endpointId, since, until, include: "all" });
    expect(await sentAgain()).toEqual([ids[0]]);
  });

  it("leaves alone what is already waiting", async () => {
    const { deps, caller, endpointId, sentAgain } = await aHistory();
    await replayEvents(deps, caller, { endpointId, since, include: "all" });
    const again = await replayEvents(deps, caller, { endpointId, since, include: "all" });
    expect(again.replayed).toBe(0);
    expect(await sentAgain()).toHaveLength(2);
  });
});

describe("what a tenant sees", () => {
  it("is its deliveries, filtered by endpoint, event and state", async () => {
    const { receiver } = aMoodyReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    deps.clock.advance(1_000);
    await anEvent(deps, caller);
    const [first, second] = await eventsOf(deps, caller.tenantId);
    const list = async (filter: Record<string, unknown>) =>
      (await listDeliveries(deps, caller, deliveryFilter.parse(filter))).items.map((item) => item.eventId);
    expect(await list({})).toEqual([second?.id, first?.id]);
    expect(await list({ eventId: first?.id })).toEqual([first?.id]);
    expect(await list({ endpointId: endpoint.id, limit: "1" })).toEqual([second?.id]);
    expect(await list({ endpointId: "whe_other" })).toEqual([]);
    expect(await list({ state: "dead" })).toEqual([]);
    await deliverDue(deps);
    expect(await list({ state: "pending" })).toHaveLength(2);
  });

  it("is its events, by type and user, in the form that receivers get", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    deps.clock.advance(1_000);
    await anEvent(deps, caller, { type: "user.rejected", userId: "usr_2", object: { id: "usr_2" } });
    await deliverDue(deps);
    const list = async (filter: Record<string, unknown>) =>
      (await listEvents(deps, caller, eventFilter.parse(filter))).items;
    expect((await list({})).map((event) => event.type)).toEqual(["user.rejected", "user.approved"]);
    expect((await list({ userId: "usr_1" })).map((event) => event.type)).toEqual(["user.approved"]);
    const [rejected] = await list({ type: "user.rejected" });
    const sent = receiver.received.map((entry) => JSON.parse(entry.body));
    expect(sent).toContainEqual(rejected);
    expect(await readEvent(deps, caller, rejected?.id ?? "")).toEqual(rejected);
  });

  it("is never another tenant's", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    const [event] = await eventsOf(deps, caller.tenantId);
    const [delivery] = await deliveriesOf(deps, caller.tenantId);
    const stranger = aCaller(await aTenant(deps));
    const notFound = { code: "NOT_FOUND" };
    await expect(readEvent(deps, stranger, event?.id ?? "")).rejects.toMatchObject(notFound);
    await expect(readDelivery(deps, stranger, delivery?.id ?? "")).rejects.toMatchObject(notFound);
    await expect(retryDelivery(deps, stranger, delivery?.id ?? "")).rejects.toMatchObject(notFound);
    expect((await listEvents(deps, stranger, eventFilter.parse({}))).items).toEqual([]);
    expect((await listDeliveries(deps, stranger, deliveryFilter.parse({}))).items).toEqual([]);
    const powerless = { ...caller, scopes: ["users:read" as const] };
    const forbidden = { code: "FORBIDDEN" };
    await expect(readEvent(deps, powerless, event?.id ?? "")).rejects.toMatchObject(forbidden);
    await expect(readDelivery(deps, powerless, delivery?.id ?? "")).rejects.toMatchObject(forbidden);
    await expect(retryDelivery(deps, powerless, delivery?.id ?? "")).rejects.toMatchObject(forbidden);
  });

  it("refuses a cursor made by hand", () => {
    expect(eventFilter.safeParse({ cursor: "abc" }).error?.issues).toMatchObject([
      { path: ["cursor"], message: "INVALID_CURSOR" },
    ]);
  });
});
