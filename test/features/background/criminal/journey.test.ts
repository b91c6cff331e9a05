import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { tenantProviders } from "../../../../src/features/background/criminal/http-provider.ts";
import { pollQuery, sweepQueries } from "../../../../src/features/background/criminal/poll-query.ts";
import { criminalProviderEndpoints } from "../../../../src/features/background/criminal/routes.ts";
import { eraseBackground } from "../../../../src/features/background/erase.ts";
import { backgroundEndpoints } from "../../../../src/features/background/routes.ts";
import { userEndpoints } from "../../../../src/features/users/routes.ts";
import { backgroundChecks } from "../../../../src/storage/tables/background.ts";
import { providerQueries } from "../../../../src/storage/tables/criminal.ts";
import { audit, events } from "../../../../src/storage/tables/records.ts";
import { aTenant } from "../../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../../support/edge.ts";
import { anEntity, backgroundDeps, catalogueOf } from "../support.ts";
import {
  aConfig,
  aProvider,
  CONSENT,
  FOUND,
  isDown,
  NONE,
  NUMBER,
  providerDeps,
  SUBJECT,
  says,
  signedCallback,
} from "./support.ts";

type Answers = Parameters<typeof aProvider>;

/** An installation with one register connected to a provider that answers so, and a policy that asks for it alone. */
async function aWorld(
  answers: Answers,
  config: Record<string, unknown> = {},
  source: Record<string, unknown> = {},
) {
  const provider = aProvider(...answers);
  const deps = providerDeps(provider.send);
  const lists = catalogueOf([anEntity({ topics: ["wanted"] })], { id: "fbi_wanted", topics: ["wanted"] });
  const background = {
    ...backgroundDeps({ lists }),
    clock: deps.clock,
    tenantProviders: tenantProviders(deps),
    schedulePoll: deps.schedulePoll,
  };
  const edge = edgeDeps({ clock: deps.clock, limiter: openGate });
  const app = edgeApp(edge, [
    ...backgroundEndpoints(background),
    ...criminalProviderEndpoints(deps),
    ...userEndpoints({ ...background }),
  ]);
  const tenantId = await aTenant(deps);
  const send = async (method: string, path: string, body?: unknown) => {
    const token = await aToken(edge, { tenantId });
    return ask(app, `/v2/enroll${path}`, { method, token, ...(body === undefined ? {} : { body }) });
  };
  const made = await send("POST", "/background/providers", {
    id: "registers",
    config: aConfig(config, source),
  });
  expect([made.status, made.json.code]).toEqual([201, undefined]);
  const check = (over: Record<string, unknown> = {}) =>
    send("POST", "/background/criminal-check", {
      subject: SUBJECT,
      jurisdictions: ["AR"],
      purpose: "onboarding",
      consentId: CONSENT,
      ...over,
    });
  const callBack = async (path: string, body: unknown, headers?: Record<string, string>) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    return ask(app, path, {
      method: "POST",
      body: text,
      headers: headers ?? signedCallback(text, deps.clock()),
    });
  };
  const told = async () =>
    (await deps.database.select().from(events).where(eq(events.tenantId, tenantId))).map(({ type }) => type);
  return { ...provider, deps, app, tenantId, send, check, callBack, told };
}

/** The path that the provider was told to call back, out of the request that it got. */
async function callbackPath(requests: Request[]): Promise<string> {
  const body = (await requests.at(-1)?.json()) as { callback: string };
  return new URL(body.callback).pathname;
}

