import type { ReasonCode } from "../../kernel/reasons.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import type { UserStatus } from "../../storage/tables/users.ts";
import type { CheckType } from "./check-result.ts";
import { judgeContact } from "./judge-contact.ts";
import type { Policy, Requirement } from "./policy.ts";
import type { TraceEntry } from "./trace.ts";
import { judge, type PerformedCheck, type Reason, reasonOf, type Verdict } from "./verdict.ts";

/** All that a decision may look at. */
export interface Facts {
  /** Oldest first. */
  checks: readonly PerformedCheck[];
  /** Scopes of the consents given. */
  consents: readonly string[];
  /** Another user of the tenant who carries one of this user's identifiers. */
  duplicateOf: string | null;
  identityChangedAt: number | null;
  /** When a person last judged this enrolment: findings before it have been seen. */
  reviewedAt: number | null;
  /** Why that person asked for input; empty when it was not asked for. */
  askedFor: readonly ReasonCode[];
  /** True when a source of the tenant's own wants nothing to do with this person. */
  blocklisted?: boolean | undefined;
  /** The user's present addresses that were verified; absent: none. */
  verifiedContacts?: readonly Channel[];
  now: number;
}

export interface Assessment {
  /** Where the policy would have the user; `states.ts` says whether and by which way that is reached. */
  status: Extract<
    UserStatus,
    "created" | "in_progress" | "requires_input" | "in_review" | "approved" | "rejected"
  >;
  outcome: "approve" | "review" | "reject" | "pending";
  reasons: Reason[];
  policy: { id: string; version: number };
  trace: TraceEntry[];
  /** `due`: not yet made, too old, or to be made again. */
  requirements: { due: Requirement[]; completed: Requirement[] };
  attempts: Partial<Record<CheckType, { used: number; max: number }>>;
  assurance: { notPerformed: string[] };
}

/** What the person can mend by trying again; the rest is a source's answer, which trying again does not change. */
export const BY_PERSON: readonly CheckType[] = ["document", "liveness", "face_match", "face_enrolment"];
const OF_FACES: readonly CheckType[] = ["liveness", "face_match", "face_enrolment"];

/** Reasons of an inconclusive check that are ours, so that they cost the person no attempt. */
const OUR_FAULT: readonly ReasonCode[] = ["SOURCE_UNAVAILABLE", "LIST_STALE"];

/**
 * Decides on a user from the checks made so far. Approves only when every requirement has a fresh pass under
 * every rule and nothing stands against it; whatever could not be judged goes back to the person while attempts
 * are left, and else to a reviewer, never to an approval or a refusal.
 */
export function decide(policy: Policy, facts: Facts): Assessment {
  const verdicts = standing(policy, facts);
  const attempts = countAttempts(policy, facts.checks);
  const reject: Reason[] = [];
  const retry: Reason[] = [];
  const review: Reason[] = [];
  const again = new Set<CheckType>();
  for (const verdict of verdicts) {
    const { type, checkId } = verdict.check;
    const tries = attempts[type];
    const exhausted = tries !== undefined && tries.used >= tries.max;
    const finding = findingOf(verdict, exhausted);
    if (finding === "reject") reject.push(...verdict.reasons);
    if (finding === "exhausted") reject.push(...verdict.reasons, reasonOf("ATTEMPTS_EXHAUSTED", checkId));
    if (finding === "retry") retry.push(...verdict.reasons);
    if (finding === "review") review.push(...verdict.reasons);
    if (finding === "retry" || verdict.outcome === "inconclusive" || verdict.stale) again.add(type);
  }
  const consent = judgeConsent(policy, facts);
  if (facts.blocklisted) reject.push(reasonOf("BLOCKLISTED", null));
  if (consent.missing) retry.push(reasonOf("CONSENT_MISSING", null));
  if (!answered(facts)) retry.push(...facts.askedFor.map((code) => reasonOf(code, null)));
  if (facts.duplicateOf !== null) review.push(reasonOf("DUPLICATE_DOCUMENT", null));

  const made = new Set(verdicts.map((verdict) => verdict.check.type));
  const due = policy.requirements.filter((type) => !made.has(type) || again.has(type));
  // Work still to be submitted: a source that could not judge is ours to settle, not the person's to send again.
  const awaited = policy.requirements.some(
    (type) =>
      !made.has(type) || verdicts.some((v) => v.check.type === type && v.stale && v.outcome === "pass"),
  );
  // Said once all else is there: until then the person is busy with something else.
  const contact = judgeContact(policy, facts.verifiedContacts ?? []);
  if (contact.missing && !awaited) retry.push(reasonOf("CONTACT_UNVERIFIED", null));
  const outcome = conclude({
    reject,
    retry,
    review,
    awaited,
    any: facts.checks.length > 0 || facts.blocklisted === true,
  });
  return {
    ...outcome,
    policy: { id: policy.id, version: policy.version },
    trace: [
      ...policy.requirements.filter((type) => !made.has(type)).map(missing),
      ...verdicts.flatMap((verdict) => verdict.trace),
      ...consent.trace,
      ...contact.trace,
      ...(facts.blocklisted ? [listed] : []),
    ],
    requirements: { due, completed: policy.requirements.filter((type) => !due.includes(type)) },
    attempts,
    assurance: { notPerformed: notPerformed(verdicts) },
  };
}

