import { eq } from "drizzle-orm";
import { Hono } from "hono";
import { createLocalJWKSet, jwtVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createClient } from "../../../src/features/access/create-client.ts";
import { accessEndpoints } from "../../../src/features/access/routes.ts";
import { endpoint } from "../../../src/http/endpoint.ts";
import { mountEndpoints } from "../../../src/http/mount.ts";
import { mountKeySet } from "../../../src/http/pages/key-set.ts";
import { STANDING_CACHE_MS } from "../../../src/http/tokens/standing.ts";
import type { Scope } from "../../../src/kernel/caller.ts";
import { audit } from "../../../src/storage/tables/records.ts";
import { clientSecrets, clients, tenants } from "../../../src/storage/tables/tenants.ts";
import { aTenant } from "../../support/deps.ts";
import { ask, aToken, edgeDeps } from "../../support/edge.ts";

const deps = edgeDeps();
const whoAmI = endpoint({
  method: "get",
  path: "/me",
  operationId: "me",
  tag: "Things",
  title: { en: "Say who asks", es: "Decir quién pregunta" },
  summary: { en: "Tells who asks.", es: "Dice quién pregunta." },
  scope: "users:read",
  limit: null,
  data: z.unknown(),
  handle: async ({ caller }) => ({ data: { subject: caller.subject, scopes: caller.scopes } }),
});
const app = new Hono();
mountEndpoints(app, [...accessEndpoints(deps), whoAmI], deps);
mountKeySet(app, deps.settings);

const scopes: Scope[] = ["users:read", "users:write"];
let tenantId = "";
let client: Awaited<ReturnType<typeof createClient>>;
beforeAll(async () => {
  tenantId = await aTenant(deps);
  client = await createClient(deps, { tenantId, name: "demo", scopes });
});

const TOKEN = "/v2/enroll/auth/token";
const grant = () => ({
  grant_type: "client_credentials",
  client_id: client.clientId,
  client_secret: client.clientSecret,
});
const asForm = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  ask(app, TOKEN, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
  });
