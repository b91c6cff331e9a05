import { beforeEach, describe, expect, it } from "vitest";
import { planAdvance } from "../../../src/features/users/advance.ts";
import type { CheckResult } from "../../../src/features/users/check-result.ts";
import { activatePolicy, createPolicy, listPolicies } from "../../../src/features/users/policies.ts";
import { DEFAULT_POLICY } from "../../../src/features/users/policy.ts";
import { policyFaults } from "../../../src/features/users/policy-faults.ts";
import { createPolicyBody, redecideBody } from "../../../src/features/users/policy-schemas.ts";
import { readStatus } from "../../../src/features/users/read.ts";
import { redecideUser } from "../../../src/features/users/redecide.ts";
import { reviewUser } from "../../../src/features/users/review.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { commit } from "../../../src/records/commit.ts";
import { aCaller, aTenant, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { aCheck, allChecks, aUser } from "../../support/users.ts";

const deps = testDeps();
let caller: Caller;
beforeEach(async () => {
  caller = aCaller(await aTenant(deps));
});

const [similarity] = DEFAULT_POLICY.rules;
const strict = { ...similarity, threshold: 0.8, reviewFrom: 0.7 };
const add = (body: object) => createPolicy(deps, caller, createPolicyBody.parse(body));
const redecide = (userId: string, version: number, more: object = {}) =>
  redecideUser(deps, caller, { ...redecideBody.parse({ policyId: "pol_own", version, ...more }), userId });

async function bring(userId: string, checks: CheckResult[]) {
  const { statements, events } = await planAdvance(deps, caller, userId, checks);
  await commit(deps, caller, { statements, events, audit: [], answer: { status: 200, data: null } });
}

describe("a policy of a tenant", () => {
  it("is numbered, and holds for new users once it is active; others keep theirs", async () => {
    expect(await add({ id: "pol_own", requirements: ["watchlist"], activate: true })).toMatchObject({
      version: 1,
      active: true,
    });
    const early = await aUser(deps, caller, { policyId: "pol_own" });
    expect(await add({ id: "pol_own", requirements: ["document"] })).toMatchObject({
      version: 2,
      active: false,
    });
    await activatePolicy(deps, caller, { policyId: "pol_own", version: 2 });
    const late = await aUser(deps, caller, { policyId: "pol_own" });
    expect((await readStatus(deps, caller, early)).requirements.due).toEqual(["watchlist"]);
    expect((await readStatus(deps, caller, late)).requirements.due).toEqual(["document"]);
    await bring(early, [aCheck("watchlist")]);
    expect(await readStatus(deps, caller, early)).toMatchObject({
      status: "approved",
      decision: { policy: { id: "pol_own", version: 1 } },
    });
    const { items } = await listPolicies(deps, caller);
    expect(items.map(({ id, version, active }) => [id, version, active])).toEqual([
      ["pol_default", 1, true],
      ["pol_own", 2, true],
      ["pol_own", 1, false],
    ]);
  });

  it("may take the place of the built-in one, which can be put back", async () => {
    expect(await add({ id: "pol_default", requirements: ["document"], activate: true })).toMatchObject({
      version: 2,
    });
    const user = await aUser(deps, caller);
    expect((await readStatus(deps, caller, user)).requirements.due).toEqual(["document"]);
    await activatePolicy(deps, caller, { policyId: "pol_default", version: 1 });
    const next = await aUser(deps, caller);
    expect((await readStatus(deps, caller, next)).requirements.due).toHaveLength(4);
  });

  it("takes a number once, however many are added at the same time", async () => {
    const bodies = Array.from({ length: 5 }, () => ({ id: "pol_own", requirements: ["document"] }));
    const added = await Promise.all(bodies.map(add));
    expect(added.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it("belongs to its tenant, and to whoever administers it", async () => {
    await add({ id: "pol_own", requirements: ["document"], activate: true });
    const stranger = aCaller(await aTenant(deps));
    await expect(aUser(deps, stranger, { policyId: "pol_own" })).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
    });
    await expect(activatePolicy(deps, stranger, { policyId: "pol_own", version: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const poor = { ...caller, scopes: ["users:write" as const] };
    const body = createPolicyBody.parse({ id: "pol_x", requirements: ["document"] });
    expect(() => createPolicy(deps, poor, body)).toThrow("FORBIDDEN");
  });

  it.each([
    [
      "a figure that cannot be reached",
      { rules: [{ ...similarity, threshold: 1.1 }] },
      "rules.0.threshold",
      "RULE_UNSATISFIABLE",
    ],
    [
      "a figure below the lowest",
      { rules: [{ ...similarity, op: "<", threshold: -1, reviewFrom: undefined }] },
      "rules.0.threshold",
      "RULE_UNSATISFIABLE",
    ],
    [
      "a figure that no check reports",
      { rules: [{ ...similarity, observation: "beauty" }] },
      "rules.0.observation",
      "UNKNOWN_OBSERVATION",
    ],
    [
      "two rules that no figure meets",
      {
        rules: [
          similarity,
          { ...similarity, name: "below", op: "<", threshold: 0.42, reviewFrom: undefined },
        ],
      },
      "rules.1.threshold",
      "RULES_CONTRADICT",
    ],
    ["two rules of one name", { rules: [similarity, similarity] }, "rules.1.name", "DUPLICATE"],
    [
      "a band above its threshold",
      { rules: [{ ...similarity, reviewFrom: 0.9 }] },
      "rules.0.reviewFrom",
      "INVALID_VALUE",
    ],
    ["liveness as all there is", { requirements: ["liveness"] }, "requirements", "LIVENESS_ALONE"],
    ["a step twice", { requirements: ["document", "document"] }, "requirements.1", "DUPLICATE"],
  ])("is refused with %s", async (_, wrong, field, code) => {
    const body = createPolicyBody.parse({ id: "pol_own", requirements: ["document"], ...wrong });
    expect(() => createPolicy(deps, caller, body)).toThrow(
      expect.objectContaining({ code: "VALIDATION_FAILED", details: [{ field, code, message: "" }] }),
    );
  });

  it("is without fault when it is the built-in one", () => {
    expect(policyFaults(DEFAULT_POLICY)).toEqual([]);
  });
});

describe("deciding anew", () => {
  const requirements = [...DEFAULT_POLICY.requirements];
  beforeEach(async () => {
    await add({ id: "pol_own", requirements, rules: [strict] });
    await add({ id: "pol_own", requirements: ["document", "liveness", "face_match", "watchlist"] });
  });

  it("tells with a dry run what a stricter version would change, and changes nothing", async () => {
    const userId = await aUser(deps, caller);
    await bring(userId, allChecks());
    const before = await auditOf(deps.database, caller.tenantId);
    const answer = await redecide(userId, 1, { dryRun: true });
    expect(answer).toMatchObject({
      dryRun: true,
      changed: true,
      before: { status: "approved", outcome: "approve", policy: { id: "pol_default", version: 1 } },
      after: { status: "in_review", reasons: ["FACE_MISMATCH"], policy: { id: "pol_own", version: 1 } },
    });
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "approved", version: 2 });
    expect(await auditOf(deps.database, caller.tenantId)).toEqual(before);
  });

  it("sends an approval that the new version would not give to a person's eyes, and binds it there", async () => {
    const userId = await aUser(deps, caller);
    await bring(userId, allChecks());
    await redecide(userId, 1);
    const status = await readStatus(deps, caller, userId);
    expect(status).toMatchObject({
      status: "in_review",
      decision: { policy: { id: "pol_own", version: 1 } },
    });
    expect((await eventsOf(deps.database, userId)).map(({ type }) => type)).toContain("user.in_review");
    // A review is ended by a person, not by another policy.
    expect(await redecide(userId, 2)).toMatchObject({ after: { status: "in_review" } });
    await reviewUser(deps, caller, { userId, decision: "approve", reasons: [] });
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "approved" });
  });

  it("binds an approval that stays to the new version, and does not trouble anybody with it", async () => {
    const userId = await aUser(deps, caller);
    await bring(userId, allChecks());
    const told = await eventsOf(deps.database, userId);
    expect(await redecide(userId, 2)).toMatchObject({ changed: false, after: { status: "approved" } });
    expect((await readStatus(deps, caller, userId)).decision?.policy).toEqual({ id: "pol_own", version: 2 });
    expect(await eventsOf(deps.database, userId)).toEqual(told);
  });

  it("approves who was asked for more than the new version needs", async () => {
    await add({ id: "pol_own", requirements: ["watchlist"] });
    const userId = await aUser(deps, caller);
    await bring(userId, [aCheck("watchlist")]);
    expect(await redecide(userId, 3)).toMatchObject({
      before: { status: "in_progress", due: ["document", "liveness", "face_match"] },
      after: { status: "approved", due: [] },
    });
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "approved" });
  });

  it("of a user who has brought nothing only changes what is asked", async () => {
    const userId = await aUser(deps, caller);
    await add({ id: "pol_own", requirements: ["document"] });
    await redecide(userId, 3);
    expect(await readStatus(deps, caller, userId)).toMatchObject({
      status: "created",
      requirements: { due: ["document"] },
      decision: null,
    });
  });

  it("knows neither foreign users nor versions that do not exist, and reopens nothing that is over", async () => {
    const userId = await aUser(deps, caller);
    await expect(redecide(userId, 9)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const stranger = aCaller(await aTenant(deps));
    const input = { ...redecideBody.parse({ policyId: "pol_default", version: 1 }), userId };
    await expect(redecideUser(deps, stranger, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await bring(userId, [aCheck("watchlist", { outcome: "fail", reasons: ["WATCHLIST_MATCH"] })]);
    await expect(redecide(userId, 2)).rejects.toMatchObject({ code: "INVALID_TRANSITION" });
  });
});
