import { describe, expect, it } from "vitest";
import { decide } from "../../../src/features/users/decide.ts";
import { judgeContact } from "../../../src/features/users/judge-contact.ts";
import { DEFAULT_POLICY, type Policy } from "../../../src/features/users/policy.ts";
import type { Channel } from "../../../src/storage/tables/messages.ts";
import { aCheck, allChecks } from "../../support/users.ts";

const NOW = Date.UTC(2026, 5, 15, 12);

describe("a policy that wants addresses verified", () => {
  it.each<[Channel[] | null | undefined, Channel[], boolean]>([
    [undefined, [], false],
    [null, [], false],
    [["email"], [], true],
    [["email"], ["phone"], true],
    [["email"], ["email"], false],
    [["email", "phone"], ["email"], true],
    [["email", "phone"], ["phone", "email"], false],
  ])("%j, of whom %j are verified: missing is %s", (wanted, verified, missing) => {
    const policy = wanted === undefined ? {} : { requireVerifiedContact: wanted };
    const judged = judgeContact(policy, verified);
    expect(judged.missing).toBe(missing);
    expect(judged.trace.map(({ rule }) => rule)).toEqual(
      (wanted ?? []).map((channel) => `contact.${channel}`),
    );
  });

  const policy: Policy = { ...DEFAULT_POLICY, requireVerifiedContact: ["email"] };
  const decideOn = (checks = allChecks(), verifiedContacts: Channel[] = []) =>
    decide(policy, {
      checks: checks.map((check) => ({ ...check, at: NOW - 60_000 })),
      consents: ["biometric"],
      duplicateOf: null,
      identityChangedAt: null,
      reviewedAt: null,
      askedFor: [],
      verifiedContacts,
      now: NOW,
    });

  it("approves nobody who passed everything else, and says what is missing", () => {
    const decision = decideOn();
    expect(decision).toMatchObject({
      status: "requires_input",
      reasons: [{ code: "CONTACT_UNVERIFIED", retryable: true, checkId: null }],
    });
    expect(decision.trace).toContainEqual({
      rule: "contact.email",
      op: "=",
      threshold: "verified",
      observed: null,
      result: "missing",
      checkId: null,
    });
    expect(decideOn(allChecks(), ["email"]).status).toBe("approved");
  });

  it("says nothing of it while checks are still to be made", () => {
    expect(decideOn([aCheck("document")])).toMatchObject({ status: "in_progress", reasons: [] });
  });

  it("does not keep a rejection back", () => {
    const checks = [aCheck("document", { outcome: "fail", reasons: ["DOCUMENT_TAMPERED"] })];
    expect(decideOn(checks).status).toBe("rejected");
  });
});
