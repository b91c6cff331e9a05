import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { planAdvance } from "../../../src/features/users/advance.ts";
import { userStatusData } from "../../../src/features/users/answers.ts";
import { cancelUser } from "../../../src/features/users/cancel.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { loadPerson } from "../../../src/features/users/load-person.ts";
import { readStatus, readUser } from "../../../src/features/users/read.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../src/records/commit.ts";
import { userChecks } from "../../../src/storage/tables/users.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { aCheck, allChecks, aUser } from "../../support/users.ts";

let deps: TestDeps;
let caller: Caller;

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps));
});

const advance = (userId: string, checks: CheckResult[], by = caller) =>
  commitWithRetry(deps, by, async () => {
    const { statements, events, status } = await planAdvance(deps, by, userId, checks);
    return {
      result: status,
      change: {
        statements,
        events,
        audit: [{ action: "test.check", targetType: "user", targetId: userId }],
        answer: { status: 200, data: {} },
      },
    };
  });

const typesOf = async (userId: string) => (await eventsOf(deps.database, userId)).map(({ type }) => type);

describe("checks as they finish", () => {
  test("bring a user to an approval that shows its figures", async () => {
    const id = await aUser(deps, caller, { externalId: "crm-42" });
    const statuses: string[] = [];
    for (const check of allChecks()) {
      deps.clock.advance(1000);
      statuses.push(await advance(id, [check]));
    }
    expect(statuses).toEqual(["in_progress", "in_progress", "in_progress", "approved"]);
    expect(await eventsOf(deps.database, id)).toEqual([
      { type: "user.created", sequence: 1, data: expect.anything() },
      {
        type: "user.processing",
        sequence: 2,
        data: {
          object: { id, externalId: "crm-42", status: "processing", reasons: [] },
          previous: { status: "in_progress" },
        },
      },
      {
        type: "user.approved",
        sequence: 3,
        data: {
          object: { id, externalId: "crm-42", status: "approved", reasons: [] },
          previous: { status: "processing" },
        },
      },
    ]);
    const status = await readStatus(deps, caller, id);
    expect(userStatusData.parse(status)).toEqual(status);
    expect(status).toMatchObject({
      userId: id,
      status: "approved",
      final: true,
      version: 5,
      requirements: { due: [] },
      checks: [
        { type: "document", outcome: "pass" },
        { type: "liveness" },
        { type: "face_match" },
        { type: "watchlist" },
      ],
      decision: {
        outcome: "approve",
        policy: { id: "pol_default", version: 1 },
        decidedBy: "auto",
        decidedAt: "2026-06-15T12:00:04.000Z",
      },
      assurance: { notPerformed: ["liveness_face_binding"] },
    });
    expect(await auditOf(deps.database, caller.tenantId)).toHaveLength(5);
  });

  test("open a review, and tell the person why in the caller's language", async () => {
    const id = await aUser(deps, caller);
    const [, ...rest] = allChecks();
    await advance(id, [...rest, aCheck("document", { outcome: "review", reasons: ["NAME_MISMATCH"] })]);
    expect(await typesOf(id)).toEqual(["user.created", "user.processing", "user.in_review", "review.opened"]);
    const messageTo = async (locale: "es" | "en") => {
      const status = await readStatus(deps, { ...caller, locale }, id);
      expect(status.decision?.reasons).toMatchObject([{ code: "NAME_MISMATCH", retryable: true }]);
      return status.decision?.reasons[0]?.userMessage;
    };
    expect(await messageTo("es")).not.toBe(await messageTo("en"));
  });

  test("say nothing twice: a second failure of the same kind changes no status", async () => {
    const id = await aUser(deps, caller);
    const blurred = () => aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] });
    expect(await advance(id, [blurred()])).toBe("requires_input");
    expect(await advance(id, [blurred()])).toBe("requires_input");
    expect(await typesOf(id)).toEqual(["user.created", "user.processing", "user.requires_input"]);
    expect(await advance(id, [blurred()])).toBe("rejected");
    await expect(advance(id, [aCheck("document")])).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });

  test("replace an earlier result of the same check without using up an attempt", async () => {
    const id = await aUser(deps, caller);
    const document = aCheck("document", { outcome: "fail", reasons: ["IMAGE_GLARE"] });
    await advance(id, [document]);
    await advance(id, [{ ...document, outcome: "pass", reasons: [] }]);
    const status = await readStatus(deps, caller, id);
    expect(status.checks).toMatchObject([{ id: document.checkId, outcome: "pass", reasons: [] }]);
    expect(status.attempts.document).toEqual({ used: 1, max: 3 });
  });

  test("are all kept when twenty finish in one instant, and the version counts them", async () => {
    const id = await aUser(deps, caller);
    const checks = Array.from({ length: 20 }, () => aCheck("face_enrolment"));
    await Promise.all(checks.map((check) => advance(id, [check])));
    const rows = await deps.database
      .select()
      .from(userChecks)
      .where(and(eq(userChecks.tenantId, caller.tenantId), eq(userChecks.userId, id)));
    expect(rows.map(({ checkId }) => checkId).sort()).toEqual(checks.map(({ checkId }) => checkId).sort());
    expect((await readUser(deps, caller, id)).version).toBe(21);
    expect(await auditOf(deps.database, caller.tenantId)).toHaveLength(21);
  });

  test("see each other: of four that finish in one instant, the last one approves, once", async () => {
    const id = await aUser(deps, caller);
    const statuses = await Promise.all(allChecks().map((check) => advance(id, [check])));
    expect(statuses.sort()).toEqual(["approved", "in_progress", "in_progress", "in_progress"]);
    expect((await typesOf(id)).filter((type) => type === "user.approved")).toHaveLength(1);
  });

  test("do not pass over another user with the same number", async () => {
    const CC = { type: "CC", country: "CO", number: "1020304050" };
    const first = await aUser(deps, caller, { identifiers: [CC] });
    deps.clock.advance(1);
    const second = await aUser(deps, caller, { identifiers: [CC] });
    expect(await advance(first, allChecks())).toBe("approved");
    expect(await advance(second, allChecks())).toBe("in_review");
    expect((await readStatus(deps, caller, second)).decision?.reasons).toMatchObject([
      { code: "DUPLICATE_DOCUMENT", checkId: null },
    ]);
  });

  test("pass over one who was canceled", async () => {
    const CC = { type: "CC", country: "CO", number: "1020304050" };
    await cancelUser(deps, caller, await aUser(deps, caller, { identifiers: [CC] }));
    deps.clock.advance(1);
    const second = await aUser(deps, caller, { identifiers: [CC] });
    expect(await advance(second, allChecks())).toBe("approved");
  });
});

