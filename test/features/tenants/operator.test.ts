import { describe, expect, it } from "vitest";
import { accessEndpoints } from "../../../src/features/access/routes.ts";
import { documentEndpoints } from "../../../src/features/documents/routes.ts";
import { tenantEndpoints } from "../../../src/features/tenants/routes.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { openLimiter } from "../../../src/http/rate-limit/limiter-client.ts";
import { STANDING_CACHE_MS } from "../../../src/http/tokens/standing.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { newId } from "../../../src/kernel/ids.ts";
import { aTenant, bindings, testClock } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { auditOf } from "../../support/traces.ts";
import { aDocumentReading, aFacesReading, recordedDocuments, recordedFaces } from "../../support/vision.ts";

const KEY = `enro_${"k".repeat(43)}`;
const clock = testClock(Date.now());

function anApi(options: { key?: string; limiter?: "real" } = {}) {
  const limiter = options.limiter ? openLimiter(bindings.LIMITER) : openGate;
  const edge = edgeDeps({ limiter, clock });
  const { OPERATOR_KEY: _, ...settings } = edge.settings;
  const deps = { ...edge, settings: options.key ? { ...settings, OPERATOR_KEY: options.key } : settings };
  const reading = {
    ...deps,
    documentsVision: recordedDocuments(aDocumentReading({})),
    facesVision: recordedFaces(aFacesReading()),
    visualZone: null,
  };
  const app = edgeApp(deps, [
    ...accessEndpoints(deps),
    ...userEndpoints(deps),
    ...documentEndpoints(reading),
    ...tenantEndpoints(deps),
  ]);
  const operate = (method: string, path: string, body?: unknown, token: string | undefined = KEY) =>
    ask(app, `/v2/enroll/operator${path}`, { method, token, ...(body === undefined ? {} : { body }) });
  return { deps, app, operate };
}

const anId = () => newId("ten");

describe("the operator", () => {
  it("makes a tenant and its first client, whose token works", async () => {
    const { app, operate } = anApi({ key: KEY });
    const id = anId();
    const tenant = await operate("POST", "/tenants", { id, name: "Acme", livemode: false });
    expect([tenant.status, tenant.json.data]).toMatchObject([
      201,
      { id, name: "Acme", livemode: false, status: "active", limits: {} },
    ]);
    const client = (
      await operate("POST", `/tenants/${id}/clients`, { name: "backend", scopes: ["users:write"] })
    ).json.data;
    const token = await ask(app, "/v2/enroll/auth/token", {
      method: "POST",
      body: { grant_type: "client_credentials", client_id: client.id, client_secret: client.secret },
    });
    const created = await ask(app, "/v2/enroll/users/create", {
      method: "POST",
      token: token.json.data.access_token,
      body: { person: { givenNames: "Ana" } },
    });
    expect(created.status).toBe(201);
  });

  it("makes no second tenant or client by a repeat, and takes no id that is another's", async () => {
    const { operate } = anApi({ key: KEY });
    const id = anId();
    const body = { id, name: "Once", livemode: true };
    const first = await operate("POST", "/tenants", body);
    expect((await operate("POST", "/tenants", body)).json.data).toEqual(first.json.data);
    expect((await operate("POST", "/tenants", { ...body, name: "Other" })).status).toBe(422);
    const client = { name: "backend", scopes: ["users:read"] };
    expect((await operate("POST", `/tenants/${id}/clients`, client)).status).toBe(201);
    expect((await operate("POST", `/tenants/${id}/clients`, client)).status).toBe(422);
  });

  it("rotates and revokes a client that its tenant has lost hold of", async () => {
    const { operate, deps } = anApi({ key: KEY });
    const id = await aTenant(deps);
    const client = (await operate("POST", `/tenants/${id}/clients`, { name: "lost", scopes: ["users:read"] }))
      .json.data;
    const at = `/tenants/${id}/clients/${client.id}`;
    expect((await operate("POST", `${at}/rotate`, { overlapHours: 0 })).json.data.secret).toMatch(/^enrs_/);
    expect((await operate("DELETE", at)).json.data).toMatchObject({ status: "revoked" });
    expect((await operate("GET", `/tenants/${id}/clients`)).json.data.items).toMatchObject([
      { status: "revoked" },
    ]);
    const trail = (await auditOf(deps.database, id)).filter(({ targetId }) => targetId === client.id);
    expect(trail.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      "operator client.create",
      "operator client.rotate",
      "operator client.revoke",
    ]);
  });

  it("suspends a tenant and lets it go on, within the seconds that a standing is kept", async () => {
    const { app, operate, deps } = anApi({ key: KEY });
    const id = await aTenant(deps);
    const use = async () =>
      (await ask(app, "/v2/enroll/users", { token: await aToken(deps, { tenantId: id }) })).status;
    expect(await use()).toBe(200);
    await operate("PATCH", `/tenants/${id}`, { status: "suspended" });
    clock.advance(STANDING_CACHE_MS + 1);
    expect(await use()).toBe(403);
    await operate("PATCH", `/tenants/${id}`, { status: "active" });
    clock.advance(STANDING_CACHE_MS + 1);
    expect(await use()).toBe(200);
  });

  it("gives one tenant a limit of its own, which its answers name, and leaves the others theirs", async () => {
    const { app, operate, deps } = anApi({ key: KEY, limiter: "real" });
    const [limited, usual] = [await aTenant(deps), await aTenant(deps)];
    await operate("PATCH", `/tenants/${limited}`, { limits: { documents: 2 } });
    const scan = async (tenantId: string) =>
      ask(app, "/v2/enroll/documents/scan", {
        method: "POST",
        token: await aToken(deps, { tenantId, subject: "limited" }),
        body: {},
      });
    const statuses = [await scan(limited), await scan(limited), await scan(limited)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([422, 422, 429]);
    expect((await scan(limited)).headers.get("ratelimit-policy")).toBe('"documents";q=2;w=60');
    expect((await scan(usual)).headers.get("ratelimit-policy")).toBe('"documents";q=20;w=60');
  });

  it("lists tenants page by page", async () => {
    const { operate } = anApi({ key: KEY });
    const ids = ["a", "b", "c"].map((letter) => `ten_zzzz-${letter}-${newId("ten").slice(4)}`);
    for (const id of ids) await operate("POST", "/tenants", { id, name: id, livemode: false });
    const first = (await operate("GET", `/tenants?limit=2&cursor=ten_zzzz-`)).json.data;
    const second = (await operate("GET", `/tenants?limit=2&cursor=${first.nextCursor}`)).json.data;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });
});

