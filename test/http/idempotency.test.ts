import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../src/http/endpoint.ts";
import { KEPT_MS, LEASE_MS, purgeClaims } from "../../src/http/idempotency-claims.ts";
import { EnrollError, type ErrorCode } from "../../src/kernel/errors.ts";
import { commit } from "../../src/records/commit.ts";
import { tenants } from "../../src/storage/tables/tenants.ts";
import { aTenant } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";

let effects = 0;
let mayFinish: Promise<void> = Promise.resolve();
let entered = () => {};
let throws: ErrorCode | null = null;
const deps = edgeDeps({ limiter: openGate });

/** Counts its effects in memory and, when asked, also in D1 through `commit`. */
const count = endpoint({
  method: "post",
  path: "/count/:way",
  operationId: "count",
  tag: "Things",
  title: { en: "Count", es: "Contar" },
  summary: { en: "Counts.", es: "Cuenta." },
  scope: "users:write",
  limit: null,
  params: z.strictObject({ way: z.enum(["edge", "commit"]) }),
  body: z.strictObject({ n: z.number(), note: z.string().optional() }),
  data: z.unknown(),
  status: 201,
  async handle({ caller, params, body }) {
    entered();
    await mayFinish;
    effects += 1;
    if (throws)
      throw new EnrollError(throws, { details: [{ field: "n", code: "INVALID_VALUE", message: "" }] });
    const data = { n: body.n, effect: effects, by: caller.requestId };
    if (params.way === "commit") {
      const statement = deps.database.insert(tenants).values({
        id: `${caller.tenantId}-effect-${body.n}-${effects}`,
        name: "effect",
        status: "active",
        livemode: false,
        settings: {},
        wrappedKey: "",
        kekId: "",
        createdAt: 0,
      });
      await commit(deps, caller, {
        statements: [statement],
        audit: [],
        events: [],
        answer: { status: 201, data },
      });
    }
    return { data };
  },
});
const app = edgeApp(deps, [count]);
let tenantId = "";
let token = "";
beforeEach(async () => {
  effects = 0;
  throws = null;
  mayFinish = Promise.resolve();
  tenantId = await aTenant(deps);
  token = await aToken(deps, { tenantId });
});
const send = (key: string, body: unknown, way = "edge", withToken = token) =>
  ask(app, `/v2/enroll/count/${way}`, {
    method: "POST",
    token: withToken,
    body,
    headers: { "idempotency-key": key },
  });

describe.each(["edge", "commit"])("an Idempotency-Key whose answer is kept by the %s", (way) => {
  it("gives 200 identical requests at once one effect, and each an answer or a wait", {
    timeout: 60_000,
  }, async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => send("k-200", { n: 1 }, way)));
    expect(effects).toBe(1);
    const firsts = answers.filter((a) => a.status === 201 && !a.headers.has("idempotency-replayed"));
    expect(firsts).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.json.data).toEqual(firsts[0]?.json.data);
      else expect([answer.status, answer.json.code]).toEqual([409, "IDEMPOTENCY_IN_PROGRESS"]);
    }
    const late = await send("k-200", { n: 1 }, way);
    expect(late.headers.get("idempotency-replayed")).toBe("true");
    expect(late.json.data).toEqual(firsts[0]?.json.data);
    expect(late.json.meta.requestId).not.toBe(firsts[0]?.json.meta.requestId);
  });

  it("replays for the same body in another spelling, and refuses another body", async () => {
    const first = await send("k-body", '{"n":1,"note":"é"}', way);
    const same = await send("k-body", '{ "note": "e\\u0301", "n": 1.0 }', way);
    const other = await send("k-body", { n: 2, note: "é" }, way);
    expect(same.json.data).toEqual(first.json.data);
    expect([other.status, other.json.code]).toEqual([422, "IDEMPOTENCY_KEY_REUSED"]);
    expect(effects).toBe(1);
  });
});

