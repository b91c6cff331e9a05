import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { createEndpoint } from "../../../src/features/webhooks/create-endpoint.ts";
import { deleteEndpoint } from "../../../src/features/webhooks/delete-endpoint.ts";
import { pingEndpoint } from "../../../src/features/webhooks/ping-endpoint.ts";
import { listEndpoints, readEndpoint } from "../../../src/features/webhooks/read-endpoints.ts";
import { rotateSecret } from "../../../src/features/webhooks/rotate-secret.ts";
import { endpointCreation } from "../../../src/features/webhooks/schemas.ts";
import { openSecrets } from "../../../src/features/webhooks/signing-secrets.ts";
import { switchEndpoint } from "../../../src/features/webhooks/switch-endpoint.ts";
import { updateEndpoint } from "../../../src/features/webhooks/update-endpoint.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { decodeCursor } from "../../../src/kernel/cursor.ts";
import { audit } from "../../../src/storage/tables/records.ts";
import { aCaller, aTenant, NOON } from "../../support/deps.ts";
import {
  aListener,
  anEvent,
  aReceiver,
  deliveriesOf,
  endpointRow,
  eventsOf,
  type WebhookTestDeps,
  webhookDeps,
} from "./support.ts";

vi.setConfig({ testTimeout: 60_000 }); // hundreds of writes, on a machine that may be busy

const aCreation = (over: Record<string, unknown> = {}) =>
  endpointCreation.parse({ url: "https://receiver.example.com/hook", ...over });

const auditOf = async (deps: WebhookTestDeps, tenantId: string) =>
  (await deps.database.select().from(audit).where(eq(audit.tenantId, tenantId)).orderBy(audit.seq)).map(
    (row) => row.action,
  );

describe("registering", () => {
  it("shows the secret once, keeps it sealed, and leaves an audit entry", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    expect(endpoint).toMatchObject({
      object: "webhook_endpoint",
      url: "https://receiver.example.com/hook",
      eventTypes: ["*"],
      status: "enabled",
      signing: "v1",
      publicKey: null,
      version: 1,
      createdAt: "2026-06-15T12:00:00.000Z",
    });
    expect(endpoint.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const read = await readEndpoint(deps, caller, endpoint.id);
    expect(read).not.toHaveProperty("secret");
    const row = await endpointRow(deps, endpoint.id);
    expect(JSON.stringify(row)).not.toContain(endpoint.secret?.slice(6));
    expect(await openSecrets(deps.vault, caller.tenantId, endpoint.id, row?.secrets ?? "")).toEqual([
      { secret: endpoint.secret, validUntil: null },
    ]);
    expect(await auditOf(deps, caller.tenantId)).toEqual(["webhook_endpoint.create"]);
  });

  it("shows the public key of a v1a endpoint, and its private half never", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps, { signing: "v1a" });
    expect(endpoint.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
    expect(endpoint).not.toHaveProperty("secret");
    expect((await readEndpoint(deps, caller, endpoint.id)).publicKey).toBe(endpoint.publicKey);
  });

  it.each([
    ["http://receiver.example.com/", "URL_NOT_HTTPS"],
    ["https://169.254.169.254/", "URL_IP_LITERAL"],
    ["https://metadata.google.internal/", "URL_HOST_NOT_ALLOWED"],
  ])("refuses %s and writes nothing", async (url, code) => {
    const deps = webhookDeps(aReceiver());
    const caller = aCaller(await aTenant(deps));
    await expect(createEndpoint(deps, caller, aCreation({ url }))).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "url", code }],
    });
    expect((await listEndpoints(deps, caller, { limit: 10, cursor: null })).items).toEqual([]);
    expect(await auditOf(deps, caller.tenantId)).toEqual([]);
  });

  it.each([
    ["a private address", async () => ["10.1.2.3"], "URL_NOT_PUBLIC"],
    ["a public and a private one", async () => ["1.1.1.1", "::1"], "URL_NOT_PUBLIC"],
    ["no address", async () => [], "URL_UNRESOLVABLE"],
  ])("refuses a name that stands for %s", async (_case, resolve, code) => {
    const deps = webhookDeps(aReceiver(), { resolve });
    const caller = aCaller(await aTenant(deps));
    await expect(createEndpoint(deps, caller, aCreation())).rejects.toMatchObject({
      details: [{ field: "url", code }],
    });
  });

  it("answers 503 without a resolver, and in development leaves the check to the attempts", async () => {
    const resolve = () => Promise.reject(new Error("resolver down"));
    const deps = webhookDeps(aReceiver(), { resolve });
    const caller = aCaller(await aTenant(deps));
    await expect(createEndpoint(deps, caller, aCreation())).rejects.toMatchObject({
      code: "SERVICE_UNAVAILABLE",
    });
    const created = await createEndpoint({ ...deps, development: true }, caller, aCreation());
    expect(created.status).toBe("enabled");
  });

  it("ends at fifty endpoints, as each makes every change of its tenant a little longer", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller } = await aListener(deps);
    for (let index = 1; index < 50; index++) await createEndpoint(deps, caller, aCreation());
    await expect(createEndpoint(deps, caller, aCreation())).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ code: "TOO_MANY" }],
    });
  });

  it("takes loopback in development without asking DNS", async () => {
    const resolve = () => Promise.reject(new Error("asked"));
    const deps = webhookDeps(aReceiver(), { resolve, development: true });
    const { endpoint } = await aListener(deps, { url: "http://127.0.0.1:4555/hook" });
    expect(endpoint.url).toBe("http://127.0.0.1:4555/hook");
  });
});

