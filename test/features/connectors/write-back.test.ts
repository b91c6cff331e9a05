import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { deliverWrites } from "../../../src/features/connectors/deliver-writes.ts";
import { retryWrites } from "../../../src/features/connectors/retry-writes.ts";
import { planAdvance } from "../../../src/features/users/advance.ts";
import { cancelUser } from "../../../src/features/users/cancel.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../src/records/commit.ts";
import { connectors } from "../../../src/storage/tables/connectors.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { aCheck, allChecks } from "../../support/users.ts";
import { aService } from "./http-service.ts";
import {
  aFreshTenant,
  anHttpConnector,
  type ConnectorTestDeps,
  connectorDeps,
  create,
  linksOf,
  writesOf,
} from "./support.ts";

const CONSENT = { scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00Z" };

let service: ReturnType<typeof aService>;
let deps: ConnectorTestDeps;
let caller: Caller;
let connectorId: string;

beforeEach(async () => {
  service = aService({ "cust-1": { externalId: "crm-42" }, "cust-2": { externalId: "crm-43" } });
  deps = connectorDeps({ fetch: service.fetch });
  caller = await aFreshTenant(deps);
  const connector = await anHttpConnector(deps, caller, { onUnavailable: "open", timeoutMs: 200 });
  connectorId = connector.id;
  service.secret = connector.secret ?? null;
});

const anyone = (externalId = "crm-42") => create(deps, caller, { externalId, consents: [CONSENT] });

const advance = (userId: string, checks: CheckResult[]) =>
  commitWithRetry(deps, caller, async () => {
    const { statements, events } = await planAdvance(deps, caller, userId, checks);
    return { result: null, change: { statements, audit: [], events, answer: { status: 200, data: null } } };
  });

const statusesSent = () => service.asked.filter(({ body }) => body.type === "status");

describe("a change of status", () => {
  test("is written back with its number, once, and only for people whom the source has", async () => {
    const { id } = await anyone();
    await anyone("crm-99");
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 1, written: 1, nextAt: null });
    await advance(id, allChecks());
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 0 });
    // Five events: created, processing, approved; in_progress tells of itself by none.
    expect(statusesSent().map(({ id: messageId, body }) => [messageId, body.key, body.status])).toEqual([
      [`${id}.1`, "cust-1", "created"],
      [`${id}.3`, "cust-1", "approved"],
    ]);
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([
      { userId: id, state: "written", status: "approved", sequence: 3, attempts: 1, lastError: null },
    ]);
  });

  test("waits while the source is down and arrives when it is back, the newest alone", async () => {
    const { id } = await anyone();
    service.fail = () => new Response("", { status: 500 });
    expect(await deliverWrites(deps)).toMatchObject({ failed: 1, nextAt: deps.clock() + 5_000 });
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 0 });
    await advance(id, [aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] })]);
    await deliverWrites(deps);
    await cancelUser(deps, caller, id);
    service.fail = null;
    deps.clock.advance(60_000);
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(service.statuses.get("cust-1")?.status).toBe("canceled");
  });

  test("is repeated when its answer was lost, which the source can tell by the id", async () => {
    const { id } = await anyone();
    let broken = true;
    const working = service.fetch;
    deps.fetch = async (...request) => {
      const answer = await working(...request);
      if (!broken) return answer;
      broken = false;
      throw new Error("Network connection lost.");
    };
    expect(await deliverWrites(deps)).toMatchObject({ failed: 1 });
    deps.clock.advance(10_000);
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(statusesSent().map((sent) => sent.id)).toEqual([`${id}.1`, `${id}.1`]);
  });

  test("does not undo a newer one that came while it was being sent", async () => {
    const { id } = await anyone();
    service.fail = async (body) => {
      service.fail = null;
      if (body.type === "status") await cancelUser(deps, caller, id);
      return null;
    };
    expect(await deliverWrites(deps)).toMatchObject({ late: 1, written: 0 });
    expect(await deliverWrites(deps)).toMatchObject({ late: 0, written: 1 });
    expect(statusesSent().map(({ body }) => body.status)).toEqual(["created", "canceled"]);
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([{ state: "written", status: "canceled" }]);
  });

  test("claimed by a run that died is written by the next after its lease", async () => {
    await anyone();
    const died = { ...deps, vault: { ...deps.vault, subjectKey: () => Promise.reject(new Error("killed")) } };
    expect(await deliverWrites(died)).toMatchObject({ broken: 1 });
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 0 });
    deps.clock.advance(180_001);
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
  });

  test("waits while its connector is switched off", async () => {
    await anyone();
    const of = eq(connectors.id, connectorId);
    await deps.database.update(connectors).set({ status: "disabled" }).where(of);
    expect(await deliverWrites(deps)).toMatchObject({ claimed: 0, nextAt: null });
    await deps.database.update(connectors).set({ status: "enabled" }).where(of);
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
  });
});