/**
 * The verdicts that count: the latest check of each type, and of sources every finding that no reviewer has seen
 * yet. Else a hit could be washed away by asking again about fewer lists.
 */
function standing(policy: Policy, facts: Facts): Verdict[] {
  const latest = new Map<CheckType, PerformedCheck>();
  for (const check of facts.checks) latest.set(check.type, check);
  return facts.checks.flatMap((check) => {
    const verdict = judge(policy, check, facts);
    if (latest.get(check.type) === check) return [verdict];
    const unseen = facts.reviewedAt === null || check.at > facts.reviewedAt;
    const finding = verdict.outcome === "review" || verdict.outcome === "fail";
    return unseen && finding && !BY_PERSON.includes(check.type) ? [{ ...verdict, stale: false }] : [];
  });
}

/** True unless a reviewer asked for input and the person has brought none since. */
const answered = (facts: Facts): boolean =>
  facts.reviewedAt === null ||
  facts.checks.some(({ type, at }) => BY_PERSON.includes(type) && at > (facts.reviewedAt ?? 0)) ||
  (facts.identityChangedAt ?? 0) > facts.reviewedAt;

function findingOf(verdict: Verdict, exhausted: boolean) {
  const { outcome, check, reasons } = verdict;
  if (outcome === "pass") return "none";
  if (outcome === "fail" && reasons.some((reason) => !reason.retryable)) return "reject";
  if (!BY_PERSON.includes(check.type) || outcome === "review") return "review";
  if (!exhausted) return "retry";
  return outcome === "fail" ? "exhausted" : "review";
}

function conclude(found: {
  reject: Reason[];
  retry: Reason[];
  review: Reason[];
  awaited: boolean;
  any: boolean;
}): Pick<Assessment, "status" | "outcome" | "reasons"> {
  if (!found.any) return { status: "created", outcome: "pending", reasons: [] };
  if (found.reject.length > 0)
    return { status: "rejected", outcome: "reject", reasons: unique(found.reject) };
  if (found.retry.length > 0) {
    return {
      status: "requires_input",
      outcome: "pending",
      reasons: unique([...found.retry, ...found.review]),
    };
  }
  if (found.awaited) return { status: "in_progress", outcome: "pending", reasons: unique(found.review) };
  if (found.review.length > 0)
    return { status: "in_review", outcome: "review", reasons: unique(found.review) };
  return { status: "approved", outcome: "approve", reasons: [] };
}

function countAttempts(policy: Policy, checks: readonly PerformedCheck[]): Assessment["attempts"] {
  const attempts: Assessment["attempts"] = {};
  for (const [type, max] of Object.entries(policy.maxAttempts) as [CheckType, number][]) {
    const used = checks.filter((check) => check.type === type && !isOurFault(check)).length;
    attempts[type] = { used, max };
  }
  return attempts;
}

const isOurFault = (check: PerformedCheck) =>
  check.outcome === "inconclusive" && check.reasons.every((code) => OUR_FAULT.includes(code));

function judgeConsent(policy: Policy, facts: Facts): { missing: boolean; trace: TraceEntry[] } {
  const scope = policy.biometricConsent;
  if (scope === null || !facts.checks.some((check) => OF_FACES.includes(check.type))) {
    return { missing: false, trace: [] };
  }
  const given = facts.consents.includes(scope);
  const entry: TraceEntry = {
    rule: `consent.${scope}`,
    op: "=",
    threshold: "given",
    observed: given ? "given" : null,
    result: given ? "pass" : "missing",
    checkId: null,
  };
  return { missing: !given, trace: [entry] };
}

const missing = (type: Requirement): TraceEntry => ({
  rule: `${type}.outcome`,
  op: "=",
  threshold: "pass",
  observed: null,
  result: "missing",
  checkId: null,
});

const listed: TraceEntry = {
  rule: "registry.blocklist",
  op: "=",
  threshold: "clear",
  observed: "listed",
  result: "fail",
  checkId: null,
};

/** What nobody did, so that a pass is not read as more than it is. */
function notPerformed(verdicts: readonly Verdict[]): string[] {
  const names = new Set(verdicts.flatMap(({ check }) => check.notPerformed));
  const liveness = verdicts.find(({ check }) => check.type === "liveness");
  const match = verdicts.find(({ check }) => check.type === "face_match");
  if (match && match.check.observations.livenessId !== liveness?.check.checkId) {
    names.add("liveness_face_binding");
  }
  return [...names].sort();
}

const unique = (reasons: Reason[]): Reason[] => [
  ...new Map(reasons.map((reason) => [`${reason.code} ${reason.checkId}`, reason])).values(),
];
