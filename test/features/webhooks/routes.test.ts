import { beforeEach, describe, expect, it } from "vitest";
import { deliverDue } from "../../../src/features/webhooks/deliver.ts";
import { webhookEndpoints } from "../../../src/features/webhooks/routes.ts";
import { SCOPES } from "../../../src/kernel/caller.ts";
import { aTenant, testDeps } from "../../support/deps.ts";
import { type Ask, ask, aToken, edgeApp, edgeDeps } from "../../support/edge.ts";
import { aReceiver, forgetDeliveries, webhookDeps } from "./support.ts";

const BASE = "/v2/enroll";
const registration = { url: "https://receiver.example.com/hook", eventTypes: ["user.approved"] };

beforeEach(() => forgetDeliveries(testDeps()));

async function anApi() {
  const receiver = aReceiver();
  const deps = webhookDeps(receiver);
  const routes = webhookEndpoints(deps);
  const app = edgeApp(edgeDeps({ clock: deps.clock }), routes);
  const tenantId = await aTenant(deps);
  const token = await aToken(deps, { tenantId });
  return {
    deps,
    receiver,
    routes,
    tenantId,
    /** Asks with the tenant's token and holds a success to the schema that the documentation shows. */
    async call(operationId: string, path: string, options: Ask = {}) {
      const route = routes.find((candidate) => candidate.operationId === operationId);
      const answer = await ask(app, BASE + path, { method: route?.method ?? "get", token, ...options });
      if (answer.json?.success) expect(route?.data.safeParse(answer.json.data).error).toBeUndefined();
      return answer;
    },
    app,
  };
}

