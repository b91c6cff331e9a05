import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { blindKey } from "../../../src/features/connectors/blinded-value.ts";
import { readStatus, readUser } from "../../../src/features/users/read.ts";
import { editUser } from "../../../src/features/users/update.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { subjectKeys } from "../../../src/storage/tables/tenants.ts";
import { users } from "../../../src/storage/tables/users.ts";
import { bindings } from "../../support/deps.ts";
import { eventsOf, everythingStored } from "../../support/traces.ts";
import { aService } from "./http-service.ts";
import {
  aFreshTenant,
  anHttpConnector,
  type ConnectorTestDeps,
  connectorDeps,
  create,
  linksOf,
} from "./support.ts";

const ANA = {
  externalId: "crm-42",
  identifier: "1020304050",
  email: "ana@example.com",
  fields: {
    givenNames: "Ana María",
    familyName: "Ruiz",
    dateOfBirth: "1990-01-15 00:00:00",
    nationality: "COL",
    phone: "+57 300 123-4567",
    sex: "mujer",
  },
};
const CC = { type: "CC", country: "CO", number: "1020304050" };

let service: ReturnType<typeof aService>;
let deps: ConnectorTestDeps;
let caller: Caller;
let connectorId: string;

async function linked(people: Parameters<typeof aService>[0], over: Record<string, unknown> = {}) {
  service = aService(people);
  deps = connectorDeps({ fetch: service.fetch });
  caller = await aFreshTenant(deps);
  const connector = await anHttpConnector(deps, caller, over);
  connectorId = connector.id;
  service.secret = connector.secret ?? null;
}

beforeEach(() => linked({ "cust-1": ANA }));

describe("creating a user whom a source knows", () => {
  test("fills in what was left out, says from where, and links the two", async () => {
    const data = await create(deps, caller, { externalId: "crm-42", person: { familyName: "Ruíz" } });
    expect(data.existingUser).toEqual({
      checked: true,
      matched: true,
      sources: [
        {
          connectorId,
          name: "CRM",
          checked: true,
          matched: true,
          matchedBy: "externalId",
          blocked: false,
          prefilled: ["person.givenNames", "person.dateOfBirth", "person.nationality", "phone"],
          ignored: ["person.sex"],
        },
      ],
    });
    const user = await readUser(deps, caller, data.id);
    expect(user.person).toEqual({
      familyName: "Ruíz",
      givenNames: "Ana María",
      dateOfBirth: "1990-01-15",
      nationality: "CO",
    });
    expect(user.phone).toBe("+573001234567");
    expect(user.provenance).toEqual({
      "person.givenNames": { source: "registry", connectorId },
      "person.dateOfBirth": { source: "registry", connectorId },
      "person.nationality": { source: "registry", connectorId },
      phone: { source: "registry", connectorId },
    });
    expect(await linksOf(deps, caller.tenantId)).toMatchObject([
      { userId: data.id, connectorId, state: "linked", matchedBy: "externalId" },
    ]);
  });

  test("no longer calls a value the source's once the integrator has sent another", async () => {
    const { id } = await create(deps, caller, { externalId: "crm-42" });
    const change = { userId: id, ifMatch: null, person: { givenNames: "Anna" } };
    await editUser(deps, caller, change);
    const { provenance = {} } = await readUser(deps, caller, id);
    expect(Object.keys(provenance).sort()).toEqual([
      "person.dateOfBirth",
      "person.familyName",
      "person.nationality",
      "phone",
    ]);
  });

  test("finds by identifier and by mail address, whatever its capitals", async () => {
    const byNumber = await create(deps, caller, { identifiers: [CC] });
    expect(byNumber.existingUser?.sources?.[0]).toMatchObject({ matched: true, matchedBy: "identifier" });
    const byMail = await create(deps, caller, { email: "Ana@Example.com" });
    expect(byMail.existingUser).toMatchObject({ checked: true, matched: true });
  });

  test("keeps nothing of the record readable in the database", async () => {
    await create(deps, caller, { externalId: "crm-42", identifiers: [CC] });
    const stored = await everythingStored(bindings.DB);
    expect(stored).not.toContain("cust-1");
    expect(stored).not.toContain("Ana María");
    expect(stored).not.toContain(service.secret ?? "no secret");
  });

  test("does not call somebody known whom no source has, nor checked whom none could be asked about", async () => {
    const unknown = await create(deps, caller, { externalId: "crm-99" });
    expect(unknown.existingUser).toMatchObject({ checked: true, matched: false });
    const keyless = await create(deps, caller, { phone: "+573001234567" });
    expect(keyless.existingUser).toMatchObject({ checked: false, matched: false });
    expect(await linksOf(deps, caller.tenantId)).toEqual([]);
  });
});

