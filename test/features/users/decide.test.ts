import { describe, expect, test } from "vitest";
import type { CheckOutcome, CheckResult, CheckType } from "../../../src/features/users/check-result.ts";
import { type Assessment, decide, type Facts } from "../../../src/features/users/decide.ts";
import { DEFAULT_POLICY } from "../../../src/features/users/policy.ts";
import { REASONS, type ReasonCode } from "../../../src/kernel/reasons.ts";
import { aCheck, allChecks } from "../../support/users.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
const HOUR = 3_600_000;

/** Decides on checks made a minute apart, the last one a minute ago. */
function decideOn(checks: CheckResult[], facts: Partial<Facts> = {}, policy = DEFAULT_POLICY): Assessment {
  const at = (index: number) => NOW - (checks.length - index) * 60_000;
  return decide(policy, {
    checks: checks.map((check, index) => ({ ...check, at: at(index) })),
    consents: ["biometric"],
    duplicateOf: null,
    identityChangedAt: null,
    reviewedAt: null,
    askedFor: [],
    now: NOW,
    ...facts,
  });
}

const codesOf = (assessment: Assessment) => assessment.reasons.map(({ code }) => code);

/** All four requirements passed, with some replaced. */
const withChecks = (...others: CheckResult[]) => [
  ...allChecks().filter(({ type }) => !others.some((other) => other.type === type)),
  ...others,
];