describe("an Idempotency-Key", { timeout: 30_000 }, () => {
  it("does nothing when it is not sent", async () => {
    for (const _ of [1, 2]) {
      await ask(app, "/v2/enroll/count/edge", { method: "POST", token, body: { n: 1 } });
    }
    expect(effects).toBe(2);
  });

  it("belongs to a tenant and a subject", async () => {
    const other = await aToken(deps, { tenantId: await aTenant(deps) });
    const colleague = await aToken(deps, { tenantId, subject: "cli_other" });
    await send("shared", { n: 1 });
    await send("shared", { n: 2 }, "edge", other);
    await send("shared", { n: 3 }, "edge", colleague);
    expect(effects).toBe(3);
  });

  it.each(["", "has space", "x".repeat(256), "ñ"])(
    "must be 1-255 printable ASCII, unlike %j",
    async (key) => {
      const answer = await send(key, { n: 1 });
      expect([answer.status, answer.json.code]).toEqual([422, "VALIDATION_FAILED"]);
      expect(answer.json.details[0].field).toBe("Idempotency-Key");
      expect(effects).toBe(0);
    },
  );

  it("replays an error that would come again, in the language of whoever asks now", async () => {
    throws = "USER_EXISTS";
    const first = await send("k-error", { n: 1 });
    throws = null;
    const again = await send("k-error", { n: 1 });
    expect([first.status, again.status]).toEqual([409, 409]);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.json).toMatchObject({ code: "USER_EXISTS", details: first.json.details });
    expect(effects).toBe(1);
  });

  it.each(["SERVICE_UNAVAILABLE", "INTERNAL_ERROR", "RATE_LIMIT_EXCEEDED", "CONFLICT"] as const)(
    "is given back after %s, so that a retry can succeed",
    async (code) => {
      throws = code;
      await send(`k-${code}`, { n: 1 });
      throws = null;
      const again = await send(`k-${code}`, { n: 1 });
      expect(again.status).toBe(201);
      expect(again.headers.has("idempotency-replayed")).toBe(false);
    },
  );

  it("is taken over from a run that died, and the late run cannot write any more", async () => {
    const started = deps.clock();
    let release = () => {};
    mayFinish = new Promise((resolve) => {
      release = resolve;
    });
    const running = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const slow = send("k-lease", { n: 1 }, "commit");
    await running;
    const early = await send("k-lease", { n: 1 }, "commit");
    expect([early.status, early.json.code]).toEqual([409, "IDEMPOTENCY_IN_PROGRESS"]);
    expect(Number(early.headers.get("retry-after"))).toBeGreaterThan(0);

    deps.clock.set(started + LEASE_MS + 1);
    mayFinish = Promise.resolve();
    const takeover = await send("k-lease", { n: 1 }, "commit");
    expect(takeover.status).toBe(201);
    release();
    const late = await slow;
    expect([late.status, late.json.code]).toEqual([409, "CONFLICT"]);
    const replay = await send("k-lease", { n: 1 }, "commit");
    expect(replay.json.data).toEqual(takeover.json.data);
    const rows = await deps.database.select().from(tenants);
    expect(rows.filter((row) => row.id.startsWith(`${tenantId}-effect-`))).toHaveLength(1);
    deps.clock.set(started);
  });

  it("is forgotten after a day, by the next request or by the purge", async () => {
    const started = deps.clock();
    await send("k-day", { n: 1 });
    deps.clock.set(started + KEPT_MS);
    const fresh = await aToken(deps, { tenantId });
    expect((await send("k-day", { n: 2 }, "edge", fresh)).status).toBe(201);
    await deps.database.batch([purgeClaims(deps.database, started + 2 * KEPT_MS + 1)]);
    expect((await send("k-day", { n: 3 }, "edge", fresh)).status).toBe(201);
    deps.clock.set(started);
  });

  it("is kept sealed: the database does not show the answer", async () => {
    await send("k-sealed", { n: 31415926 });
    const row = await deps.database.$client
      .prepare("SELECT answer FROM idempotency WHERE key = 'k-sealed' AND tenant_id = ?")
      .bind(tenantId)
      .first<{ answer: string }>();
    expect(row?.answer.length).toBeGreaterThan(40);
    expect(atob(row?.answer ?? "")).not.toContain("31415926");
  });
});
