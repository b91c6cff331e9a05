import { beforeEach, describe, expect, test } from "vitest";
import { planAdvance } from "../../../src/features/users/advance.ts";
import { cancelUser } from "../../../src/features/users/cancel.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { readStatus } from "../../../src/features/users/read.ts";
import { reopenUser } from "../../../src/features/users/reopen.ts";
import { reopenBody } from "../../../src/features/users/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../src/records/commit.ts";
import { aCaller, aTenant, bindings, type TestDeps, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf, everythingStored } from "../../support/traces.ts";
import { aCheck, allChecks, aUser } from "../../support/users.ts";

let deps: TestDeps;
let caller: Caller;
let id: string;

const advance = (...checks: CheckResult[]) =>
  commitWithRetry(deps, caller, async () => {
    const { statements, events, status } = await planAdvance(deps, caller, id, checks);
    return { result: status, change: { statements, events, audit: [], answer: { status: 200, data: {} } } };
  });
const reopen = (body: unknown = {}) => reopenUser(deps, caller, { ...reopenBody.parse(body), userId: id });

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps), { subject: "maria" });
  id = await aUser(deps, caller);
  deps.clock.advance(60_000);
});

const spoilt = () => aCheck("document", { outcome: "fail", reasons: ["DOCUMENT_EXPIRED"] });

describe("a new attempt", () => {
  test("begins after the tries were spent, asks for everything anew, and can end in an approval", async () => {
    for (let tries = 0; tries < 3; tries++) {
      await advance(spoilt());
      deps.clock.advance(60_000);
    }
    expect((await readStatus(deps, caller, id)).status).toBe("rejected");

    const reopened = await reopen({ note: "Renewed her passport." });
    expect(reopened).toMatchObject({
      status: "created",
      requirements: { due: ["document", "liveness", "face_match", "watchlist"], completed: [] },
      attempts: { document: { used: 0, max: 3 } },
    });
    deps.clock.advance(60_000);
    await advance(spoilt());
    expect(await readStatus(deps, caller, id)).toMatchObject({
      status: "requires_input",
      attempts: { document: { used: 1, max: 3 } },
    });
    deps.clock.advance(60_000);
    expect(await advance(...allChecks())).toBe("approved");
  });

  test("does not wash away what a source found", async () => {
    await advance(aCheck("watchlist", { outcome: "fail", reasons: ["WATCHLIST_MATCH"] }));
    expect((await readStatus(deps, caller, id)).status).toBe("rejected");
    await reopen();
    deps.clock.advance(60_000);
    expect(await advance(aCheck("document"))).toBe("rejected");
  });

  test("takes nothing over of what the person brought before, not even in the same instant", async () => {
    const [document, liveness, match] = allChecks();
    await advance(document as CheckResult, liveness as CheckResult, match as CheckResult);
    await cancelUser(deps, caller, id);
    await reopen();
    deps.clock.advance(60_000);
    expect(await advance(aCheck("watchlist"))).toBe("in_progress");
  });

  test("has the time of an enrolment again, and tells who began it, without the note", async () => {
    await cancelUser(deps, caller, id);
    deps.clock.advance(40 * 86_400_000);
    const { expiresAt } = await reopen({ note: "Gewaltig-unique-words" });
    expect(Date.parse(expiresAt)).toBe(deps.clock() + 30 * 86_400_000);
    expect((await eventsOf(deps.database, id)).at(-1)).toMatchObject({
      type: "user.updated",
      data: { object: { status: "created" }, previous: { status: "canceled" } },
    });
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toEqual({
      action: "user.reopen",
      targetId: id,
      actor: "maria",
      details: { from: "canceled" },
    });
    expect(await everythingStored(bindings.DB)).not.toContain("Gewaltig-unique-words");
  });

  test.each(["created", "approved"])("is refused while the enrolment is %s", async (status) => {
    if (status === "approved") await advance(...allChecks());
    await expect(reopen()).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });

  test("is refused for another tenant's user, and for who may not write", async () => {
    await cancelUser(deps, caller, id);
    const stranger = aCaller(await aTenant(deps));
    await expect(reopenUser(deps, stranger, { userId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(() => reopenUser(deps, { ...caller, scopes: [] }, { userId: id })).toThrow("FORBIDDEN");
  });
});