describe("the default policy", () => {
  test("approves who passed everything, and says by which figures", () => {
    const decision = decideOn(allChecks());
    expect(decision).toMatchObject({
      status: "approved",
      outcome: "approve",
      reasons: [],
      policy: { id: "pol_default", version: 1 },
      requirements: { due: [], completed: ["document", "liveness", "face_match", "watchlist"] },
    });
    expect(decision.trace).toContainEqual({
      rule: "face.similarity",
      op: ">=",
      threshold: 0.42,
      observed: 0.62,
      result: "pass",
      checkId: expect.stringMatching(/^ver_/),
    });
  });

  test("asks for everything before the first check", () => {
    expect(decideOn([])).toMatchObject({
      status: "created",
      outcome: "pending",
      requirements: { due: ["document", "liveness", "face_match", "watchlist"], completed: [] },
      attempts: {
        document: { used: 0, max: 3 },
        liveness: { used: 0, max: 3 },
        face_match: { used: 0, max: 3 },
      },
    });
  });

  test.each<[string, CheckResult[], Assessment["status"], ReasonCode[]]>([
    ["one check of four", [aCheck("document")], "in_progress", []],
    ["three of four", allChecks().slice(0, 3), "in_progress", []],
    [
      "a liveness score of .59, however the check itself called it",
      withChecks(aCheck("liveness", { observations: { score: 0.59 } })),
      "in_review",
      ["LIVENESS_INCONCLUSIVE"],
    ],
    [
      "a liveness score of .29",
      withChecks(aCheck("liveness", { observations: { score: 0.29 } })),
      "requires_input",
      ["LIVENESS_FAILED"],
    ],
    [
      "a face at .41, let through by a request with a lower threshold of its own",
      withChecks(aCheck("face_match", { observations: { similarity: 0.41 } })),
      "in_review",
      ["FACE_MISMATCH"],
    ],
    [
      "a face at .29",
      withChecks(aCheck("face_match", { observations: { similarity: 0.29 } })),
      "requires_input",
      ["FACE_MISMATCH"],
    ],
    [
      "a face match without its figure",
      withChecks(aCheck("face_match", { observations: {} })),
      "requires_input",
      ["FACE_MISMATCH"],
    ],
    [
      "a liveness figure that is not a number",
      withChecks(aCheck("liveness", { observations: { score: Number.NaN } })),
      "requires_input",
      ["LIVENESS_INCONCLUSIVE"],
    ],
    [
      "a liveness figure written as text",
      withChecks(aCheck("liveness", { observations: { score: "0.99" } })),
      "requires_input",
      ["LIVENESS_INCONCLUSIVE"],
    ],
    [
      "a liveness that could not be judged",
      withChecks(aCheck("liveness", { outcome: "inconclusive", reasons: ["LIVENESS_INCONCLUSIVE"] })),
      "requires_input",
      ["LIVENESS_INCONCLUSIVE"],
    ],
    [
      "a blurred document",
      withChecks(aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] })),
      "requires_input",
      ["IMAGE_BLURRED"],
    ],
    [
      "a blurred document before anything else was sent",
      [aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] })],
      "requires_input",
      ["IMAGE_BLURRED"],
    ],
    [
      "a document that was mended at the second try",
      [aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] }), ...allChecks()],
      "approved",
      [],
    ],
    [
      "a document whose name differs",
      withChecks(aCheck("document", { outcome: "review", reasons: ["NAME_MISMATCH"] })),
      "in_review",
      ["NAME_MISMATCH"],
    ],
    [
      "a document for review, while the rest is still to come",
      [aCheck("document", { outcome: "review", reasons: ["NAME_MISMATCH"] })],
      "in_progress",
      ["NAME_MISMATCH"],
    ],
    [
      "a tampered document, before anything else was sent",
      [aCheck("document", { outcome: "fail", reasons: ["DOCUMENT_TAMPERED"] })],
      "rejected",
      ["DOCUMENT_TAMPERED"],
    ],
    [
      "a person under age",
      withChecks(aCheck("document", { outcome: "fail", reasons: ["UNDER_MINIMUM_AGE"] })),
      "rejected",
      ["UNDER_MINIMUM_AGE"],
    ],
    [
      "a confirmed match on a list",
      withChecks(aCheck("watchlist", { outcome: "fail", reasons: ["WATCHLIST_MATCH"] })),
      "rejected",
      ["WATCHLIST_MATCH"],
    ],
    [
      "a likeness on a list",
      withChecks(aCheck("watchlist", { outcome: "review", reasons: ["WATCHLIST_POTENTIAL_MATCH"] })),
      "in_review",
      ["WATCHLIST_POTENTIAL_MATCH"],
    ],
    [
      "a list score of .80 that the check called clear",
      withChecks(aCheck("watchlist", { observations: { topScore: 0.8 } })),
      "in_review",
      ["WATCHLIST_POTENTIAL_MATCH"],
    ],
    [
      "a clear screening with no candidate at all",
      withChecks(aCheck("watchlist", { observations: {} })),
      "approved",
      [],
    ],
    [
      "a screening on stale lists",
      withChecks(aCheck("watchlist", { outcome: "inconclusive", reasons: ["LIST_STALE"] })),
      "in_review",
      ["LIST_STALE"],
    ],
    [
      "a screening whose source did not answer, and that does not say why",
      withChecks(aCheck("watchlist", { outcome: "inconclusive" })),
      "in_review",
      ["SOURCE_UNAVAILABLE"],
    ],
    [
      "a criminal record, though no record was asked for",
      [...allChecks(), aCheck("criminal", { outcome: "fail", reasons: ["CRIMINAL_RECORD_FOUND"] })],
      "in_review",
      ["CRIMINAL_RECORD_FOUND"],
    ],
    [
      "a face that another user has",
      [...allChecks(), aCheck("face_enrolment", { outcome: "review", reasons: ["DUPLICATE_FACE"] })],
      "in_review",
      ["DUPLICATE_FACE"],
    ],
    [
      "a hit that a second, narrower screening would wash away",
      [aCheck("watchlist", { outcome: "review", reasons: ["WATCHLIST_POTENTIAL_MATCH"] }), ...allChecks()],
      "in_review",
      ["WATCHLIST_POTENTIAL_MATCH"],
    ],
    [
      "a screening that was incomplete and then clear",
      [aCheck("watchlist", { outcome: "inconclusive", reasons: ["SOURCE_UNAVAILABLE"] }), ...allChecks()],
      "approved",
      [],
    ],
  ])("meets %s with the right answer", (_, checks, status, reasons) => {
    const decision = decideOn(checks);
    expect(decision.status).toBe(status);
    expect(codesOf(decision)).toEqual(reasons);
  });

  test("a fourth try is not given: three failures reject", () => {
    const failed = () => aCheck("liveness", { outcome: "fail", reasons: ["LIVENESS_FAILED"] });
    const two = decideOn([aCheck("document"), failed(), failed()]);
    expect(two).toMatchObject({ status: "requires_input", attempts: { liveness: { used: 2, max: 3 } } });
    const three = decideOn([aCheck("document"), failed(), failed(), failed()]);
    expect(three.status).toBe("rejected");
    expect(codesOf(three)).toEqual(["LIVENESS_FAILED", "ATTEMPTS_EXHAUSTED"]);
    expect(three.reasons[1]?.retryable).toBe(false);
  });

  test("nobody is rejected by a check that could never be judged: a reviewer decides", () => {
    const unjudged = () =>
      aCheck("liveness", { outcome: "inconclusive", reasons: ["LIVENESS_INCONCLUSIVE"] });
    const decision = decideOn(withChecks(unjudged(), unjudged(), unjudged()));
    expect(decision.status).toBe("in_review");
    expect(codesOf(decision)).toEqual(["LIVENESS_INCONCLUSIVE"]);
  });

  test("our own failures cost the person no attempt", () => {
    const broken = () => aCheck("liveness", { outcome: "inconclusive", reasons: ["SOURCE_UNAVAILABLE"] });
    const decision = decideOn(withChecks(broken(), broken(), broken(), broken()));
    expect(decision).toMatchObject({ status: "requires_input", attempts: { liveness: { used: 0 } } });
  });

  test("a face looked at without consent approves nobody until the consent is there", () => {
    const without = decideOn(allChecks(), { consents: ["terms"] });
    expect(without.status).toBe("requires_input");
    expect(without.reasons).toEqual([{ code: "CONSENT_MISSING", retryable: true, checkId: null }]);
    expect(decideOn(allChecks(), { consents: ["terms", "biometric"] }).status).toBe("approved");
  });

  test("an identifier that another user carries goes to a reviewer", () => {
    const decision = decideOn(allChecks(), { duplicateOf: "usr_other" });
    expect(decision.status).toBe("in_review");
    expect(decision.reasons).toEqual([{ code: "DUPLICATE_DOCUMENT", retryable: false, checkId: null }]);
  });

  test("a screening is worth a day, a document a month", () => {
    const aDayLater = decideOn(allChecks(), { now: NOW + 24 * HOUR });
    expect(aDayLater).toMatchObject({ status: "in_progress", requirements: { due: ["watchlist"] } });
    const aMonthLater = decideOn(allChecks(), { now: NOW + 30 * 24 * HOUR });
    expect(aMonthLater.requirements.completed).toEqual([]);
  });

  test("a change of the person's data takes away the passes that spoke of it, but no finding", () => {
    const changed = { identityChangedAt: NOW };
    expect(decideOn(allChecks(), changed).requirements.due).toEqual(["document", "watchlist"]);
    const hit = withChecks(
      aCheck("watchlist", { outcome: "review", reasons: ["WATCHLIST_POTENTIAL_MATCH"] }),
    );
    expect(codesOf(decideOn(hit, changed))).toEqual(["WATCHLIST_POTENTIAL_MATCH"]);
  });

  test("a hit that a reviewer has seen does not come back by itself, the latest finding does", () => {
    const hit = aCheck("watchlist", { outcome: "review", reasons: ["WATCHLIST_POTENTIAL_MATCH"] });
    const seen = { reviewedAt: NOW - 1 };
    expect(decideOn([hit, ...allChecks()], seen).status).toBe("approved");
    expect(decideOn([...allChecks(), hit], seen).status).toBe("in_review");
  });

  test("what a reviewer asked for must be brought before anything is approved", () => {
    const asked = { reviewedAt: NOW - 1, askedFor: ["IMAGE_GLARE"] satisfies ReasonCode[] };
    expect(decideOn(allChecks(), asked)).toMatchObject({
      status: "requires_input",
      reasons: [{ code: "IMAGE_GLARE" }],
    });
    expect(decideOn(allChecks(), { ...asked, reviewedAt: NOW - 5 * 60_000 }).status).toBe("approved");
  });

  test("what was not done stays named in an approval", () => {
    const decision = decideOn(withChecks(aCheck("document", { notPerformed: ["visual_authenticity"] })));
    expect(decision.status).toBe("approved");
    expect(decision.assurance.notPerformed).toEqual(["liveness_face_binding", "visual_authenticity"]);
  });

  describe("duplicates of a face that not every enrolled face was compared with", () => {
    const rule = {
      name: "face.duplicates",
      check: "face_enrolment",
      observation: "duplicates",
      op: "<",
      threshold: 1,
      otherwise: "review",
      reason: "DUPLICATE_FACE",
    } as const;
    const asking = (required: boolean) => ({
      ...DEFAULT_POLICY,
      rules: [...DEFAULT_POLICY.rules, { ...rule, required }],
    });
    const face = (observations: CheckResult["observations"], more: Partial<CheckResult> = {}) => [
      ...allChecks(),
      aCheck("face_enrolment", {
        observations,
        notPerformed: ["duplicate_search_of_outdated_faces"],
        ...more,
      }),
    ];

    test("go to a person where the policy requires them, and never back to the one enrolled", () => {
      const decision = decideOn(face({}), {}, asking(true));
      expect(decision).toMatchObject({ status: "in_review", reasons: [{ code: "DUPLICATE_FACE" }] });
      expect(decision.trace).toContainEqual(
        expect.objectContaining({ rule: "face.duplicates", observed: null, result: "missing" }),
      );
      expect(decideOn(face({ duplicates: 0 }), {}, asking(true)).status).toBe("approved");
    });

    test("are no line of the trace where it does not, and stay named", () => {
      const decision = decideOn(face({}), {}, asking(false));
      expect(decision.status).toBe("approved");
      expect(decision.trace.map((entry) => entry.rule)).not.toContain("face.duplicates");
      expect(decision.assurance.notPerformed).toContain("duplicate_search_of_outdated_faces");
    });

    test("are not what is said of a face that could not be judged at all", () => {
      const decision = decideOn(face({}, { outcome: "inconclusive" }), {}, asking(true));
      expect(decision).toMatchObject({
        status: "requires_input",
        reasons: [{ code: "FACE_QUALITY_LOW" }],
      });
    });
  });

  test("a face that was compared with the living one is not said to be unbound", () => {
    const liveness = aCheck("liveness");
    const match = aCheck("face_match", {
      observations: { similarity: 0.7, livenessId: liveness.checkId },
    });
    expect(decideOn(withChecks(liveness, match)).assurance.notPerformed).toEqual([]);
  });
});