describe("a person whom a source has blocked", () => {
  test("is rejected at once with BLOCKLISTED, and the events tell the whole way", async () => {
    await linked({ "cust-1": { ...ANA, blocked: true } });
    const data = await create(deps, caller, { externalId: "crm-42" });
    expect(data.status).toBe("rejected");
    const status = await readStatus(deps, caller, data.id);
    expect(status).toMatchObject({
      final: true,
      decision: { outcome: "reject", reasons: [{ code: "BLOCKLISTED", retryable: false }] },
    });
    expect(status.decision?.trace).toContainEqual(
      expect.objectContaining({ rule: "registry.blocklist", result: "fail" }),
    );
    const events = await eventsOf(deps.database, data.id);
    expect(events.map(({ type }) => type)).toEqual(["user.created", "user.processing", "user.rejected"]);
  });
});

describe("a blinded look-up", () => {
  test("sends HMACs only, of a text that says what it is", async () => {
    const blindingKey = btoa("k".repeat(32));
    const key = await blindKey(blindingKey, {
      by: "identifier",
      type: "CC",
      country: "CO",
      value: CC.number,
    });
    // echo -n 'identifier:CC|CO|1020304050' | openssl dgst -sha256 -hmac "$(printf 'k%.0s' {1..32})"
    expect(key.value).toBe(BLINDED_CC);
    await linked({ "cust-1": { identifier: key.value } }, { blindingKey });
    const body = { externalId: "crm-42", identifiers: [CC], email: "ana@example.com" };
    const data = await create(deps, caller, body);
    expect(data.existingUser).toMatchObject({ matched: true, sources: [{ matchedBy: "identifier" }] });
    const sent = JSON.stringify(service.asked);
    for (const plain of ["crm-42", "1020304050", "ana@example.com"]) expect(sent).not.toContain(plain);
  });
});

const BLINDED_CC = "3e2799f52b1252112747964a4d08bc5e1e9be94bceded7977649f9e8d7b51aca";

describe("a source that does not answer", () => {
  const faults: [string, () => Promise<Response> | Response, string][] = [
    ["is down", () => Promise.reject(new Error("connect ECONNREFUSED")), "CONNECTION_REFUSED"],
    ["answers 500", () => new Response("oops", { status: 500 }), "HTTP_ERROR"],
    ["answers 401", () => new Response("", { status: 401 }), "AUTH_FAILED"],
    [
      "redirects",
      () => new Response("", { status: 302, headers: { location: "http://10.0.0.1" } }),
      "HTTP_ERROR",
    ],
    ["answers HTML", () => new Response("<html>welcome</html>"), "BAD_ANSWER"],
    ["answers another shape", () => Response.json({ found: "maybe" }), "BAD_ANSWER"],
    [
      "matches by what was not asked",
      () => Response.json({ found: true, key: "x", matchedBy: "email" }),
      "BAD_ANSWER",
    ],
    ["answers without end", () => new Response("x".repeat(30_000)), "BAD_ANSWER"],
    ["never answers", () => new Promise<Response>(() => undefined), "TIMEOUT"],
  ];

  test.each(faults)(
    "and %s: open policy creates the user and says what was not checked",
    async (_, fail, code) => {
      await linked({ "cust-1": ANA }, { onUnavailable: "open", timeoutMs: 200 });
      service.fail = fail;
      const data = await create(deps, caller, { externalId: "crm-42" });
      expect(data.existingUser).toMatchObject({
        checked: false,
        matched: false,
        reason: code,
        sources: [{ checked: false, matched: false, reason: code }],
      });
      expect(await linksOf(deps, caller.tenantId)).toMatchObject([{ state: "unresolved" }]);
    },
  );

  test.each(faults)(
    "and %s: closed policy answers 503 naming it, and nothing is half done",
    async (_, fail, code) => {
      await linked({ "cust-1": ANA }, { onUnavailable: "closed", timeoutMs: 200 });
      service.fail = fail;
      await expect(create(deps, caller, { externalId: "crm-42" })).rejects.toMatchObject({
        code: "SERVICE_UNAVAILABLE",
        details: [{ field: `connectors.${connectorId}`, code }],
      });
      expect(await deps.database.$count(users, eq(users.tenantId, caller.tenantId))).toBe(0);
      expect(await deps.database.$count(subjectKeys, eq(subjectKeys.tenantId, caller.tenantId))).toBe(0);
      expect(await linksOf(deps, caller.tenantId)).toEqual([]);
    },
  );

  test("does not hold up the others", async () => {
    await linked({ "cust-1": ANA }, { onUnavailable: "open", timeoutMs: 200 });
    const second = await anHttpConnector(deps, caller, { name: "Core", onUnavailable: "open" });
    service.secret = null;
    let calls = 0;
    service.fail = () => (calls++ === 0 ? new Promise(() => undefined) : null);
    const { existingUser } = await create(deps, caller, { externalId: "crm-42" });
    expect(existingUser).toMatchObject({ checked: false, matched: true });
    expect(existingUser?.sources?.map(({ matched }) => matched).sort()).toEqual([false, true]);
    expect(second.name).toBe("Core");
  });
});
