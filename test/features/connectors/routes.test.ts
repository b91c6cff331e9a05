import { beforeEach, describe, expect, test } from "vitest";
import { connectorEndpoints } from "../../../src/features/connectors/routes.ts";
import { userEndpoints } from "../../../src/features/users/routes.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { bindings } from "../../support/deps.ts";
import { type Ask, ask, aToken, edgeApp, edgeDeps } from "../../support/edge.ts";
import { auditOf, everythingStored } from "../../support/traces.ts";
import { aService } from "./http-service.ts";
import { aFreshTenant, type ConnectorTestDeps, connectorDeps } from "./support.ts";

const HTTP = {
  kind: "http",
  name: "CRM",
  url: "https://crm.example.com/enroll",
  lookup: [{ by: "externalId" }, { by: "identifier", type: "CC", country: "CO" }],
  writeBack: true,
};
const SQL = {
  kind: "postgres",
  name: "Core",
  connection: { binding: "HYPERDRIVE_CRM" },
  table: { schema: "public", name: "customers" },
  keyColumn: "id",
  lookup: [{ by: "email", column: "email" }],
  prefill: { givenNames: "first_name" },
};

let service: ReturnType<typeof aService>;
let deps: ConnectorTestDeps;
let caller: Caller;
let send: (method: string, path: string, body?: unknown, more?: Ask) => ReturnType<typeof ask>;

async function open(over: Parameters<typeof connectorDeps>[0] = {}) {
  service = aService({ "cust-1": { externalId: "crm-42", fields: { givenNames: "Ana" } } });
  deps = connectorDeps({ fetch: service.fetch, ...over });
  caller = await aFreshTenant(deps);
  const edge = { ...edgeDeps(), clock: deps.clock };
  const app = edgeApp(edge, [...connectorEndpoints(deps), ...userEndpoints({ ...deps, connectors: deps })]);
  const token = await aToken(edge, { tenantId: caller.tenantId });
  send = (method, path, body, more = {}) =>
    ask(app, `/v2/enroll${path}`, { method, token, ...(body === undefined ? {} : { body }), ...more });
}
beforeEach(() => open());

