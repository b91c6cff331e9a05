import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { userData } from "../../../src/features/users/answers.ts";
import { createUser } from "../../../src/features/users/create.ts";
import { readUser } from "../../../src/features/users/read.ts";
import { createUserBody } from "../../../src/features/users/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { users } from "../../../src/storage/tables/users.ts";
import { aCaller, aTenant, bindings, type TestDeps, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf, everythingStored } from "../../support/traces.ts";

let deps: TestDeps;
let caller: Caller;

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps));
});

const create = (body: unknown, by = caller) => createUser(deps, by, createUserBody.parse(body));
const CC = { type: "CC", country: "CO", number: "1020304050" };

describe("creating a user", () => {
  test("answers, writes its trace and tells of it, all at once", async () => {
    const data = await create({ externalId: "crm-42", identifiers: [CC] });
    expect(userData.parse(data)).toEqual(data);
    expect(data).toMatchObject({
      object: "user",
      status: "created",
      externalId: "crm-42",
      requirements: { due: ["document", "liveness", "face_match", "watchlist"], completed: [] },
      attempts: { document: { used: 0, max: 3 } },
      existingUser: { checked: true, matched: false },
      version: 1,
      createdAt: "2026-06-15T12:00:00.000Z",
      expiresAt: "2026-07-15T12:00:00.000Z",
    });
    expect(await auditOf(deps.database, caller.tenantId)).toEqual([
      {
        action: "user.create",
        targetId: data.id,
        actor: "cli_test",
        details: { policyId: "pol_default", policyVersion: 1, matched: false },
      },
    ]);
    expect(await eventsOf(deps.database, data.id)).toEqual([
      {
        type: "user.created",
        sequence: 1,
        data: { object: { id: data.id, externalId: "crm-42", status: "created", reasons: [] } },
      },
    ]);
    expect(deps.hints()).toBe(1);
  });

  test("does not claim to have looked for somebody when there is nothing to look for", async () => {
    expect((await create({})).existingUser).toEqual({ checked: false, matched: false });
  });

  test("refuses a number that cannot exist, and leaves no trace of it", async () => {
    const wrong = { type: "CURP", country: "MX", number: "BOXW310820HNERXN08" };
    await expect(create({ externalId: "crm-43", identifiers: [CC, wrong] })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "identifiers.1.number", code: "NUMBER_FORMAT_INVALID" }],
    });
    expect(await auditOf(deps.database, caller.tenantId)).toEqual([]);
    expect((await create({ externalId: "crm-43", identifiers: [CC] })).existingUser?.matched).toBe(false);
  });

  test("refuses an external id that is taken and names the user who has it", async () => {
    const first = await create({ externalId: "crm-1" });
    await expect(create({ externalId: "crm-1" })).rejects.toMatchObject({
      code: "USER_EXISTS",
      details: [{ field: "externalId", code: "DUPLICATE", message: first.id }],
    });
    expect(await auditOf(deps.database, caller.tenantId)).toHaveLength(1);
  });

  test("creates one user when the same external id comes ten times in one instant", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => create({ externalId: "crm-2" })),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "USER_EXISTS" });
    }
    expect(await auditOf(deps.database, caller.tenantId)).toHaveLength(1);
  });

  test("tells of another user with the same number, however it is written", async () => {
    const first = await create({ identifiers: [CC] });
    const second = await create({ identifiers: [{ ...CC, number: "1.020.304-050" }] });
    expect(second.existingUser).toEqual({ checked: true, matched: true, userId: first.id });
    const other = await create({ identifiers: [{ ...CC, country: "VE" }] });
    expect(other.existingUser).toEqual({ checked: true, matched: false });
  });

  test("knows nothing of another tenant's users", async () => {
    await create({ externalId: "crm-1", identifiers: [CC] });
    const stranger = aCaller(await aTenant(deps));
    const data = await create({ externalId: "crm-1", identifiers: [CC] }, stranger);
    expect(data.existingUser).toEqual({ checked: true, matched: false });
  });

  test.each([
    [{ person: { dateOfBirth: "2026-07-01" } }, "person.dateOfBirth", "DATE_IN_FUTURE"],
    [{ person: { dateOfBirth: "1890-01-01" } }, "person.dateOfBirth", "INVALID_DATE"],
    [
      { consents: [{ scope: "biometric", version: "1", acceptedAt: "2026-06-15T12:06:00Z" }] },
      "consents.0.acceptedAt",
      "DATE_IN_FUTURE",
    ],
    [{ policyId: "pol_other" }, "policyId", "INVALID_CHOICE"],
  ])("refuses %j and writes nothing", async (body, field, code) => {
    await expect(create(body)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field, code }],
    });
    const rows = await deps.database.select().from(users).where(eq(users.tenantId, caller.tenantId));
    expect(rows).toEqual([]);
  });

  test("needs its scope", async () => {
    const reader = aCaller(caller.tenantId, { scopes: ["users:read"] });
    await expect(create({}, reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

const PERSON = {
  person: {
    givenNames: "Zoraida Quetzalina",
    familyName: "Xochihuanquetl",
    dateOfBirth: "1987-11-23",
    sex: "X",
    nationality: "CO",
  },
  identifiers: [
    { type: "CC", country: "CO", number: "77123999881" },
    { type: "PASSPORT", country: "CO", number: "QX9988776" },
  ],
  email: "zoraida.q@unique-mail.example",
  phone: "+573119988776",
  address: { line1: "Carrera 99 #88-77", city: "Villa Pehuén", postalCode: "998877", country: "CO" },
  locale: "es-CO",
  consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-06-01T08:00:00.000Z" }],
  metadata: { nickname: "zorrilla-de-prueba" },
};

describe("a person's data", () => {
  test("comes back as it was given", async () => {
    const { id } = await create(PERSON);
    expect(await readUser(deps, caller, id)).toMatchObject({ ...PERSON, id, policyId: "pol_default" });
  });

  test("stands nowhere in the database in the clear", async () => {
    await create(PERSON);
    const dump = await everythingStored(bindings.DB);
    expect(dump).toContain(caller.tenantId);
    for (const secret of [
      "Zoraida",
      "Quetzalina",
      "Xochihuanquetl",
      "1987-11-23",
      "77123999881",
      "QX9988776",
      "unique-mail",
      "573119988776",
      "Carrera 99",
      "998877",
      "Villa Pehu",
      "zorrilla",
      // Nor under base64, at either of its three alignments.
      ...["Xochihuanquetl", "77123999881"].flatMap((text) =>
        [0, 1, 2].map((pad) => btoa(" ".repeat(pad) + text).slice(4, -4)),
      ),
    ]) {
      expect(dump.includes(secret), secret).toBe(false);
    }
  });

  test("is out of reach once the subject's key is gone", async () => {
    const { id } = await create(PERSON);
    await bindings.DB.prepare("DELETE FROM subject_keys WHERE subject_id = ?").bind(id).run();
    await expect(readUser(deps, caller, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