describe("the schema of a registration", () => {
  it.each([
    ["an unknown event type", { eventTypes: ["user.aproved"] }],
    ["no event type", { eventTypes: [] }],
    ["an unknown field", { secret: "whsec_mine" }],
    ["an unknown signature", { signing: "v2" }],
    ["a lone surrogate", { description: "\ud800" }],
    ["a long description", { description: "a".repeat(501) }],
    ["a number for a URL", { url: 7 }],
  ])("refuses %s", (_case, over) => {
    expect(endpointCreation.safeParse({ url: "https://receiver.example.com/", ...over }).success).toBe(false);
  });
});

describe("changing", () => {
  const replacement = {
    url: "https://other.example.com/",
    description: "new",
    eventTypes: ["user.created" as const],
  };

  it("replaces the settings and moves the version", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    const changed = await updateEndpoint(deps, caller, {
      ...replacement,
      endpointId: endpoint.id,
      ifMatch: "1",
    });
    expect(changed).toMatchObject({ ...replacement, version: 2 });
    expect(await readEndpoint(deps, caller, endpoint.id)).toEqual(changed);
  });

  it("refuses to overwrite a version that the caller has not seen", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    const input = { ...replacement, endpointId: endpoint.id, ifMatch: "7" };
    await expect(updateEndpoint(deps, caller, input)).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("lets one of two writers with the same version through", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    const write = () =>
      updateEndpoint(deps, caller, { ...replacement, endpointId: endpoint.id, ifMatch: "1" });
    const results = await Promise.allSettled([write(), write()]);
    expect(results.map((result) => result.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await readEndpoint(deps, caller, endpoint.id)).version).toBe(2);
  });

  it("shows a rotated secret once and keeps the one before for 24 h", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    const rotated = await rotateSecret(deps, caller, endpoint.id);
    const row = await endpointRow(deps, endpoint.id);
    expect(await openSecrets(deps.vault, caller.tenantId, endpoint.id, row?.secrets ?? "")).toEqual([
      { secret: rotated.secret, validUntil: null },
      { secret: endpoint.secret, validUntil: NOON + 24 * 60 * 60 * 1000 },
    ]);
  });

  it("switches off and on again, forgetting the failures, and a repeat changes nothing", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    const off = await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    expect(off).toMatchObject({ status: "disabled", disabledReason: "requested", version: 2 });
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([{ state: "skipped" }]);
    const again = await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    expect(again.version).toBe(2);
    const on = await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "enabled" });
    expect(on).toMatchObject({ status: "enabled", disabledReason: null, failingSince: null, version: 3 });
    const told = (await eventsOf(deps, caller.tenantId)).filter((row) => row.userId === null);
    expect(told.map((row) => row.type)).toEqual(["webhook.endpoint_disabled"]);
  });

  it("deletes with what waits, and answers 404 from then on", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    await anEvent(deps, caller);
    expect(await deleteEndpoint(deps, caller, endpoint.id)).toEqual({
      id: endpoint.id,
      object: "webhook_endpoint",
      deleted: true,
    });
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { state: "skipped", lastError: "endpoint_deleted" },
    ]);
    await expect(readEndpoint(deps, caller, endpoint.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("pings one endpoint alone, even one that listens to other types", async () => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps, { eventTypes: ["user.created"] });
    await createEndpoint(deps, caller, aCreation());
    const ping = await pingEndpoint(deps, caller, endpoint.id);
    expect(await deliveriesOf(deps, caller.tenantId)).toMatchObject([
      { id: ping.deliveryId, eventId: ping.eventId, endpointId: endpoint.id, state: "pending" },
    ]);
    expect(await eventsOf(deps, caller.tenantId)).toMatchObject([{ type: "webhook.ping", sequence: null }]);
    expect(deps.hints()).toBe(1);
    await switchEndpoint(deps, caller, { endpointId: endpoint.id, status: "disabled" });
    await expect(pingEndpoint(deps, caller, endpoint.id)).rejects.toMatchObject({
      code: "INVALID_TRANSITION",
    });
  });
});