describe("connectors over HTTP", () => {
  test("are created, read, changed and removed, and show their secret once", async () => {
    const made = await send("POST", "/connectors", HTTP);
    expect([made.status, made.headers.get("etag")]).toEqual([201, '"1"']);
    expect(made.json.data).toMatchObject({ kind: "http", secret: expect.stringMatching(/^whsec_/) });
    const { id, secret } = made.json.data;
    const read = await send("GET", `/connectors/${id}`);
    expect(read.text).not.toContain(secret);
    expect(read.json.data.writeBacks).toEqual({ pending: 0, written: 0, absent: 0, dead: 0 });
    expect((await send("GET", "/connectors")).json.data.items).toHaveLength(1);

    const stale = await send("PUT", `/connectors/${id}`, HTTP, { headers: { "if-match": '"7"' } });
    expect([stale.status, stale.json.code]).toEqual([412, "PRECONDITION_FAILED"]);
    const changed = await send("PUT", `/connectors/${id}`, { ...HTTP, name: "CRM 2" });
    expect(changed.json.data).toMatchObject({ name: "CRM 2", version: 2 });
    expect(changed.json.data.secret).toBeUndefined();
    const rotated = await send("PUT", `/connectors/${id}`, { ...HTTP, rotateSecret: true });
    expect(rotated.json.data.secret).toMatch(/^whsec_/);
    expect(rotated.json.data.secret).not.toBe(secret);
    const other = await send("PUT", `/connectors/${id}`, { ...SQL });
    expect(other.json.details).toMatchObject([{ field: "kind", code: "INVALID_CHOICE" }]);

    expect((await send("DELETE", `/connectors/${id}`)).json.data).toMatchObject({ deleted: true });
    expect((await send("GET", `/connectors/${id}`)).status).toBe(404);
    const actions = (await auditOf(deps.database, caller.tenantId)).map(({ action }) => action);
    expect(actions).toEqual(["connector.create", "connector.update", "connector.update", "connector.delete"]);
  });

  test("keep connection strings and blinding keys sealed, and never show them", async () => {
    await open({ reach: { binding: () => null, connectionStrings: true } });
    const connectionString = "postgres://enroll:very-secret@db.example.com:5432/core";
    const blindingKey = btoa("secret-of-the-two-of-us-and-nobody");
    const made = await send("POST", "/connectors", { ...SQL, connection: { connectionString }, blindingKey });
    expect([made.status, made.json.details]).toEqual([201, undefined]);
    expect(made.json.data.settings).toMatchObject({ blinded: true, binding: null });
    const stored = await everythingStored(bindings.DB);
    for (const secret of ["very-secret", blindingKey]) {
      expect(made.text).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
  });

  test.each([
    ["a URL inside the network", { ...HTTP, url: "https://10.0.0.1/x" }, "url", "URL_IP_LITERAL"],
    [
      "a URL of metadata",
      { ...HTTP, url: "https://metadata.google.internal/x" },
      "url",
      "URL_HOST_NOT_ALLOWED",
    ],
    ["plain http", { ...HTTP, url: "http://crm.example.com/" }, "url", "URL_NOT_HTTPS"],
    [
      "SQL for a column",
      { ...SQL, keyColumn: 'id"; DROP TABLE users; --' },
      "keyColumn",
      "INVALID_IDENTIFIER",
    ],
    ["SQL for a table", { ...SQL, table: { name: "a b" } }, "table.name", "INVALID_IDENTIFIER"],
    ["no column to look by", { ...SQL, lookup: [] }, "lookup", "TOO_FEW"],
    ["an identifier of no country", { ...HTTP, lookup: [{ by: "identifier" }] }, "lookup.0.type", "REQUIRED"],
    ["a binding not opened", SQL, "connection.binding", "BINDING_NOT_ALLOWED"],
    [
      "a connection string where none is allowed",
      { ...SQL, connection: { connectionString: "postgres://a:b@db.example.com/x" } },
      "connection.connectionString",
      "NOT_AVAILABLE",
    ],
    ["a short blinding key", { ...HTTP, blindingKey: btoa("short") }, "blindingKey", "INVALID_BASE64"],
  ])("refuse %s and name it", async (_, body, field, code) => {
    const answer = await send("POST", "/connectors", body);
    expect(answer.status).toBe(422);
    expect(answer.json.details).toMatchObject([{ field, code, message: expect.stringMatching(/\S{3}/) }]);
  });

  test.each([
    ["postgres://u:p@127.0.0.1:5432/x", "URL_IP_LITERAL"],
    ["postgres://u:p@0x7f.1:5432/x", "URL_IP_LITERAL"],
    ["postgres://u:p@localhost/x", "URL_HOST_NOT_ALLOWED"],
    ["postgres://u:p@db.internal/x", "URL_HOST_NOT_ALLOWED"],
    ["postgres://u:p@db.example.com:22/x", "URL_PORT_NOT_ALLOWED"],
    ["postgres://u:p@db.example.com/x?host=10.0.0.1", "URL_HOST_NOT_ALLOWED"],
    ["postgres://u:p@a.example.com,10.0.0.1/x", "URL_HOST_NOT_ALLOWED"],
    ["mysql://u:p@db.example.com/x", "INVALID_FORMAT"],
    ["not a url", "INVALID_FORMAT"],
  ])("refuse the connection string %s", async (connectionString, code) => {
    await open({ reach: { binding: () => null, connectionStrings: true } });
    const answer = await send("POST", "/connectors", { ...SQL, connection: { connectionString } });
    expect(answer.json.details).toMatchObject([{ field: "connection.connectionString", code }]);
  });

  test("are at most five a tenant", async () => {
    for (let n = 0; n < 5; n++) expect((await send("POST", "/connectors", HTTP)).status).toBe(201);
    expect((await send("POST", "/connectors", HTTP)).json.details).toMatchObject([{ code: "TOO_MANY" }]);
  });

  test("say in the caller's language what is wrong with a source", async () => {
    const { id, secret } = (await send("POST", "/connectors", HTTP)).json.data;
    service.secret = secret;
    expect((await send("POST", `/connectors/${id}/test`)).json.data).toMatchObject({
      ok: true,
      steps: [{ step: "connect", outcome: "pass", code: null, message: null }],
    });
    service.fail = () => new Response("", { status: 418 });
    const es = await send("POST", `/connectors/${id}/test`);
    expect(es.json.data).toMatchObject({
      ok: false,
      steps: [{ code: "HTTP_ERROR", message: "El servicio respondió con el estado HTTP 418." }],
    });
    const en = await send("POST", `/connectors/${id}/test`, undefined, {
      headers: { "accept-language": "en" },
    });
    expect(en.json.data.steps[0].message).toBe("The service answered with HTTP status 418.");
    deps.resolve = async () => [];
    expect((await send("POST", `/connectors/${id}/test`)).json.data.steps[0].code).toBe("DNS_FAILED");
    deps.resolve = async () => ["10.0.0.8"];
    expect((await send("POST", `/connectors/${id}/test`)).json.data.steps[0].code).toBe(
      "ADDRESS_NOT_ALLOWED",
    );
  });

  test("are asked when a user is created, and 503 names the one that did not answer", async () => {
    const { id, secret } = (await send("POST", "/connectors", HTTP)).json.data;
    service.secret = secret;
    const user = await send("POST", "/users/create", { externalId: "crm-42" });
    expect(user.json.data.existingUser).toMatchObject({ checked: true, matched: true });
    service.fail = () => new Response("<html>", { status: 200 });
    const down = await send("POST", "/users/create", { externalId: "crm-43" });
    expect([down.status, down.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(down.json.details).toMatchObject([
      { field: `connectors.${id}`, code: "BAD_ANSWER", message: expect.stringContaining("La fuente") },
    ]);
  });
});