/** A small seeded generator (mulberry32): the same thousands of cases on every run. */
function generator(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe("whatever the checks are", () => {
  const random = generator(20_260_115);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const TYPES: CheckType[] = [
    "document",
    "liveness",
    "face_enrolment",
    "face_match",
    "watchlist",
    "criminal",
  ];
  const OUTCOMES: CheckOutcome[] = ["pass", "pass", "pass", "fail", "review", "inconclusive"];
  const CODES = Object.keys(REASONS) as ReasonCode[];
  const figure = () =>
    pick([undefined, Number.NaN, -1, 0, 0.29, 0.3, 0.41, 0.42, 0.6, 0.79, 0.8, 1, "1", true]);

  const anyCheck = () => {
    const observations: CheckResult["observations"] = {};
    for (const name of ["similarity", "score", "topScore"]) {
      const value = random() < 0.6 ? { similarity: 0.7, score: 0.9, topScore: 0.1 }[name] : figure();
      if (value !== undefined) observations[name] = value;
    }
    const reasons = Array.from({ length: Math.floor(random() * 3) }, () => pick(CODES));
    const age = pick([0, 1, 5, 23, 25, 24 * 29, 24 * 31]) * HOUR;
    return { ...aCheck(pick(TYPES), { outcome: pick(OUTCOMES), reasons, observations }), at: NOW - age };
  };

  /** Half of the cases start from an enrolment that would be approved, so that the rest can spoil it. */
  const mostlyGood = () =>
    random() < 0.5
      ? []
      : allChecks().map((check) => ({ ...check, at: NOW - Math.ceil(random() * 6) * HOUR }));

  const cases = Array.from({ length: 20_000 }, () => ({
    checks: [...mostlyGood(), ...Array.from({ length: Math.floor(random() * 5) }, anyCheck)].sort(
      (a, b) => a.at - b.at,
    ),
    consents: pick([["biometric"], ["biometric"], []]),
    duplicateOf: pick([null, null, null, "usr_other"]),
    identityChangedAt: pick([null, null, NOW - 2 * HOUR]),
    reviewedAt: pick([null, null, NOW - 3 * HOUR]),
    askedFor: pick([[], [], ["IMAGE_GLARE"]]) as ReasonCode[],
    now: NOW,
  }));

  test("nobody is approved who lacks a fresh pass in any requirement", () => {
    let approved = 0;
    for (const facts of cases) {
      const decision = decide(DEFAULT_POLICY, facts);
      if (decision.status !== "approved") continue;
      approved += 1;
      for (const type of DEFAULT_POLICY.requirements) {
        const latest = facts.checks.filter((check) => check.type === type).at(-1);
        expect(latest?.outcome).toBe("pass");
        const maxHours = DEFAULT_POLICY.maxAgeHours[type] ?? Number.POSITIVE_INFINITY;
        expect(NOW - (latest?.at ?? 0)).toBeLessThanOrEqual(maxHours * HOUR);
      }
      const figureOf = (type: CheckType, name: string) =>
        facts.checks.filter((check) => check.type === type).at(-1)?.observations[name];
      expect(figureOf("face_match", "similarity")).toBeGreaterThanOrEqual(0.42);
      expect(figureOf("liveness", "score")).toBeGreaterThanOrEqual(0.6);
      expect(facts.consents).toContain("biometric");
      expect(facts.duplicateOf).toBeNull();
      expect(decision.requirements.due).toEqual([]);
    }
    // Else the property would hold for want of cases.
    expect(approved).toBeGreaterThan(50);
  });

  test("whoever is not waited for is told why", () => {
    for (const facts of cases) {
      const { status, reasons } = decide(DEFAULT_POLICY, facts);
      if (status === "rejected" || status === "requires_input" || status === "in_review") {
        expect(reasons.length).toBeGreaterThan(0);
      }
    }
  });

  test("nobody is rejected but for a finding that cannot be mended", () => {
    for (const facts of cases) {
      const { status, reasons } = decide(DEFAULT_POLICY, facts);
      if (status === "rejected") expect(reasons.some(({ retryable }) => !retryable)).toBe(true);
    }
  });

  test("every requirement is either due or completed", () => {
    for (const facts of cases) {
      const { due, completed } = decide(DEFAULT_POLICY, facts).requirements;
      expect([...due, ...completed].sort()).toEqual([...DEFAULT_POLICY.requirements].sort());
    }
  });
});