describe("the list", () => {
  it("runs newest first, page by page", async () => {
    const deps = webhookDeps(aReceiver());
    const caller = aCaller(await aTenant(deps));
    const ids: string[] = [];
    for (let index = 0; index < 5; index++) {
      if (index !== 3) deps.clock.advance(1_000); // two of one instant
      ids.push((await createEndpoint(deps, caller, aCreation())).id);
    }
    const seen: string[] = [];
    let cursor = null as ReturnType<typeof decodeCursor>;
    for (let page = 0; page < 3; page++) {
      const { items, nextCursor } = await listEndpoints(deps, caller, { limit: 2, cursor });
      seen.push(...items.map((item) => item.id));
      cursor = decodeCursor(nextCursor ?? "");
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen[0]).toBe(ids[4]);
    expect(seen[4]).toBe(ids[0]);
    expect(cursor).toBeNull();
  });
});

describe("another tenant", () => {
  const verbs: [string, (deps: WebhookTestDeps, caller: Caller, endpointId: string) => Promise<unknown>][] = [
    ["read", readEndpoint],
    ["delete", deleteEndpoint],
    ["ping", pingEndpoint],
    ["rotate", rotateSecret],
    [
      "switch",
      (deps, caller, endpointId) => switchEndpoint(deps, caller, { endpointId, status: "disabled" }),
    ],
    [
      "change",
      (deps, caller, endpointId) =>
        updateEndpoint(deps, caller, { ...aCreation(), endpointId, ifMatch: null }),
    ],
  ];

  it.each(verbs)("cannot %s an endpoint", async (_verb, run) => {
    const deps = webhookDeps(aReceiver());
    const { endpoint } = await aListener(deps);
    const before = await endpointRow(deps, endpoint.id);
    const stranger = aCaller(await aTenant(deps));
    await expect(run(deps, stranger, endpoint.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(run(deps, stranger, "whe_unknown")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await endpointRow(deps, endpoint.id)).toEqual(before);
  });

  it.each(verbs)("without the scope nobody can %s one", async (_verb, run) => {
    const deps = webhookDeps(aReceiver());
    const { caller, endpoint } = await aListener(deps);
    const powerless = { ...caller, scopes: ["users:read" as const] };
    await expect(run(deps, powerless, endpoint.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