describe("after an approval", () => {
  let id: string;
  beforeEach(async () => {
    id = await aUser(deps, caller);
    await advance(id, allChecks());
    // Long enough that the screening of the approval has grown stale.
    deps.clock.advance(40 * 24 * 3_600_000);
  });

  test("a clear screening leaves it and its decision as they are", async () => {
    const before = await readStatus(deps, caller, id);
    expect(await advance(id, [aCheck("watchlist")])).toBe("approved");
    expect((await readStatus(deps, caller, id)).decision).toEqual(before.decision);
  });

  test("a hit opens a review", async () => {
    const hit = aCheck("watchlist", { outcome: "fail", reasons: ["WATCHLIST_MATCH"] });
    expect(await advance(id, [hit])).toBe("in_review");
    const { decision } = await readStatus(deps, caller, id);
    expect(decision).toMatchObject({ outcome: "review", reasons: [{ code: "WATCHLIST_MATCH" }] });
    expect((await eventsOf(deps.database, id)).slice(-2)).toMatchObject([
      { type: "user.in_review", data: { previous: { status: "approved" } } },
      { type: "review.opened" },
    ]);
  });

  test("a stranger before the camera changes nothing", async () => {
    const stranger = aCheck("face_match", {
      outcome: "fail",
      reasons: ["FACE_MISMATCH"],
      observations: { similarity: 0.05 },
    });
    expect(await advance(id, [stranger])).toBe("approved");
  });
});

describe("a user who is not there", () => {
  test("is unknown in the same words as another tenant's", async () => {
    const id = await aUser(deps, caller);
    const stranger = aCaller(await aTenant(deps));
    const unknown = `usr_${"x".repeat(24)}`;
    for (const ask of [
      () => advance(id, [aCheck("document")], stranger),
      () => advance(unknown, [aCheck("document")]),
      () => loadPerson(deps, stranger, id),
      () => loadPerson(deps, caller, unknown),
      () => readStatus(deps, stranger, id),
      () => readStatus(deps, caller, unknown),
      () => readUser(deps, stranger, id),
      () => cancelUser(deps, stranger, id),
    ]) {
      await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND", details: [] });
    }
    expect((await readStatus(deps, caller, id)).checks).toEqual([]);
  });

  test("takes no more checks once the time is over", async () => {
    const id = await aUser(deps, caller);
    deps.clock.advance(30 * 24 * 3_600_000);
    await expect(advance(id, [aCheck("document")])).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });
});

test("a canceled enrolment tells of it once and is over", async () => {
  const id = await aUser(deps, caller);
  expect(await cancelUser(deps, caller, id)).toMatchObject({ status: "canceled", version: 2 });
  expect(await typesOf(id)).toEqual(["user.created", "user.canceled"]);
  expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toMatchObject({
    action: "user.cancel",
    details: { from: "created" },
  });
  await expect(cancelUser(deps, caller, id)).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  await expect(advance(id, [aCheck("document")])).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
});

test("a loaded person is the person that was created", async () => {
  const id = await aUser(deps, caller, {
    externalId: "crm-7",
    identifiers: [{ type: "CC", country: "CO", number: "1.020" }],
  });
  expect(await loadPerson(deps, caller, id)).toMatchObject({
    id,
    externalId: "crm-7",
    status: "created",
    person: { givenNames: "Ana", familyName: "Ruiz", dateOfBirth: "1990-01-15", nationality: "CO" },
    identifiers: [{ type: "CC", country: "CO", number: "1020" }],
    email: null,
    phone: null,
    address: null,
    consents: [{ scope: "biometric", version: "2026-01", acceptedAt: "2026-01-15T12:00:00.000Z" }],
    policy: { id: "pol_default", version: 1 },
  });
});
