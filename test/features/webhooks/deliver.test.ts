import { Webhook } from "standardwebhooks";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { claimDue, LEASE_MS, loadClaims } from "../../../src/features/webhooks/claim-store.ts";
import { consumeWebhookBatch } from "../../../src/features/webhooks/consume-hints.ts";
import { deliverDue } from "../../../src/features/webhooks/deliver.ts";
import { recordAttempt } from "../../../src/features/webhooks/record-attempt.ts";
import { rotateSecret } from "../../../src/features/webhooks/rotate-secret.ts";
import { switchEndpoint } from "../../../src/features/webhooks/switch-endpoint.ts";
import { NOON, testDeps } from "../../support/deps.ts";
import {
  aListener,
  anEvent,
  aReceiver,
  attemptsOf,
  deliveriesOf,
  endpointRow,
  eventsOf,
  forgetDeliveries,
  type WebhookTestDeps,
  webhookDeps,
} from "./support.ts";

vi.setConfig({ testTimeout: 60_000 }); // hundreds of writes, on a machine that may be busy

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const failing = (status = 500, headers: HeadersInit = {}) =>
  aReceiver(() => new Response("no", { status, headers }));

beforeEach(() => forgetDeliveries(testDeps()));

/** Runs until nothing is due any more, moving the clock to each next attempt. */
async function runOut(deps: WebhookTestDeps): Promise<void> {
  for (;;) {
    const { nextAt } = await deliverDue(deps);
    if (nextAt === null) return;
    deps.clock.set(Math.max(nextAt, deps.clock()));
  }
}

describe("a delivery", () => {
  it("is the event in the contract's form, signed, under the event's id", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller, {
      object: { id: "usr_1", externalId: "crm-42", status: "approved", reasons: [] },
      previous: { status: "processing" },
    });
    const run = await deliverDue(deps);
    expect(run).toEqual({
      claimed: 1,
      delivered: 1,
      failed: 0,
      skipped: 0,
      late: 0,
      broken: 0,
      nextAt: null,
    });
    const [sent] = receiver.received;
    const [event] = await eventsOf(deps, caller.tenantId);
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      id: event?.id,
      type: "user.approved",
      timestamp: "2026-06-15T12:00:00.000Z",
      apiVersion: "2026-01-01",
      sequence: 1,
      data: {
        object: { id: "usr_1", externalId: "crm-42", status: "approved", reasons: [] },
        previous: { status: "processing" },
      },
    });
    expect(sent?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "Enroll-Webhooks/1",
      "webhook-id": event?.id,
      "webhook-timestamp": `${NOON / 1000}`,
    });
    vi.useFakeTimers({ now: NOON, toFake: ["Date"] });
    try {
      const verified = new Webhook(endpoint.secret ?? "").verify(sent?.body ?? "", sent?.headers ?? {});
      expect(verified).toMatchObject({ id: event?.id });
    } finally {
      vi.useRealTimers();
    }
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { state: "delivered", attempts: 1, lastStatus: 204, lastError: null, deliveredAt: NOON },
    ]);
    expect(await attemptsOf(deps, caller.tenantId)).toMatchObject([{ attempt: 1, at: NOON, status: 204 }]);
  });

  it("is not written for an endpoint that does not listen to its type", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller } = await aListener(deps, { eventTypes: ["user.rejected"] });
    await anEvent(deps, caller);
    expect(await deliveriesOf(deps, caller.tenantId)).toEqual([]);
  });

  it("carries the signatures of both secrets for 24 h after a rotation, then of the new one", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    const rotated = await rotateSecret(deps, caller, endpoint.id);
    expect(rotated.secret).not.toBe(endpoint.secret);
    await anEvent(deps, caller);
    await deliverDue(deps);
    deps.clock.advance(DAY);
    await anEvent(deps, caller);
    await deliverDue(deps);
    const signatures = receiver.received.map((sent) => sent.headers["webhook-signature"]?.split(" "));
    expect(signatures.map((list) => list?.length)).toEqual([2, 1]);
  });

  it("goes out by the schedule until it is taken", async () => {
    const receiver = aReceiver((_request, _entry) =>
      receiver.received.length < 4
        ? new Response(null, { status: 500 })
        : new Response(null, { status: 200 }),
    );
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    await runOut(deps);
    expect((await attemptsOf(deps, caller.tenantId)).map((row) => [row.at - NOON, row.status])).toEqual([
      [0, 500],
      [5_000, 500],
      [5_000 + 5 * MINUTE, 500],
      [5_000 + 35 * MINUTE, 200],
    ]);
    expect(new Set(receiver.received.map((sent) => sent.headers["webhook-id"])).size).toBe(1);
    expect(await endpointRow(deps, endpoint.id)).toMatchObject({ failingSince: null });
  });

  it("is dead after ten attempts", async () => {
    const receiver = failing();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller, { type: "user.approved" });
    await runOut(deps);
    const [dead] = await deliveriesOf(deps, caller.tenantId);
    expect(dead).toMatchObject({ state: "dead", attempts: 10, lastStatus: 500, lastError: "http_error" });
  });

  it("waits as long as Retry-After asks", async () => {
    const deps = webhookDeps(failing(503, { "retry-after": "600" }));
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    expect((await deliverDue(deps)).nextAt).toBe(NOON + 600_000);
  });

  it("fails on a redirect, which is not followed", async () => {
    const receiver = failing(302, { location: "https://other.example.com/" });
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    await deliverDue(deps);
    expect(receiver.received).toHaveLength(1);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { state: "pending", lastStatus: 302, lastError: "redirect" },
    ]);
  });

  it.each([
    ["a broken connection", new TypeError("Network connection lost."), "connection_failed"],
    ["no answer in time", new DOMException("timed out", "TimeoutError"), "timeout"],
  ])("is retried after %s", async (_case, fault, lastError) => {
    const deps = webhookDeps(aReceiver(() => Promise.reject(fault)));
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    await deliverDue(deps);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { state: "pending", attempts: 1, lastStatus: null, lastError },
    ]);
  });

  it("reads at most some 20 kB of an answer without end", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 4_096;
        controller.enqueue(new Uint8Array(4_096));
      },
    });
    const deps = webhookDeps(aReceiver(() => new Response(endless)));
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    expect((await deliverDue(deps)).delivered).toBe(1);
    expect(sent).toBeLessThan(40_000);
  });
});

