import { beforeEach, describe, expect, test } from "vitest";
import { planAdvance } from "../../../src/features/users/advance.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { readStatus, readUser } from "../../../src/features/users/read.ts";
import { updateUserBody } from "../../../src/features/users/schemas.ts";
import { editUser } from "../../../src/features/users/update.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../src/records/commit.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { allChecks, aUser } from "../../support/users.ts";

let deps: TestDeps;
let caller: Caller;

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps));
});

const edit = (userId: string, body: unknown, ifMatch: string | null = null) =>
  editUser(deps, caller, { ...updateUserBody.parse(body), userId, ifMatch });

const advance = (userId: string, checks: CheckResult[]) =>
  commitWithRetry(deps, caller, async () => {
    const { statements, events, status } = await planAdvance(deps, caller, userId, checks);
    return { result: status, change: { statements, events, audit: [], answer: { status: 200, data: {} } } };
  });

describe("changing a person's data", () => {
  test("keeps what is left out, clears what is null, and adds to consents and metadata", async () => {
    const id = await aUser(deps, caller, {
      email: "ana@example.com",
      phone: "+573001234567",
      metadata: { plan: "gold", source: "web" },
      identifiers: [{ type: "CC", country: "CO", number: "1" }],
    });
    const data = await edit(id, {
      person: { sex: "F", nationality: null },
      phone: null,
      metadata: { plan: null, city: "Bogotá" },
      consents: [{ scope: "terms", version: "3", acceptedAt: "2026-06-15T12:00:00Z" }],
    });
    expect(data).toMatchObject({ version: 2, status: "created" });
    expect(await readUser(deps, caller, id)).toMatchObject({
      person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15", sex: "F" },
      email: "ana@example.com",
      phone: null,
      metadata: { source: "web", city: "Bogotá" },
      identifiers: [{ type: "CC", country: "CO", number: "1" }],
      consents: [{ scope: "biometric" }, { scope: "terms" }],
    });
    expect((await readUser(deps, caller, id)).person).not.toHaveProperty("nationality");
  });

  test("leaves its trace, naming fields and never values", async () => {
    const id = await aUser(deps, caller);
    await edit(id, { email: "ana@example.com", person: { familyName: "Rojas" } });
    const [, updated] = await auditOf(deps.database, caller.tenantId);
    expect(updated).toEqual({
      action: "user.update",
      targetId: id,
      actor: "cli_test",
      details: { fields: "person,email", identityChanged: true },
    });
    expect((await eventsOf(deps.database, id)).at(-1)).toEqual({
      type: "user.updated",
      sequence: 2,
      data: { object: { id, externalId: null, status: "created", fields: ["person", "email"] } },
    });
  });

  test("holds to the version that was read, if one is named", async () => {
    const id = await aUser(deps, caller);
    expect((await edit(id, { email: "a@example.com" }, "1")).version).toBe(2);
    await expect(edit(id, { email: "b@example.com" }, "1")).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
    expect((await edit(id, { email: "c@example.com" }, "*")).version).toBe(3);
    expect((await readUser(deps, caller, id)).email).toBe("c@example.com");
  });

  test("lets one of two writers through who read the same version", async () => {
    const id = await aUser(deps, caller);
    const answers = await Promise.allSettled(
      ["a", "b", "c", "d"].map((name) => edit(id, { email: `${name}@example.com` }, "1")),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await readUser(deps, caller, id)).version).toBe(2);
  });

  test("loses neither of two changes made at once to different fields", async () => {
    const id = await aUser(deps, caller);
    await Promise.all([edit(id, { email: "a@example.com" }), edit(id, { phone: "+573001234567" })]);
    expect(await readUser(deps, caller, id)).toMatchObject({
      email: "a@example.com",
      phone: "+573001234567",
      version: 3,
    });
  });

  test("refuses an external id that another has", async () => {
    const first = await aUser(deps, caller, { externalId: "crm-1" });
    const second = await aUser(deps, caller, { externalId: "crm-2" });
    await expect(edit(second, { externalId: "crm-1" })).rejects.toMatchObject({
      code: "USER_EXISTS",
      details: [{ message: first }],
    });
    expect((await edit(second, { externalId: "crm-2" })).externalId).toBe("crm-2");
  });

  test("is refused once the enrolment is over", async () => {
    const id = await aUser(deps, caller);
    const [document] = allChecks();
    await advance(id, [{ ...(document as CheckResult), outcome: "fail", reasons: ["DOCUMENT_TAMPERED"] }]);
    await expect(edit(id, { email: "a@example.com" })).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });

  test("answers an unknown user and another tenant's alike", async () => {
    const id = await aUser(deps, caller);
    const stranger = aCaller(await aTenant(deps));
    const asStranger = editUser(deps, stranger, { userId: id, ifMatch: null, email: "x@example.com" });
    await expect(asStranger).rejects.toMatchObject({ code: "NOT_FOUND", details: [] });
    await expect(edit(`usr_${"x".repeat(24)}`, {})).rejects.toMatchObject({ code: "NOT_FOUND", details: [] });
    expect((await readUser(deps, caller, id)).email).toBeNull();
  });
});

describe("an approval", () => {
  test("never covers a name that came after it", async () => {
    const id = await aUser(deps, caller);
    expect(await advance(id, allChecks())).toBe("approved");
    deps.clock.advance(60_000);
    expect(await edit(id, { email: "new@example.com" })).toMatchObject({ status: "approved" });
    expect(await edit(id, { person: { familyName: "Otra" } })).toMatchObject({
      status: "in_review",
      requirements: { due: ["document", "watchlist"] },
    });
    const events = await eventsOf(deps.database, id);
    expect(events.slice(-3).map(({ type }) => type)).toEqual([
      "user.updated",
      "user.in_review",
      "review.opened",
    ]);
  });

  test("stays when the same data is sent again in another order", async () => {
    const id = await aUser(deps, caller);
    await advance(id, allChecks());
    deps.clock.advance(60_000);
    const same = { nationality: "CO", dateOfBirth: "1990-01-15", familyName: "Ruiz", givenNames: "Ana" };
    expect(await edit(id, { person: same })).toMatchObject({ status: "approved", version: 3 });
  });
});

test("a consent that comes later completes what waited for it", async () => {
  const id = await aUser(deps, caller, { consents: [] });
  expect(await advance(id, allChecks())).toBe("requires_input");
  const consents = [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-06-15T12:00:00Z" }];
  expect(await edit(id, { consents })).toMatchObject({ status: "approved" });
  expect(await readStatus(deps, caller, id)).toMatchObject({ decision: { outcome: "approve", reasons: [] } });
});
