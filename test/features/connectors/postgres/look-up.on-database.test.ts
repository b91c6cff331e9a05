import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testConnector } from "../../../../src/features/connectors/test-connector.ts";
import { readUser } from "../../../../src/features/users/read.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { aFreshTenant, type ConnectorTestDeps, create } from "../support.ts";
import { aPostgresConnector, asOwner, CONFIG, makePeople, postgresDeps } from "./people.ts";

let deps: ConnectorTestDeps;
let caller: Caller;

beforeAll(() => makePeople());
beforeEach(async () => {
  deps = postgresDeps();
  caller = await aFreshTenant(deps);
});

const CC = (number: string) => ({ type: "CC", country: "CO", number });

describe("a look-up in a real PostgreSQL", () => {
  test("is PostgreSQL 18, so that nothing here is a stand-in's", async () => {
    const [row] = await asOwner<{ version: string }>("SELECT version()");
    expect(row?.version).toMatch(/^PostgreSQL 18/);
  });

  test("finds by external id, number and mail address, and fills in what is missing", async () => {
    await aPostgresConnector(deps, caller);
    const user = await create(deps, caller, { externalId: "crm-42" });
    expect(user.existingUser).toMatchObject({
      checked: true,
      matched: true,
      sources: [{ matchedBy: "externalId", prefilled: ["person.givenNames", "person.dateOfBirth"] }],
    });
    expect((await readUser(deps, caller, user.id)).person).toEqual({
      givenNames: "Ana María",
      dateOfBirth: "1990-01-15",
    });
    const byNumber = await create(deps, caller, { identifiers: [CC("1020304050")] });
    expect(byNumber.existingUser?.sources).toMatchObject([{ matchedBy: "identifier" }]);
    const byMail = await create(deps, caller, { email: "ana@EXAMPLE.com" });
    expect(byMail.existingUser?.sources).toMatchObject([{ matchedBy: "email" }]);
  });

  test("rejects whom the table blocks", async () => {
    await aPostgresConnector(deps, caller);
    expect((await create(deps, caller, { externalId: "crm-43" })).status).toBe("rejected");
  });

  test("knows nobody whose values are made of SQL", async () => {
    await aPostgresConnector(deps, caller);
    for (const externalId of ["' OR '1'='1", "crm-42'; DROP TABLE customers; --", "$1", '"']) {
      const { existingUser } = await create(deps, caller, { externalId });
      expect(existingUser).toMatchObject({ checked: true, matched: false });
    }
    expect(await asOwner("SELECT 1 FROM customers")).toHaveLength(4);
  });

  test("by a numeric column takes a text that is no number for nobody", async () => {
    await aPostgresConnector(deps, caller, { lookup: [{ by: "externalId", column: "customer_id" }] });
    expect((await create(deps, caller, { externalId: "crm-42" })).existingUser).toMatchObject({
      checked: true,
      matched: false,
    });
    expect((await create(deps, caller, { externalId: "1" })).existingUser).toMatchObject({ matched: true });
  });

  test("by a column that two people share says so instead of choosing one", async () => {
    await aPostgresConnector(deps, caller, { onUnavailable: "open" });
    const { existingUser } = await create(deps, caller, { identifiers: [CC("777")] });
    expect(existingUser).toMatchObject({ checked: false, matched: false, reason: "NOT_UNIQUE" });
  });
});