describe("before each attempt the receiver's name", () => {
  it.each([
    [
      "is resolved anew, and a private address is not called",
      async () => ["93.184.215.14", "10.0.0.7"],
      "url_not_allowed",
    ],
    ["must exist", async () => [], "dns_failed"],
    ["must be resolvable", () => Promise.reject(new Error("resolver down")), "dns_failed"],
  ] as const)("%s", async (_case, resolve, lastError) => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    await deliverDue({ ...deps, resolve: resolve as () => Promise<string[]> });
    expect(receiver.received).toEqual([]);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([{ state: "pending", lastError }]);
  });
});

describe("a claim", () => {
  it("is held by one run alone, however many look at once", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller } = await aListener(deps);
    for (let count = 0; count < 30; count++) await anEvent(deps, caller);
    const claims = (
      await Promise.all(Array.from({ length: 5 }, () => claimDue(deps.database, deps.clock())))
    ).flat();
    expect(claims).toHaveLength(30);
    expect(new Set(claims.map((claim) => claim.deliveryId)).size).toBe(30);
  });

  it("sends each event once when five runs work at the same time", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    for (let count = 0; count < 40; count++) await anEvent(deps, caller);
    await Promise.all(Array.from({ length: 5 }, () => deliverDue(deps)));
    expect(receiver.received).toHaveLength(40);
    expect(new Set(receiver.received.map((sent) => sent.headers["webhook-id"])).size).toBe(40);
  });

  it("of a run that was killed is delivered when its lease ends, and not before", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    await claimDue(deps.database, deps.clock()); // and the run dies here
    deps.clock.advance(LEASE_MS - 1);
    expect(await deliverDue(deps)).toMatchObject({ claimed: 0, nextAt: NOON + LEASE_MS });
    deps.clock.advance(1);
    expect(await deliverDue(deps)).toMatchObject({ delivered: 1 });
    expect(receiver.received).toHaveLength(1);
  });

  it("of a run that dies before it could write the result is delivered a second time", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    const database = Object.create(deps.database, {
      batch: { value: () => Promise.reject(new Error("D1 is away")) },
    }) as typeof deps.database;
    expect(await deliverDue({ ...deps, database })).toMatchObject({ claimed: 1, delivered: 0, broken: 1 });
    deps.clock.advance(LEASE_MS);
    expect(await deliverDue(deps)).toMatchObject({ delivered: 1 });
    expect(receiver.received.map((sent) => sent.headers["webhook-id"])).toEqual([
      receiver.received[0]?.headers["webhook-id"],
      receiver.received[0]?.headers["webhook-id"],
    ]);
  });

  it("writes nothing when its lease has passed to another run", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    const claims = await claimDue(deps.database, deps.clock());
    const [late] = await loadClaims(deps.database, caller.tenantId, claims);
    deps.clock.advance(LEASE_MS);
    await deliverDue(deps);
    const failed = {
      verdict: "failed",
      status: 500,
      error: "http_error",
      startedAt: NOON,
      durationMs: 1,
      retryAfterMs: null,
    } as const;
    expect(late && (await recordAttempt(deps, late, failed, "req_late"))).toBe(false);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([{ state: "delivered", attempts: 1 }]);
    expect(await attemptsOf(deps, caller.tenantId)).toMatchObject([{ status: 204 }]);
  });
});