describe("a criminal check by a configured provider", () => {
  it("asks by the mapping, signed and under a key of its own, and is clear", async () => {
    const world = await aWorld([says(NONE)]);
    const { status, json } = await world.check();
    expect([status, json.data.status, json.data.outcome]).toEqual([200, "completed", "clear"]);
    expect(json.data.sources.at(-1)).toMatchObject({ id: "ar_rnr", status: "answered" });
    const [request] = world.requests;
    expect(request?.url).toBe("https://registers.enroll-tests.net/queries/AR");
    expect(request?.headers.get("idempotency-key")).toBe(`${json.data.id}.ar_rnr`);
    expect(request?.headers.get("webhook-signature")).toMatch(/^v1,/);
    expect(await request?.json()).toMatchObject({
      person: { number: NUMBER, born: "15/01/1990" },
      consent: CONSENT,
      product: "penal",
    });
  });

  it.each([
    ["down", isDown, "connection_failed", 3],
    ["failing", says("oops", 500), "http_error", 3],
    ["busy", says("", 429, { "retry-after": "1" }), "rate_limited", 3],
    ["refusing our credentials", says("", 401), "credentials_refused", 1],
    ["refusing the request", says({ code: "MissingParameter" }, 409), "rejected", 1],
    ["sending us elsewhere", says("", 302, { location: "http://169.254.169.254/" }), "redirect", 1],
    ["sending too much", says(`"${"x".repeat(300_000)}"`), "answer_too_large", 1],
  ])("is incomplete when the provider is %s", async (_how, answer, fault, attempts) => {
    const world = await aWorld([answer]);
    const { json } = await world.check();
    expect(json.data).toMatchObject({ status: "incomplete", outcome: "incomplete", records: [] });
    expect(json.data.sources.at(-1)).toMatchObject({ id: "ar_rnr", status: "unavailable", fault });
    expect(world.requests).toHaveLength(attempts);
    expect(new Set(world.requests.map((one) => one.url)).size).toBe(1);
    expect(await world.told()).toEqual(["background.criminal.completed", "background.source_unavailable"]);
  });

  it.each([
    ["text", "<html>maintenance</html>"],
    ["JSON of another shape", { ok: true }],
    ["an answer about somebody else", { ...NONE, number: "1" }],
  ])("takes %s for no answer", async (_what, body) => {
    const { json } = await (await aWorld([says(body)])).check();
    expect(json.data).toMatchObject({ status: "incomplete", outcome: "incomplete" });
    expect(json.data.sources.at(-1)).toMatchObject({ status: "unrecognised_answer" });
  });

  it("asks again after a passing fault, later each time, under the same key", async () => {
    const world = await aWorld([says("", 500), says("", 503), says(FOUND)]);
    const { json } = await world.check();
    expect(json.data.outcome).toBe("records_found");
    expect(world.deps.waited).toEqual([187.5, 375]);
    expect(new Set(world.requests.map((one) => one.headers.get("idempotency-key"))).size).toBe(1);
  });

  it("does not repeat a POST that might have had its effect", async () => {
    const world = await aWorld(
      [isDown, says(NONE)],
      {},
      {
        ask: { ...aConfig().sources[0]?.ask, idempotent: false },
      },
    );
    expect((await world.check()).json.data.sources.at(-1)).toMatchObject({ fault: "connection_failed" });
    expect(world.requests).toHaveLength(1);
  });

  it("gives a slow provider its time and no more", async () => {
    const hangs = (request: Request) =>
      new Promise<Response>((_, reject) =>
        request.signal.addEventListener("abort", () => reject(request.signal.reason)),
      );
    const world = await aWorld([hangs], { timeoutMs: 1_000, maxAttempts: 1 });
    expect((await world.check()).json.data.sources.at(-1)).toMatchObject({ fault: "timeout" });
  });

  it("never calls an address that has become a private one", async () => {
    const world = await aWorld([says(NONE)]);
    world.deps.resolve = async () => ["10.0.0.7"];
    expect((await world.check()).json.data.sources.at(-1)).toMatchObject({ fault: "url_not_allowed" });
    expect(world.requests).toEqual([]);
  });

  it("does not ask about somebody whose number it does not know", async () => {
    const world = await aWorld([says(NONE)]);
    const { json } = await world.check({ subject: { fullName: "Ana Ruiz", dateOfBirth: "1990-01-15" } });
    expect(json.data.sources.at(-1)).toMatchObject({ status: "subject_incomplete", queriedAt: null });
    expect(json.data.outcome).toBe("incomplete");
    expect(world.requests).toEqual([]);
  });

  it("stops asking after five failures in a row, lets one query try later, and trusts it", async () => {
    const world = await aWorld([...Array(5).fill(isDown), isDown, says(NONE)], { maxAttempts: 1 });
    for (let count = 1; count <= 5; count++) await world.check();
    expect((await world.check()).json.data.sources.at(-1)).toMatchObject({ fault: "circuit_open" });
    expect(world.requests).toHaveLength(5);
    const standing = async () =>
      (await world.send("GET", "/background/providers/registers")).json.data.circuit;
    expect(await standing()).toMatchObject({ state: "open", failures: 5 });
    world.deps.clock.advance(30_000);
    expect(await standing()).toMatchObject({ state: "half_open" });
    await world.check(); // the probe fails as well: twice as long
    world.deps.clock.advance(59_000);
    expect((await world.check()).json.data.sources.at(-1)).toMatchObject({ fault: "circuit_open" });
    world.deps.clock.advance(1_000);
    expect((await world.check()).json.data.outcome).toBe("clear");
    expect(await standing()).toEqual({ state: "closed", failures: 0, openUntil: null });
  });

  it("lets exactly one of many through a circuit that is half open", async () => {
    const probe = Promise.withResolvers<void>();
    const waits = async () => {
      await probe.promise;
      return Response.json(NONE);
    };
    const world = await aWorld([...Array(5).fill(isDown), waits], { maxAttempts: 1 });
    for (let count = 1; count <= 5; count++) await world.check();
    world.deps.clock.advance(30_000);
    let refused = 0;
    const asking = Array.from({ length: 6 }, async () => {
      const { json } = await world.check();
      const { status } = json.data.sources.at(-1);
      // The probe is held until all others have been turned away.
      if (status === "unavailable" && ++refused === 5) probe.resolve();
      return status;
    });
    expect((await Promise.all(asking)).sort()).toEqual(["answered", ...Array(5).fill("unavailable")]);
    expect(world.requests).toHaveLength(6);
  });
});