describe("a write-back that never succeeds", () => {
  test("is given up after ten attempts over three days, told by connector.failed, and can be sent again", async () => {
    const { id } = await anyone();
    service.fail = () => new Response("", { status: 500 });
    const startedAt = deps.clock();
    for (let attempt = 1; attempt <= 10; attempt++) {
      const { failed, nextAt } = await deliverWrites(deps);
      expect(failed).toBe(1);
      if (nextAt !== null) deps.clock.set(nextAt);
    }
    expect(deps.clock() - startedAt).toBeGreaterThan(3 * 24 * 3_600_000);
    expect(await writesOf(deps, caller.tenantId)).toMatchObject([{ state: "dead", lastError: "HTTP_ERROR" }]);
    const events = await eventsOf(deps.database, id);
    expect(events.at(-1)).toEqual({
      type: "connector.failed",
      sequence: 2,
      data: {
        object: {
          id: connectorId,
          userId: id,
          status: "created",
          sequence: 1,
          reason: "HTTP_ERROR",
          attempts: 10,
        },
      },
    });
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({
      action: "connector.give_up",
      targetId: id,
    });
    service.fail = null;
    expect(await retryWrites(deps, caller, connectorId)).toMatchObject({ retried: 1 });
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(service.statuses.get("cust-1")?.status).toBe("created");
  });
});

describe("a person whom the source could not be asked about", () => {
  test("is looked for again before the first write, linked, and written", async () => {
    service.fail = () => new Response("", { status: 503 });
    await anyone();
    expect(await deliverWrites(deps)).toMatchObject({ failed: 1 });
    service.fail = null;
    deps.clock.advance(10_000);
    expect(await deliverWrites(deps)).toMatchObject({ written: 1 });
    expect(await linksOf(deps, caller.tenantId)).toMatchObject([
      { state: "linked", matchedBy: "externalId" },
    ]);
    expect(service.statuses.get("cust-1")?.status).toBe("created");
  });

  test("is left alone when the source turns out not to have them", async () => {
    service.fail = () => new Response("", { status: 503 });
    await anyone("crm-99");
    service.fail = null;
    expect(await deliverWrites(deps)).toMatchObject({ absent: 1, nextAt: null });
    expect(await linksOf(deps, caller.tenantId)).toEqual([]);
  });
});

describe("a source that fails at random", () => {
  test("holds every user's last status in the end: none is lost, none older overwrites a newer", async () => {
    const people = Object.fromEntries(
      Array.from({ length: 60 }, (_, at) => [`k${at}`, { externalId: `many-${at}` }]),
    );
    service = aService(people);
    deps.fetch = service.fetch;
    let turn = 0;
    // Three of ten: down, answered and lost, nonsense.
    service.fail = (body) => {
      turn = (turn * 1_103_515_245 + 12_345) % 2_147_483_648;
      if (body.type === "lookup" || turn % 10 > 2) return null;
      return turn % 3 === 0 ? Promise.reject(new Error("down")) : new Response("", { status: 500 });
    };
    const last = new Map<string, string>();
    for (const [key, { externalId }] of Object.entries(people)) {
      const { id } = await anyone(externalId);
      if (Number(key.slice(1)) % 2 === 0) await deliverWrites(deps);
      if (Number(key.slice(1)) % 3 === 0) {
        await cancelUser(deps, caller, id);
        last.set(key, "canceled");
      } else last.set(key, "created");
    }
    for (let round = 0; round < 40; round++) {
      const { nextAt } = await deliverWrites(deps);
      if (nextAt === null) break;
      deps.clock.set(Math.max(nextAt, deps.clock()));
    }
    const held = new Map([...service.statuses].map(([key, { status }]) => [key, status]));
    expect(held).toEqual(last);
    expect((await writesOf(deps, caller.tenantId)).every(({ state }) => state === "written")).toBe(true);
  });
});