const asJson = (body: unknown) => ask(app, TOKEN, { method: "POST", body });
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` });

describe("a client's token", () => {
  it("answers an OAuth form bare, and opens a route of its scope", async () => {
    const answer = await asForm(grant());
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json).toEqual({
      access_token: expect.any(String),
      token_type: "Bearer",
      expires_in: 900,
      scope: "users:read users:write",
    });
    const me = await ask(app, "/v2/enroll/me", { token: answer.json.access_token });
    expect(me.json.data).toEqual({ subject: client.clientId, scopes });
  });

  it("comes in the envelope for JSON, and by HTTP Basic as well", async () => {
    const inJson = await asJson(grant());
    expect(inJson.json).toMatchObject({ success: true, data: { token_type: "Bearer" } });
    const byBasic = await asForm(
      { grant_type: "client_credentials" },
      basic(client.clientId, client.clientSecret),
    );
    expect(byBasic.status).toBe(200);
  });

  it("is checked by anyone with the published key, which holds no private part", async () => {
    const { json } = await asForm(grant());
    const published = await ask(app, "/.well-known/jwks.json");
    expect(published.json.keys).toHaveLength(1);
    expect(published.json.keys[0]).not.toHaveProperty("d");
    expect(published.headers.get("content-type")).toContain("application/jwk-set+json");
    const { payload, protectedHeader } = await jwtVerify(
      json.access_token,
      createLocalJWKSet(published.json),
      { currentDate: new Date(deps.clock()), issuer: "enroll", audience: "enroll-api" },
    );
    expect(payload).toMatchObject({ sub: client.clientId, tenant: tenantId });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
    expect(protectedHeader).toMatchObject({ alg: "ES256", typ: "at+jwt" });
  });

  it("may be asked for with fewer scopes, never with more", async () => {
    const fewer = await asForm({ ...grant(), scope: "users:read" });
    expect(fewer.json.scope).toBe("users:read");
    const more = await asForm({ ...grant(), scope: "users:read admin" });
    expect([more.status, more.json.error]).toEqual([400, "invalid_scope"]);
    const inJson = await asJson({ ...grant(), scope: "admin" });
    expect([inJson.status, inJson.json.code]).toEqual([422, "VALIDATION_FAILED"]);
    expect(inJson.json.details[0]).toMatchObject({ field: "scope", code: "INVALID_SCOPE" });
  });

  it("is refused in the words of RFC 6749 to a form", async () => {
    const wrong = await asForm({ ...grant(), client_secret: "wrong" });
    expect([wrong.status, wrong.json.error]).toEqual([401, "invalid_client"]);
    expect(wrong.headers.get("www-authenticate")).toMatch(/^Basic /);
    const password = await asForm({ ...grant(), grant_type: "password" });
    expect([password.status, password.json.error]).toEqual([400, "unsupported_grant_type"]);
    const nothing = await asForm({});
    expect([nothing.status, nothing.json.error]).toEqual([400, "invalid_request"]);
    const twice = await ask(app, TOKEN, {
      method: "POST",
      body: "grant_type=client_credentials&client_id=a&client_id=b",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect([twice.status, twice.json.error]).toEqual([400, "invalid_request"]);
  });

  it("is refused to an unknown client exactly as to a wrong secret", async () => {
    const strip = ({ meta: _, ...rest }: Record<string, unknown>) => rest;
    const wrong = await asJson({ ...grant(), client_secret: "enrs_wrong" });
    const unknown = await asJson({ ...grant(), client_id: "cli_unknown" });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(strip(unknown.json)).toEqual(strip(wrong.json));
  });

  it.each([
    ["no credentials", {}, { grant_type: "client_credentials" }],
    ["Basic that is not base64", { authorization: "Basic %%%" }, { grant_type: "client_credentials" }],
    [
      "Basic without a colon",
      { authorization: `Basic ${btoa("abc")}` },
      { grant_type: "client_credentials" },
    ],
    ["a bearer token", { authorization: "Bearer x" }, { grant_type: "client_credentials" }],
  ])("is refused with %s", async (_name, headers, fields) => {
    expect((await asForm(fields as Record<string, string>, headers as Record<string, string>)).status).toBe(
      401,
    );
  });

  it("is refused when credentials come in two ways at once", async () => {
    const both = await asForm(grant(), basic(client.clientId, client.clientSecret));
    expect(both.status).toBe(401);
  });

  it("is refused to a revoked client, and to one of a suspended tenant", async () => {
    const tenant = await aTenant(deps);
    const other = await createClient(deps, { tenantId: tenant, name: "x", scopes });
    const send = () =>
      asForm({
        grant_type: "client_credentials",
        client_id: other.clientId,
        client_secret: other.clientSecret,
      });
    expect((await send()).status).toBe(200);
    await deps.database.update(tenants).set({ status: "suspended" }).where(eq(tenants.id, tenant));
    expect((await send()).status).toBe(401);
    await deps.database.update(tenants).set({ status: "active" }).where(eq(tenants.id, tenant));
    await deps.database.update(clients).set({ status: "revoked" }).where(eq(clients.id, other.clientId));
    expect((await send()).status).toBe(401);
  });

  it("cannot be guessed for: ten failures from one address shut it for that address alone", async () => {
    const target = await createClient(deps, { tenantId, name: "target", scopes });
    const from = (address: string, secret: string) =>
      asForm(
        { grant_type: "client_credentials", client_id: target.clientId, client_secret: secret },
        { "cf-connecting-ip": address },
      );
    for (let at = 0; at < 10; at++) expect((await from("203.0.113.7", `guess-${at}`)).status).toBe(401);
    const shut = await from("203.0.113.7", target.clientSecret);
    expect(shut.status).toBe(429);
    expect(Number(shut.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await from("198.51.100.9", target.clientSecret)).status).toBe(200);
  });

  it("is kept out of the database: a secret is stored only as a salted hash", async () => {
    const keptOf = (clientId: string) =>
      deps.database.select().from(clientSecrets).where(eq(clientSecrets.clientId, clientId));
    const [row] = await keptOf(client.clientId);
    expect(JSON.stringify(row)).not.toContain(client.clientSecret);
    const twin = await createClient(deps, { tenantId, name: "twin", scopes });
    const [other] = await keptOf(twin.clientId);
    expect(other?.secretSalt).not.toBe(row?.secretSalt);
    expect(twin.clientSecret).toMatch(/^enrs_[\w-]{43}$/);
  });
});

describe("revoking", () => {
  const revoke = (token: string, body: unknown) =>
    ask(app, "/v2/enroll/auth/revoke", { method: "POST", token, body });

  it("ends one token by its id, or all that a subject has, with an audit row", async () => {
    const admin = await aToken(deps, { tenantId, subject: "cli_admin", scopes: ["admin"] });
    const mine = await aToken(deps, { tenantId, subject: "cli_x", claims: { jti: "jti-1" } });
    const sibling = await aToken(deps, { tenantId, subject: "cli_x", claims: { jti: "jti-2" } });
    const status = async (token: string) => (await ask(app, "/v2/enroll/me", { token })).status;
    expect(await Promise.all([status(mine), status(sibling)])).toEqual([200, 200]);

    expect((await revoke(admin, { jti: "jti-1" })).status).toBe(200);
    deps.clock.advance(STANDING_CACHE_MS);
    expect(await Promise.all([status(mine), status(sibling)])).toEqual([401, 200]);

    expect((await revoke(admin, { subject: "cli_x" })).json.data.kind).toBe("subject");
    deps.clock.advance(STANDING_CACHE_MS);
    expect(await status(sibling)).toBe(401);
    expect(await status(await aToken(deps, { tenantId, subject: "cli_x" }))).toBe(200);

    const rows = await deps.database.select().from(audit).where(eq(audit.tenantId, tenantId));
    expect(rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(["token.revoke_jti", "token.revoke_subject"]),
    );
  });

  it("needs the scope admin and exactly one target", async () => {
    const plain = await aToken(deps, { tenantId, scopes: ["users:write"] });
    const admin = await aToken(deps, { tenantId, scopes: ["admin"] });
    expect((await revoke(plain, { jti: "x" })).status).toBe(403);
    expect((await revoke(admin, {})).status).toBe(422);
    expect((await revoke(admin, { jti: "x", subject: "y" })).status).toBe(422);
  });
});