describe("over HTTP", () => {
  it("a receiver is registered, changed, pinged, switched off and on, and removed", async () => {
    const { call, deps, receiver } = await anApi();
    const created = await call("createWebhookEndpoint", "/webhooks/endpoints", { body: registration });
    expect(created.status).toBe(201);
    expect(created.headers.get("etag")).toBe('"1"');
    const path = `/webhooks/endpoints/${created.json.data.id}`;
    expect((await call("getWebhookEndpoint", path)).json.data).not.toHaveProperty("secret");
    expect((await call("listWebhookEndpoints", "/webhooks/endpoints?limit=1")).json.data).toMatchObject({
      items: [{ id: created.json.data.id }],
      nextCursor: null,
    });
    const body = { ...registration, description: "new" };
    const stale = await call("updateWebhookEndpoint", path, { body, headers: { "if-match": '"9"' } });
    expect([stale.status, stale.json.code]).toEqual([412, "PRECONDITION_FAILED"]);
    const changed = await call("updateWebhookEndpoint", path, { body, headers: { "if-match": '"1"' } });
    expect([changed.status, changed.headers.get("etag")]).toEqual([200, '"2"']);
    const rotated = await call("rotateWebhookSecret", `${path}/rotate-secret`);
    expect(rotated.json.data.secret).toMatch(/^whsec_/);

    const ping = await call("pingWebhookEndpoint", `${path}/ping`);
    expect(ping.status).toBe(202);
    await deliverDue(deps);
    expect(receiver.received.map((sent) => JSON.parse(sent.body).type)).toEqual(["webhook.ping"]);
    const { deliveryId, eventId } = ping.json.data;
    const delivery = await call("getWebhookDelivery", `/webhooks/deliveries/${deliveryId}`);
    expect(delivery.json.data).toMatchObject({
      state: "delivered",
      attemptLog: [{ attempt: 1, status: 204 }],
    });
    const list = await call(
      "listWebhookDeliveries",
      `/webhooks/deliveries?eventId=${eventId}&state=delivered`,
    );
    expect(list.json.data.items).toHaveLength(1);
    const retried = await call("retryWebhookDelivery", `/webhooks/deliveries/${deliveryId}/retry`);
    expect([retried.status, retried.json.data.state]).toEqual([202, "pending"]);
    expect((await call("getEvent", `/events/${eventId}`)).json.data.type).toBe("webhook.ping");
    expect((await call("listEvents", "/events?type=webhook.ping")).json.data.items).toHaveLength(1);
    const replay = { since: "2026-01-01T00:00:00Z" };
    const replayed = await call("replayWebhookEvents", `${path}/replay`, { body: replay });
    expect([replayed.status, replayed.json.data.replayed]).toEqual([202, 0]);

    expect((await call("disableWebhookEndpoint", `${path}/disable`)).json.data.status).toBe("disabled");
    expect((await call("enableWebhookEndpoint", `${path}/enable`)).json.data.status).toBe("enabled");
    expect((await call("deleteWebhookEndpoint", path)).json.data.deleted).toBe(true);
    expect((await call("getWebhookEndpoint", path)).status).toBe(404);
  });

  it("a repeated registration with the same key answers with the same endpoint and secret", async () => {
    const { call } = await anApi();
    const options = { body: registration, headers: { "idempotency-key": "one-receiver" } };
    const first = await call("createWebhookEndpoint", "/webhooks/endpoints", options);
    const second = await call("createWebhookEndpoint", "/webhooks/endpoints", options);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(second.json.data).toEqual(first.json.data);
    expect((await call("listWebhookEndpoints", "/webhooks/endpoints")).json.data.items).toHaveLength(1);
  });

  it("an address that is not allowed is named with its field, code and message", async () => {
    const { call } = await anApi();
    const body = { ...registration, url: "https://10.0.0.1/hook" };
    const headers = { "accept-language": "en" };
    const refused = await call("createWebhookEndpoint", "/webhooks/endpoints", { body, headers });
    expect([refused.status, refused.json.code]).toEqual([422, "VALIDATION_FAILED"]);
    expect(refused.json.details).toEqual([
      {
        field: "url",
        code: "URL_IP_LITERAL",
        message: "The URL must name a host, not an IP address.",
      },
    ]);
  });

  it.each([
    ["an unknown event type", "/webhooks/endpoints", { ...registration, eventTypes: ["user.aproved"] }],
    ["an unknown field", "/webhooks/endpoints", { ...registration, secret: "mine" }],
    ["no URL", "/webhooks/endpoints", {}],
    ["an instant without a zone", "/webhooks/endpoints/whe_1/replay", { since: "2026-01-01T00:00:00" }],
  ])("refuses %s with 422", async (_case, path, body) => {
    const { call } = await anApi();
    expect((await call("createWebhookEndpoint", path, { body })).status).toBe(422);
  });

  it("every route asks for a token, its scope, and answers 404 to another tenant", async () => {
    const { app, call, deps, routes, tenantId } = await anApi();
    const created = await call("createWebhookEndpoint", "/webhooks/endpoints", { body: registration });
    const ping = await call("pingWebhookEndpoint", `/webhooks/endpoints/${created.json.data.id}/ping`);
    const stranger = await aToken(deps, { tenantId: await aTenant(deps) });
    for (const route of routes) {
      const path = route.path
        .replace(":endpointId", created.json.data.id)
        .replace(":deliveryId", ping.json.data.deliveryId)
        .replace(":eventId", ping.json.data.eventId);
      const body = route.body ? (route.example ?? registration) : undefined;
      const request = (token?: string) =>
        ask(app, BASE + path, { method: route.method, body, ...(token ? { token } : {}) });
      expect([route.operationId, (await request()).status]).toEqual([route.operationId, 401]);
      const scopes = SCOPES.filter((scope) => scope !== route.scope);
      const powerless = await aToken(deps, { tenantId, scopes });
      expect([route.operationId, (await request(powerless)).status]).toEqual([route.operationId, 403]);
      if (path !== route.path) {
        expect([route.operationId, (await request(stranger)).status]).toEqual([route.operationId, 404]);
      }
    }
    const still = await call("getWebhookEndpoint", `/webhooks/endpoints/${created.json.data.id}`);
    expect(still.json.data).toMatchObject({ status: "enabled", version: 1 });
  });
});