describe.each([
  ["is down", { connection: { binding: "PG_DOWN" } }, "CONNECTION_REFUSED"],
  ["takes the connection and says nothing", { connection: { binding: "PG_SILENT" } }, "TIMEOUT"],
  ["is slow", { connection: { binding: "PG_SLOW" } }, "TIMEOUT"],
  ["is no database", { connection: { binding: "PG_NONSENSE" } }, "BAD_ANSWER"],
  ["has another password", { connection: { binding: "PG_WRONG_PASSWORD" } }, "AUTH_FAILED"],
  ["does not know the user", { connection: { binding: "PG_WRONG_USER" } }, "AUTH_FAILED"],
  ["does not have the database", { connection: { binding: "PG_WRONG_DATABASE" } }, "DATABASE_NOT_FOUND"],
  ["lacks the table", { table: { name: "clients" } }, "TABLE_NOT_FOUND"],
  ["lacks a column", { prefill: { phone: "mobile" } }, "COLUMN_NOT_FOUND"],
  ["keeps a column from us", { prefill: { phone: "salary" } }, "PERMISSION_DENIED"],
  ["says of blocking what is neither yes nor no", { blockColumn: "first_name" }, "BAD_ANSWER"],
])("a database that %s", (_, over, code) => {
  test("is named, and create answers in time by its policy", async () => {
    await aPostgresConnector(deps, caller, { ...over, onUnavailable: "open", timeoutMs: 900 });
    const { existingUser } = await create(deps, caller, { externalId: "crm-42" });
    expect(existingUser).toMatchObject({ checked: false, matched: false, reason: code });
  });
});

describe("the test of a connector", () => {
  const steps = async (over: Record<string, unknown>) => {
    const { id } = await aPostgresConnector(deps, caller, { timeoutMs: 900, ...over });
    const { ok, steps: found } = await testConnector(deps, { ...caller, locale: "en" }, id);
    return {
      ok,
      found: found.map(({ step, outcome, code, subject }) => [step, outcome, code, subject]),
      all: found,
    };
  };

  test("passes with the GRANTs of the documentation, and changes nothing", async () => {
    const before = await asOwner("SELECT * FROM customers ORDER BY 1");
    expect(await steps({})).toMatchObject({
      ok: true,
      found: [
        ["address", "pass", null, null],
        ["connect", "pass", null, null],
        ["read", "pass", null, null],
        ["write", "pass", null, null],
        ["privileges", "pass", null, null],
      ],
    });
    expect(await asOwner("SELECT * FROM customers ORDER BY 1")).toEqual(before);
  });

  test.each([
    ["connect", { connection: { binding: "PG_DOWN" } }, "CONNECTION_REFUSED", null],
    ["connect", { connection: { binding: "PG_SILENT" } }, "TIMEOUT", null],
    ["connect", { connection: { binding: "PG_NONSENSE" } }, "BAD_ANSWER", null],
    ["connect", { connection: { binding: "PG_WRONG_PASSWORD" } }, "AUTH_FAILED", null],
    ["connect", { connection: { binding: "PG_WRONG_DATABASE" } }, "DATABASE_NOT_FOUND", null],
    ["read", { table: { name: "clients" } }, "TABLE_NOT_FOUND", null],
    ["read", { prefill: { phone: "mobile" } }, "COLUMN_NOT_FOUND", "mobile"],
    ["read", { prefill: { phone: "salary" } }, "PERMISSION_DENIED", "salary"],
    ["write", { connection: { binding: "PG_READER" } }, "PERMISSION_DENIED", null],
    [
      "write",
      { writeBack: { statusColumn: "kyc_at", sequenceColumn: "kyc_sequence" } },
      "VALUE_NOT_ACCEPTED",
      null,
    ],
  ])("fails at %s and says what is wrong: %j", async (step, over, code, subject) => {
    const { ok, found, all } = await steps(over);
    expect(ok).toBe(false);
    expect(found).toContainEqual([step, "fail", code, subject]);
    const at = found.findIndex(([name]) => name === step);
    expect(found.slice(at + 1).every(([, outcome]) => outcome === "not_performed")).toBe(true);
    expect(all[at]?.message).toMatch(/^[A-Z].*\.$/s);
    if (subject) expect(all[at]?.message).toContain(subject);
  });

  test("warns of a database user who may do more than is needed", async () => {
    const { ok, found } = await steps({ connection: { binding: "PG_ADMIN" } });
    expect(ok).toBe(true);
    expect(found).toContainEqual(["privileges", "warning", "EXCESS_PRIVILEGE", "SUPERUSER"]);
  });

  test("refuses a binding that the operator did not open", async () => {
    await expect(aPostgresConnector(deps, caller, { connection: { binding: "DB" } })).rejects.toMatchObject({
      details: [{ field: "connection.binding", code: "BINDING_NOT_ALLOWED" }],
    });
    expect(CONFIG.connection.binding).toBe("PG_APP");
  });
});
