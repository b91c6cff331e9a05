import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoint } from "../../src/http/endpoint.ts";
import { STANDING_CACHE_MS } from "../../src/http/tokens/standing.ts";
import { revocations, tenants } from "../../src/storage/tables/tenants.ts";
import { aTenant } from "../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../support/edge.ts";

const deps = edgeDeps({ limiter: openGate });
const whoAmI = endpoint({
  method: "get",
  path: "/me",
  operationId: "whoAmI",
  tag: "Things",
  title: { en: "Say who asks", es: "Decir quién pregunta" },
  summary: { en: "Tells who asks.", es: "Dice quién pregunta." },
  scope: "users:read",
  limit: null,
  data: z.unknown(),
  handle: async ({ caller }) => ({ data: { ...caller } }),
});
const app = edgeApp(deps, [whoAmI]);
let tenantId = "";
beforeAll(async () => {
  tenantId = await aTenant(deps, { livemode: false });
});
const me = (headers: Record<string, string>) => ask(app, "/v2/enroll/me", { headers });

describe("authentication", () => {
  it("makes a caller of a token", async () => {
    const token = await aToken(deps, { tenantId, subject: "cli_me", scopes: ["users:read"] });
    const answer = await ask(app, "/v2/enroll/me", { token });
    expect(answer.json.data).toMatchObject({
      tenantId,
      subject: "cli_me",
      scopes: ["users:read"],
      livemode: false,
      idempotency: null,
    });
  });

  it("takes the scheme in any case, and exactly one header", async () => {
    const token = await aToken(deps, { tenantId });
    expect((await me({ authorization: `bearer ${token}` })).status).toBe(200);
    const twice = new Headers([
      ["authorization", `Bearer ${token}`],
      ["authorization", `Bearer ${token}`],
    ]);
    const response = await app.request("https://enroll.test/v2/enroll/me", { headers: twice });
    expect(response.status).toBe(401);
  });

  it.each([
    ["no header", {}],
    ["another scheme", { authorization: "Basic dTpw" }],
    ["no token", { authorization: "Bearer " }],
    ["two spaces", { authorization: "Bearer  a.b.c" }],
    ["rubbish", { authorization: "Bearer a.b.c" }],
    ["a token in the query alone", { "x-token": "a" }],
  ])("challenges a request with %s", async (_name, headers) => {
    const answer = await me(headers as Record<string, string>);
    expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHORIZED"]);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer realm="enroll"/);
  });

  it("tells an expired token from a bad one", async () => {
    const past = Math.floor(deps.clock() / 1000) - 1_000;
    const token = await aToken(deps, { tenantId, claims: { iat: past, exp: past + 900 } });
    const answer = await ask(app, "/v2/enroll/me", { token });
    expect([answer.status, answer.json.code]).toEqual([401, "TOKEN_EXPIRED"]);
  });

  it("asks for the scope of the route", async () => {
    const token = await aToken(deps, { tenantId, scopes: ["users:write", "admin"] });
    const answer = await ask(app, "/v2/enroll/me", { token });
    expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
    expect(answer.headers.get("www-authenticate")).toContain('scope="users:read"');
  });

  it("does not know a tenant that is not there, and stops one that is suspended", async () => {
    const nobody = await aToken(deps, { tenantId: "ten_nobody" });
    expect((await ask(app, "/v2/enroll/me", { token: nobody })).status).toBe(401);
    const suspended = await aTenant(deps, { status: "suspended" });
    const answer = await ask(app, "/v2/enroll/me", { token: await aToken(deps, { tenantId: suspended }) });
    expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
  });

  it("feels a suspension within the seconds that a standing is cached", async () => {
    const tenant = await aTenant(deps);
    const token = await aToken(deps, { tenantId: tenant });
    expect((await ask(app, "/v2/enroll/me", { token })).status).toBe(200);
    await deps.database.update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant));
    deps.clock.advance(STANDING_CACHE_MS);
    expect((await ask(app, "/v2/enroll/me", { token })).status).toBe(403);
    deps.clock.advance(-STANDING_CACHE_MS);
  });

  it("refuses a revoked jti, and that one only", async () => {
    const tenant = await aTenant(deps);
    await deps.database.insert(revocations).values({
      tenantId: tenant,
      kind: "jti",
      value: "stolen",
      notBefore: deps.clock(),
      expiresAt: deps.clock() + 1,
    });
    const stolen = await aToken(deps, { tenantId: tenant, claims: { jti: "stolen" } });
    const other = await aToken(deps, { tenantId: tenant, claims: { jti: "other" } });
    const elsewhere = await aToken(deps, { tenantId, claims: { jti: "stolen" } });
    expect((await ask(app, "/v2/enroll/me", { token: stolen })).status).toBe(401);
    expect((await ask(app, "/v2/enroll/me", { token: other })).status).toBe(200);
    expect((await ask(app, "/v2/enroll/me", { token: elsewhere })).status).toBe(200);
  });

  it("refuses what a subject was given up to the instant it was cut off, and takes what came later", async () => {
    const tenant = await aTenant(deps);
    await deps.database.insert(revocations).values({
      tenantId: tenant,
      kind: "subject",
      value: "cli_cut",
      notBefore: deps.clock(),
      expiresAt: deps.clock() + 1,
    });
    const at = Math.floor(deps.clock() / 1000);
    const issued = (iat: number, subject = "cli_cut") =>
      aToken(deps, { tenantId: tenant, subject, claims: { iat } });
    expect((await ask(app, "/v2/enroll/me", { token: await issued(at) })).status).toBe(401);
    expect((await ask(app, "/v2/enroll/me", { token: await issued(at - 60) })).status).toBe(401);
    expect((await ask(app, "/v2/enroll/me", { token: await issued(at + 1) })).status).toBe(200);
    expect((await ask(app, "/v2/enroll/me", { token: await issued(at - 60, "cli_else") })).status).toBe(200);
  });

  it("is shut when the database cannot say whether a token was revoked", async () => {
    const broken = edgeDeps({
      limiter: openGate,
      database: { get: async () => Promise.reject(new Error("down")) } as unknown as typeof deps.database,
    });
    const answer = await ask(edgeApp(broken, [whoAmI]), "/v2/enroll/me", {
      token: await aToken(deps, { tenantId }),
    });
    expect([answer.status, answer.json.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
    expect(answer.headers.get("retry-after")).toBe("5");
  });
});
