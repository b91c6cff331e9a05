import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { clientEndpoints } from "../../../src/features/access/clients/routes.ts";
import { accessEndpoints } from "../../../src/features/access/routes.ts";
import { purgeSecrets } from "../../../src/features/access/store.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import { clientSecrets } from "../../../src/storage/tables/tenants.ts";
import { aTenant, testClock } from "../../support/deps.ts";
import { ask, aToken, edgeApp, edgeDeps, openGate } from "../../support/edge.ts";
import { auditOf } from "../../support/traces.ts";

const HOUR_MS = 3_600_000;
const clock = testClock(Date.now());
const deps = edgeDeps({ limiter: openGate, clock });
const app = edgeApp(deps, [...accessEndpoints(deps), ...clientEndpoints(deps), ...userEndpoints(deps)]);

let tenantId: string;
beforeAll(async () => {
  tenantId = await aTenant(deps);
});

const send = async (method: string, path: string, body?: unknown, scopes?: string[]) => {
  const token = await aToken(deps, { tenantId, ...(scopes ? { scopes: scopes as never } : {}) });
  return ask(app, `/v2/enroll${path}`, { method, token, ...(body === undefined ? {} : { body }) });
};
const aClient = async (name: string) =>
  (await send("POST", "/clients", { name, scopes: ["users:read"] })).json.data as {
    id: string;
    secret: string;
  };
const tokenFor = (client_id: string, client_secret: string) =>
  ask(app, "/v2/enroll/auth/token", {
    method: "POST",
    body: { grant_type: "client_credentials", client_id, client_secret },
  });

describe("a tenant's API clients", () => {
  it("are made with a secret shown once, which gives tokens of just those scopes", async () => {
    const { id, secret } = await aClient("core");
    const token = await tokenFor(id, secret);
    expect(token.json.data).toMatchObject({ scope: "users:read" });
    const listed = await send("GET", "/clients");
    expect(listed.json.data.items).toMatchObject([{ id, name: "core", status: "active" }]);
    expect(listed.text).not.toContain("secret");
  });

  it("may do no more than who makes them", async () => {
    const body = { name: "greedy", scopes: ["users:read", "audit:read"] };
    const answer = await send("POST", "/clients", body, ["admin", "users:read"]);
    expect([answer.status, answer.json.code]).toEqual([403, "FORBIDDEN"]);
  });

  it("are not made twice by a repeat: the name is taken, and is free again once its client is revoked", async () => {
    const { id } = await aClient("twice");
    const again = await send("POST", "/clients", { name: "twice", scopes: ["users:read"] });
    expect([again.status, again.json.details?.[0]?.code]).toEqual([422, "NAME_TAKEN"]);
    await send("DELETE", `/clients/${id}`);
    expect((await send("POST", "/clients", { name: "twice", scopes: ["users:read"] })).status).toBe(201);
  });

  it("keep the old secret for the overlap when theirs is rotated, and not an hour longer", async () => {
    const { id, secret } = await aClient("rotated");
    const rotated = (await send("POST", `/clients/${id}/rotate`, { overlapHours: 2 })).json.data;
    expect(rotated.secret).not.toBe(secret);
    expect((await tokenFor(id, secret)).status).toBe(200);
    expect((await tokenFor(id, rotated.secret)).status).toBe(200);
    clock.advance(2 * HOUR_MS);
    expect((await tokenFor(id, secret)).status).toBe(401);
    expect((await tokenFor(id, rotated.secret)).status).toBe(200);
    await purgeSecrets(deps.database, clock() + 1);
    const kept = await deps.database.select().from(clientSecrets).where(eq(clientSecrets.clientId, id));
    expect(kept).toHaveLength(1);
  });

  it("lose no secret in use when a rotation is repeated because its answer was lost", async () => {
    const { id, secret } = await aClient("repeated");
    await send("POST", `/clients/${id}/rotate`, { overlapHours: 24 });
    const second = (await send("POST", `/clients/${id}/rotate`, { overlapHours: 24 })).json.data;
    expect((await tokenFor(id, secret)).status).toBe(200);
    expect((await tokenFor(id, second.secret)).status).toBe(200);
  });

  it("end at once when rotated without overlap", async () => {
    const { id, secret } = await aClient("leaked");
    await send("POST", `/clients/${id}/rotate`, { overlapHours: 0 });
    expect((await tokenFor(id, secret)).status).toBe(401);
  });

  it("are over when revoked, with the tokens they hold, and leave a trail", async () => {
    const { id, secret } = await aClient("revoked");
    const { access_token } = (await tokenFor(id, secret)).json.data;
    const use = () => ask(app, "/v2/enroll/users", { token: access_token });
    expect((await use()).status).toBe(200);
    expect((await send("DELETE", `/clients/${id}`)).json.data).toMatchObject({ status: "revoked" });
    clock.advance(6_000); // a standing is cached for five seconds
    expect((await use()).status).toBe(401);
    expect((await tokenFor(id, secret)).status).toBe(401);
    expect((await send("DELETE", `/clients/${id}`)).status).toBe(404);
    expect((await send("POST", `/clients/${id}/rotate`, {})).status).toBe(404);
    const trail = (await auditOf(deps.database, tenantId)).filter(({ targetId }) => targetId === id);
    expect(trail.map(({ action }) => action)).toEqual(["client.create", "client.revoke"]);
  });
});
