import { beforeEach, describe, expect, test } from "vitest";
import { planAdvance } from "../../../src/features/users/advance.ts";
import { userStatusData } from "../../../src/features/users/answers.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { readStatus } from "../../../src/features/users/read.ts";
import { reviewUser } from "../../../src/features/users/review.ts";
import { reviewBody } from "../../../src/features/users/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../src/records/commit.ts";
import { aCaller, aTenant, bindings, type TestDeps, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf, everythingStored } from "../../support/traces.ts";
import { aCheck, allChecks, aUser } from "../../support/users.ts";

let deps: TestDeps;
let caller: Caller;
let id: string;

const advance = (checks: CheckResult[]) =>
  commitWithRetry(deps, caller, async () => {
    const { statements, events, status } = await planAdvance(deps, caller, id, checks);
    return { result: status, change: { statements, events, audit: [], answer: { status: 200, data: {} } } };
  });

const review = (body: unknown, by = caller) =>
  reviewUser(deps, by, { ...reviewBody.parse(body), userId: id });

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps), { subject: "maria" });
  id = await aUser(deps, caller);
  const [, ...rest] = allChecks();
  const doubtful = aCheck("document", { outcome: "review", reasons: ["NAME_MISMATCH"] });
  expect(await advance([...rest, doubtful])).toBe("in_review");
  deps.clock.advance(60_000);
});

describe("a reviewer's decision", () => {
  test("approves in place of the policy, by name, with the policy's trace beside it", async () => {
    const answer = await review({ decision: "approve" });
    expect(userStatusData.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      status: "approved",
      final: true,
      version: 3,
      decision: {
        outcome: "approve",
        reasons: [],
        decidedBy: "subject:maria",
        decidedAt: "2026-06-15T12:01:00.000Z",
      },
    });
    expect(answer.decision?.trace).toContainEqual(
      expect.objectContaining({ rule: "document.outcome", observed: "review" }),
    );
    expect(await readStatus(deps, caller, id)).toEqual(answer);
    expect((await auditOf(deps.database, caller.tenantId)).at(-1)).toEqual({
      action: "user.review",
      targetId: id,
      actor: "maria",
      details: { decision: "approve", reasons: "" },
    });
    expect((await eventsOf(deps.database, id)).slice(-2)).toEqual([
      {
        type: "review.decided",
        sequence: 5,
        data: {
          object: { id, externalId: null, decision: "approve", status: "approved", reasons: [] },
          previous: { status: "in_review" },
        },
      },
      {
        type: "user.approved",
        sequence: 6,
        data: {
          object: { id, externalId: null, status: "approved", reasons: [] },
          previous: { status: "in_review" },
        },
      },
    ]);
  });

  test("rejects for the reasons given", async () => {
    const answer = await review({ decision: "reject", reasons: ["DOCUMENT_TAMPERED"] });
    expect(answer).toMatchObject({
      status: "rejected",
      decision: { outcome: "reject", reasons: [{ code: "DOCUMENT_TAMPERED", retryable: false }] },
    });
    await expect(advance([aCheck("document")])).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });

  test("asks for input, which nothing but the person can then bring", async () => {
    expect((await review({ decision: "request_input", reasons: ["IMAGE_GLARE"] })).status).toBe(
      "requires_input",
    );
    deps.clock.advance(60_000);
    expect(await advance([aCheck("watchlist")])).toBe("requires_input");
    deps.clock.advance(60_000);
    expect(await advance([aCheck("document")])).toBe("approved");
  });

  test("is taken once: of two reviewers who decide together, one is told that it is over", async () => {
    const answers = await Promise.allSettled([
      review({ decision: "approve" }),
      review({ decision: "reject", reasons: ["NAME_MISMATCH"] }),
    ]);
    const refused = answers.filter((answer) => answer.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: "INVALID_TRANSITION" });
    const decided = (await eventsOf(deps.database, id)).filter(({ type }) => type === "review.decided");
    expect(decided).toHaveLength(1);
  });

  test("keeps its note where only the person's key opens it", async () => {
    await review({ decision: "approve", note: "Spoke with Zenobia on the telephone" });
    const dump = await everythingStored(bindings.DB);
    expect(dump).toContain('\\"note\\"');
    expect(dump).not.toContain("Zenobia");
  });

  test("is refused outside a review, to strangers, and without the scope", async () => {
    const stranger = aCaller(await aTenant(deps));
    await expect(review({ decision: "approve" }, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const reader = { ...caller, scopes: ["users:read" as const] };
    expect(() => review({ decision: "approve" }, reader)).toThrow(
      expect.objectContaining({ code: "FORBIDDEN" }),
    );
    await review({ decision: "approve" });
    await expect(review({ decision: "approve" })).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });
});

test("what comes in during a review does not end it", async () => {
  expect(await advance([aCheck("document")])).toBe("in_review");
  const { decision } = await readStatus(deps, caller, id);
  expect(decision).toMatchObject({ outcome: "review", reasons: [] });
});