describe("whoever is not the operator", () => {
  const attempts = ["", "enro_wrong", `${KEY}x`, KEY.slice(0, -1)];

  it("is refused without the key, and with a token of any scope", async () => {
    const { operate, deps } = anApi({ key: KEY });
    const token = await aToken(deps, { tenantId: await aTenant(deps), scopes: [...SCOPES] });
    for (const wrong of [...attempts, token]) {
      const answer = await operate("GET", "/tenants", undefined, wrong);
      expect([answer.status, answer.json.code]).toEqual([401, "UNAUTHORIZED"]);
      expect(answer.headers.has("www-authenticate")).toBe(true);
    }
    for (const [method, path] of [
      ["POST", "/tenants"],
      ["PATCH", "/tenants/ten_x"],
      ["POST", "/tenants/ten_x/clients"],
      ["DELETE", "/tenants/ten_x/clients/cli_12345678"],
    ] as const) {
      expect((await operate(method, path, {}, "enro_wrong")).status).toBe(401);
    }
  });

  it("finds nothing where no key was configured, whatever is sent", async () => {
    const { operate } = anApi();
    for (const key of [...attempts, KEY, "undefined"]) {
      expect((await operate("GET", "/tenants", undefined, key)).status).toBe(404);
    }
  });

  it("is shut out after ten wrong keys from an address, also with the right one, for a minute", async () => {
    const { app } = anApi({ key: KEY, limiter: "real" });
    const from = (address: string, token: string) =>
      ask(app, "/v2/enroll/operator/tenants", { token, headers: { "cf-connecting-ip": address } });
    const address = `203.0.113.${Math.floor(Math.random() * 250)}`;
    for (let at = 0; at < 10; at++) expect((await from(address, "enro_guess")).status).toBe(401);
    expect((await from(address, KEY)).status).toBe(429);
    expect((await from("198.51.100.20", KEY)).status).toBe(200);
  });

  it("gets a named answer for a tenant that is not there and for what no tenant can be", async () => {
    const { operate } = anApi({ key: KEY });
    expect((await operate("GET", "/tenants/ten_nobody")).status).toBe(404);
    expect((await operate("PATCH", "/tenants/ten_nobody", { name: "x" })).status).toBe(404);
    expect((await operate("POST", "/tenants", { name: "" })).status).toBe(422);
    expect((await operate("POST", "/tenants", { name: "x", limits: { documents: 0 } })).status).toBe(422);
    expect((await operate("POST", "/tenants", { name: "x", id: "../x" })).status).toBe(422);
  });
});