describe("an endpoint", () => {
  it("that answers 410 is disabled, with an audit entry and an event for the others", async () => {
    const deps = webhookDeps(failing(410));
    const { caller, endpoint } = await aListener(deps, { eventTypes: ["user.approved"] });
    await anEvent(deps, caller);
    await anEvent(deps, caller);
    await deliverDue(deps);
    expect(await endpointRow(deps, endpoint.id)).toMatchObject({
      status: "disabled",
      disabledReason: "gone",
    });
    expect((await deliveriesOf(deps, caller.tenantId)).map((row) => row.state)).toEqual(["dead", "dead"]);
    const told = (await eventsOf(deps, caller.tenantId)).filter((row) => row.userId === null);
    expect(told).toMatchObject([
      {
        type: "webhook.endpoint_disabled",
        data: { object: { id: endpoint.id, status: "disabled", reason: "gone" } },
      },
    ]);
    await anEvent(deps, caller);
    expect(await deliveriesOf(deps, caller.tenantId)).toHaveLength(2);
  });

  it("is warned after half of five days of nothing but failures, and disabled after all of them", async () => {
    const deps = webhookDeps(failing());
    const { caller, endpoint } = await aListener(deps, { eventTypes: ["user.approved"] });
    const typesAfter = async (days: number) => {
      deps.clock.set(NOON + days * DAY);
      await anEvent(deps, caller);
      await deliverDue(deps);
      const all = await eventsOf(deps, caller.tenantId);
      return all.filter((row) => row.userId === null).map((row) => row.type);
    };
    expect(await typesAfter(0)).toEqual([]);
    expect(await typesAfter(2.4)).toEqual([]);
    expect(await typesAfter(2.6)).toEqual(["webhook.endpoint_failing"]);
    expect(await endpointRow(deps, endpoint.id)).toMatchObject({ status: "enabled", failingSince: NOON });
    expect(await typesAfter(4.9)).toEqual(["webhook.endpoint_failing"]);
    expect(await typesAfter(5)).toEqual(["webhook.endpoint_failing", "webhook.endpoint_disabled"]);
    expect(await endpointRow(deps, endpoint.id)).toMatchObject({
      status: "disabled",
      disabledReason: "failing",
    });
    const states = (await deliveriesOf(deps, caller.tenantId)).map((row) => row.state);
    expect(states).not.toContain("pending");
  });

  it("starts anew after one success", async () => {
    let status = 500;
    const deps = webhookDeps(aReceiver(() => new Response(null, { status })));
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    await deliverDue(deps);
    deps.clock.set(NOON + 4 * DAY);
    status = 200;
    await deliverDue(deps);
    status = 500;
    await anEvent(deps, caller);
    deps.clock.set(NOON + 6 * DAY);
    await deliverDue(deps);
    expect(await endpointRow(deps, endpoint.id)).toMatchObject({
      status: "enabled",
      failingSince: NOON + 6 * DAY,
    });
  });

  it("that was switched off between claim and attempt gets nothing", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    await claimDue(deps.database, deps.clock());
    await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    deps.clock.advance(LEASE_MS);
    expect(await deliverDue(deps)).toMatchObject({ skipped: 1 });
    expect(receiver.received).toEqual([]);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { state: "skipped", lastError: "endpoint_disabled", attempts: 0 },
    ]);
  });
});

describe("the queue's consumer", () => {
  const aBatch = () => ({ ackAll: vi.fn() });

  it("delivers on a hint that holds nothing, and acknowledges it", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    const batch = aBatch();
    expect(await consumeWebhookBatch(deps, batch)).toBe(NOON + 30_000);
    expect(batch.ackAll).toHaveBeenCalledOnce();
    expect(receiver.received).toHaveLength(1);
  });

  it("hints again when a run ends before its backlog", async () => {
    const receiver = aReceiver();
    const deps = webhookDeps(receiver);
    const { caller } = await aListener(deps);
    for (let batch = 0; batch < 5; batch++) await anEvent(deps, caller, {}, 50);
    const hinted = deps.hints();
    expect(await consumeWebhookBatch(deps, aBatch())).toBe(NOON);
    expect(receiver.received).toHaveLength(240);
    expect(deps.hints()).toBe(hinted + 1);
    await consumeWebhookBatch(deps, aBatch());
    expect(receiver.received).toHaveLength(250);
  });

  it("acknowledges even when the database is away, and says when a retry is due otherwise", async () => {
    const deps = webhookDeps(failing());
    const { caller } = await aListener(deps);
    await anEvent(deps, caller);
    const database = Object.create(deps.database, {
      all: { value: () => Promise.reject(new Error("D1 is away")) },
    }) as typeof deps.database;
    const batch = aBatch();
    expect(await consumeWebhookBatch({ ...deps, database }, batch)).toBe(NOON + 30_000);
    expect(batch.ackAll).toHaveBeenCalledOnce();
    expect(await consumeWebhookBatch(deps, aBatch())).toBe(NOON + 5_000);
  });
});