describe("an answer that comes later", () => {
  const later = says({ ticket: "t-1" }, 202);

  it("by callback completes the check, once", async () => {
    const world = await aWorld([later]);
    const { status, json } = await world.check();
    expect([status, json.data.status, json.data.outcome]).toEqual([202, "pending", "incomplete"]);
    expect(await world.told()).toEqual([]);
    const path = await callbackPath(world.requests);
    const taken = await world.callBack(path, FOUND);
    expect([taken.status, taken.json.data]).toEqual([200, { received: true }]);
    const read = (await world.send("GET", `/background/checks/${json.data.id}`)).json.data;
    expect(read).toMatchObject({ status: "completed", outcome: "records_found" });
    expect(read.records).toEqual([
      {
        sourceId: "ar_rnr",
        jurisdiction: "AR",
        reference: "C-1",
        description: "Art. 172 CP",
        recordedOn: "2019-03-01",
      },
    ]);
    expect(read.assurance.notPerformed).toEqual([]);
    const repeated = await world.callBack(path, NONE);
    expect([repeated.status, repeated.json.code]).toEqual([404, "NOT_FOUND"]);
    expect((await world.send("GET", `/background/checks/${json.data.id}`)).json.data).toEqual(read);
    expect(await world.told()).toEqual(["background.criminal.completed"]);
  });

  it("has one effect when it arrives many times at once", async () => {
    const world = await aWorld([later]);
    await world.check();
    const path = await callbackPath(world.requests);
    const answers = await Promise.all(Array.from({ length: 8 }, () => world.callBack(path, FOUND)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(404)]);
    expect(await world.told()).toEqual(["background.criminal.completed"]);
  });

  it("loses nothing when two registers answer at the same moment", async () => {
    const [source] = aConfig().sources;
    const world = await aWorld([later], { sources: [source, { ...source, sourceId: "bo_rejap" }] });
    const { json } = await world.check({
      subject: {
        ...SUBJECT,
        identifiers: ["AR", "BO"].map((country) => ({ country, number: NUMBER })),
      },
      jurisdictions: ["AR", "BO"],
    });
    expect(json.data.sources.map(({ status }: { status: string }) => status)).toEqual([
      "answered",
      "pending",
      "pending",
    ]);
    const paths = await Promise.all(world.requests.map((request) => callbackPath([request])));
    const answers = await Promise.all(paths.map((path) => world.callBack(path, FOUND)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const read = (await world.send("GET", `/background/checks/${json.data.id}`)).json.data;
    expect(read).toMatchObject({ status: "completed", outcome: "records_found" });
    expect(read.records.map(({ sourceId }: { sourceId: string }) => sourceId).sort()).toEqual([
      "ar_rnr",
      "bo_rejap",
    ]);
    expect(await world.told()).toEqual(["background.criminal.completed"]);
  });

  it("is refused with a wrong signature, and may come again with the right one", async () => {
    const world = await aWorld([later]);
    const { json } = await world.check();
    const path = await callbackPath(world.requests);
    const body = JSON.stringify(NONE);
    const now = world.deps.clock();
    const refused = [
      signedCallback(body, now, `whsec_${btoa("another secret, of somebody else")}`),
      signedCallback(JSON.stringify(FOUND), now),
      signedCallback(body, now - 6 * 60_000),
      signedCallback(body, now + 6 * 60_000),
      { "content-type": "application/json" },
    ];
    for (const headers of refused) {
      const answer = await world.callBack(path, body, headers);
      expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHORIZED"]);
    }
    expect((await world.callBack(path, body)).status).toBe(200);
    expect((await world.send("GET", `/background/checks/${json.data.id}`)).json.data.outcome).toBe("clear");
  });

  it("is unknown under any other token", async () => {
    const world = await aWorld([later]);
    await world.check();
    for (const token of ["A".repeat(43), "short"]) {
      const answer = await world.callBack(`/v2/enroll/background/provider-callbacks/${token}`, NONE);
      expect(answer.status).toBe(404);
    }
  });

  it("that is nonsense, though signed, leaves the check incomplete", async () => {
    const world = await aWorld([later]);
    const { json } = await world.check();
    expect((await world.callBack(await callbackPath(world.requests), "<html>")).status).toBe(200);
    const read = (await world.send("GET", `/background/checks/${json.data.id}`)).json.data;
    expect(read).toMatchObject({
      status: "incomplete",
      outcome: "incomplete",
      reasons: ["SOURCE_UNAVAILABLE"],
    });
    expect(read.sources.at(-1)).toMatchObject({ status: "unrecognised_answer" });
  });

  it("is found by polls that become rarer", async () => {
    const world = await aWorld([later, says({ result: "working" }), isDown, says(NONE)], { maxAttempts: 1 });
    const { json } = await world.check();
    const [first] = world.deps.scheduled;
    expect(first).toMatchObject({ checkId: json.data.id, sourceId: "ar_rnr", delaySeconds: 30 });
    if (!first) throw new Error("nothing scheduled");
    const { delaySeconds: _first, ...at } = first;
    await pollQuery(world.deps, at); // too early
    expect(world.requests).toHaveLength(1);
    for (const seconds of [30, 60, 120]) {
      world.deps.clock.advance(seconds * 1_000);
      await pollQuery(world.deps, at);
    }
    expect(world.deps.scheduled.map(({ delaySeconds }) => delaySeconds)).toEqual([30, 60, 120]);
    expect(world.requests.at(-1)?.url).toBe("https://registers.enroll-tests.net/queries/t-1");
    const read = (await world.send("GET", `/background/checks/${json.data.id}`)).json.data;
    expect(read).toMatchObject({ status: "completed", outcome: "clear" });
    await pollQuery(world.deps, at);
    expect(world.requests).toHaveLength(4);
  });

  it("is found by the cron when the queue has lost its message", async () => {
    const world = await aWorld([later, says(NONE)]);
    const { json } = await world.check();
    world.deps.clock.advance(31_000);
    await sweepQueries(world.deps);
    expect((await world.send("GET", `/background/checks/${json.data.id}`)).json.data.outcome).toBe("clear");
  });

  it("that never comes ends as incomplete", async () => {
    const world = await aWorld([later, says({ result: "working" })], { pendingSeconds: 60 });
    const { json } = await world.check();
    const path = await callbackPath(world.requests);
    world.deps.clock.advance(60_000);
    expect((await world.callBack(path, NONE)).status).toBe(404);
    await sweepQueries(world.deps);
    const read = (await world.send("GET", `/background/checks/${json.data.id}`)).json.data;
    expect(read).toMatchObject({ status: "incomplete", outcome: "incomplete" });
    expect(read.sources.at(-1)).toMatchObject({ status: "unavailable", fault: "expired" });
    expect(await world.told()).toEqual(["background.criminal.completed", "background.source_unavailable"]);
  });

  it("is waited for no more when its check is gone", async () => {
    const world = await aWorld([later, says(NONE)]);
    const { json } = await world.check();
    const { database, clock } = world.deps;
    await database.delete(backgroundChecks).where(eq(backgroundChecks.id, json.data.id));
    clock.advance(31_000);
    await sweepQueries(world.deps);
    const rows = await database
      .select()
      .from(providerQueries)
      .where(eq(providerQueries.tenantId, world.tenantId));
    expect(rows).toEqual([]);
  });

  it("keeps nothing readable of the person, and no token, while it is awaited", async () => {
    const world = await aWorld([later]);
    await world.check();
    const rows = await world.deps.database
      .select()
      .from(providerQueries)
      .where(eq(providerQueries.tenantId, world.tenantId));
    expect(rows).toHaveLength(1);
    const raw = JSON.stringify(rows);
    const token = (await callbackPath(world.requests)).split("/").at(-1) ?? "";
    for (const secret of [NUMBER, "Ana", "t-1", token]) expect(raw).not.toContain(secret);
  });
});

describe("an enrolment that asks a register", () => {
  async function anEnrolment(answers: Answers) {
    const world = await aWorld(answers);
    await world.send("POST", "/policies", {
      id: "pol_criminal-only",
      requirements: ["criminal"],
      activate: true,
    });
    const user = await world.send("POST", "/users/create", {
      person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15", nationality: "AR" },
      identifiers: [{ type: "DNI", country: "AR", number: NUMBER }],
      policyId: "pol_criminal-only",
    });
    expect([user.status, user.json.code]).toEqual([201, undefined]);
    const userId = user.json.data.id as string;
    const statusOf = async () => (await world.send("GET", `/users/${userId}/status`)).json.data;
    const started = await world.check({ subject: undefined, userId });
    return { ...world, userId, statusOf, started };
  }
  const later = says({ ticket: "t-1" }, 202);

  it("waits for the answer, has records found reviewed, and a person decides", async () => {
    const { statusOf, started, callBack, requests, send, userId, told } = await anEnrolment([later]);
    expect(started.status).toBe(202);
    expect((await statusOf()).final).toBe(false);
    expect((await statusOf()).status).not.toBe("in_review");
    expect((await callBack(await callbackPath(requests), FOUND)).status).toBe(200);
    const reviewed = await statusOf();
    expect(reviewed.status).toBe("in_review");
    expect(reviewed.decision.reasons).toMatchObject([
      { code: "CRIMINAL_RECORD_FOUND", checkId: started.json.data.id },
    ]);
    const decided = await send("POST", `/users/${userId}/review`, {
      decision: "reject",
      reasons: ["CRIMINAL_RECORD_FOUND"],
    });
    expect([decided.status, decided.json.code]).toEqual([200, undefined]);
    expect(await statusOf()).toMatchObject({ status: "rejected", final: true });
    expect(await told()).toEqual(
      expect.arrayContaining(["background.criminal.completed", "user.in_review", "user.rejected"]),
    );
  });

  it("is approved when the late answer is clear", async () => {
    const { statusOf, callBack, requests } = await anEnrolment([later]);
    await callBack(await callbackPath(requests), NONE);
    expect(await statusOf()).toMatchObject({ status: "approved" });
  });

  it("leaves nothing to be answered once the person is erased", async () => {
    const { deps, callBack, requests, tenantId, userId } = await anEnrolment([later]);
    const { statements } = await eraseBackground(deps, tenantId, userId);
    for (const statement of statements) await statement;
    const left = await deps.database
      .select()
      .from(providerQueries)
      .where(eq(providerQueries.tenantId, tenantId));
    expect(left).toEqual([]);
    expect((await callBack(await callbackPath(requests), FOUND)).status).toBe(404);
  });

  it("is never approved on a provider that did not answer", async () => {
    const { statusOf } = await anEnrolment([isDown]);
    expect((await statusOf()).status).not.toBe("approved");
  });
});

describe("the providers of a tenant", () => {
  it("never show their credentials, and are audited", async () => {
    const world = await aWorld([says(NONE)]);
    const texts = [
      (await world.send("GET", "/background/providers")).text,
      (await world.send("GET", "/background/providers/registers")).text,
    ];
    for (const text of texts) expect(text).not.toContain("whsec_");
    const rows = await world.deps.database
      .select()
      .from(audit)
      .where(and(eq(audit.tenantId, world.tenantId), eq(audit.targetType, "criminal_provider")));
    expect(rows.map(({ action, details }) => [action, details])).toEqual([
      ["criminal_provider.create", { kind: "http", sources: "ar_rnr" }],
    ]);
  });

  it("are listed by register, in force while they are enabled, and gone once deleted", async () => {
    const world = await aWorld([says(NONE)]);
    const source = async () =>
      (await world.send("GET", "/background/sources?jurisdiction=AR")).json.data.items[0];
    expect(await source()).toMatchObject({
      id: "ar_rnr",
      access: "person",
      consentRequired: true,
      status: "configured",
      providerId: "registers",
      circuit: "closed",
    });
    const off = await world.send("PUT", "/background/providers/registers", {
      enabled: false,
      config: aConfig(),
    });
    expect(off.json.data).toMatchObject({ enabled: false, version: 2 });
    expect((await world.check()).json.data.sources.at(-1).status).toBe("not_configured");
    expect((await world.send("DELETE", "/background/providers/registers")).json.data).toEqual({
      id: "registers",
      deleted: true,
    });
    expect(await source()).toMatchObject({ status: "not_configured", providerId: null, circuit: null });
    expect((await world.send("GET", "/background/providers/registers")).status).toBe(404);
  });

  it("share no register, and no id", async () => {
    const world = await aWorld([says(NONE)]);
    const again = await world.send("POST", "/background/providers", { id: "registers", config: aConfig() });
    expect(again.json.details).toMatchObject([{ field: "id", code: "DUPLICATE" }]);
    const other = await world.send("POST", "/background/providers", { id: "others", config: aConfig() });
    expect(other.json.details).toMatchObject([{ field: "config.sources.0.sourceId", code: "DUPLICATE" }]);
  });

  it.each([
    ["http://registers.enroll-tests.net/", "URL_NOT_HTTPS"],
    ["https://10.0.0.1/", "URL_IP_LITERAL"],
    ["https://metadata.google.internal/", "URL_HOST_NOT_ALLOWED"],
    ["https://localhost/", "URL_HOST_NOT_ALLOWED"],
  ])("are refused at %s", async (url, code) => {
    const world = await aWorld([says(NONE)]);
    const refused = await world.send("PUT", "/background/providers/registers", {
      config: aConfig({}, { ask: { method: "POST", url } }),
    });
    expect(refused.json).toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "config.sources.0.ask.url", code }],
    });
  });

  it("are refused a callback where nobody said by which address this installation is reached", async () => {
    const world = await aWorld([says(NONE)]);
    world.deps.publicUrl = null;
    const refused = await world.send("PUT", "/background/providers/registers", { config: aConfig() });
    expect(refused.json.details).toMatchObject([{ field: "config.sources.0.ask", code: "NOT_AVAILABLE" }]);
  });

  it("can be Verifik by a token alone", async () => {
    const world = await aWorld([
      says({
        data: {
          documentNumber: "1020304050",
          details: "NO TIENE ASUNTOS PENDIENTES CON LAS AUTORIDADES JUDICIALES de conformidad…",
        },
      }),
    ]);
    const made = await world.send("POST", "/background/providers", {
      id: "verifik",
      config: { kind: "verifik", token: "a-token" },
    });
    expect(made.json.data).toMatchObject({ kind: "verifik", auth: "bearer" });
    const { json } = await world.check({
      subject: { fullName: "Ana Ruiz", identifiers: [{ type: "CC", country: "CO", number: "1020304050" }] },
      jurisdictions: ["CO"],
      sources: ["co_policia"],
      consentId: undefined,
    });
    expect(json.data).toMatchObject({ status: "completed", outcome: "clear" });
    expect(json.data.assurance.notPerformed).toEqual(["co_procuraduria", "co_contraloria"]);
    expect(world.requests.at(-1)?.headers.get("authorization")).toBe("Bearer a-token");
  });
});
