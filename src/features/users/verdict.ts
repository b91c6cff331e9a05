import { REASONS, type ReasonCode } from "../../kernel/reasons.ts";
import { type CheckOutcome, type CheckResult, type CheckType, worse } from "./check-result.ts";
import { judgeAcceptance } from "./judge-document.ts";
import type { Policy, Rule } from "./policy.ts";
import type { TraceEntry } from "./trace.ts";

/** A check and when it was made (milliseconds since 1970). */
export interface PerformedCheck extends CheckResult {
  at: number;
}

export interface Reason {
  code: ReasonCode;
  retryable: boolean;
  /** The check that gave the reason; null when it is none's. */
  checkId: string | null;
}

/** What the policy makes of one check: never better than what the check said of itself. */
export interface Verdict {
  check: PerformedCheck;
  outcome: CheckOutcome;
  /** True when a pass has become too old, or the person's data changed since; takes a pass away, never a finding. */
  stale: boolean;
  reasons: Reason[];
  trace: TraceEntry[];
}

export const reasonOf = (code: ReasonCode, checkId: string | null): Reason => ({
  code,
  retryable: REASONS[code].retryable,
  checkId,
});

/** Checks that speak of the person's data, so that a change of the data takes their pass away. */
const ON_IDENTITY: readonly CheckType[] = ["document", "watchlist", "criminal"];

/** What to say when a check that did not pass gives no reason of its own. */
const UNEXPLAINED: Readonly<Record<CheckType, ReasonCode>> = {
  document: "DATA_INCONSISTENT",
  liveness: "LIVENESS_INCONCLUSIVE",
  face_enrolment: "FACE_QUALITY_LOW",
  face_match: "FACE_MISMATCH",
  watchlist: "SOURCE_UNAVAILABLE",
  criminal: "SOURCE_UNAVAILABLE",
};

/** Figures whose lack in a check that passed is ours: trying again does not bring them, so a person looks. */
const OURS: Partial<Record<CheckType, readonly string[]>> = { face_enrolment: ["duplicates"] };

/** Judges one check by the policy's rules. */
export function judge(
  policy: Policy,
  check: PerformedCheck,
  facts: { identityChangedAt: number | null; now: number },
): Verdict {
  const { checkId, type } = check;
  const trace: TraceEntry[] = [
    {
      rule: `${type}.outcome`,
      op: "=",
      threshold: "pass",
      observed: check.outcome,
      result: check.outcome,
      checkId,
    },
  ];
  const codes: ReasonCode[] = check.outcome === "pass" ? [] : [...check.reasons];
  let outcome = check.outcome;
  for (const rule of policy.rules) {
    if (rule.check !== type) continue;
    const entry = apply(rule, check);
    if (!entry) continue;
    trace.push(entry);
    const ours = check.outcome === "pass" && OURS[type]?.includes(rule.observation);
    if (entry.result === "missing" && !ours) outcome = worse(outcome, "inconclusive");
    else {
      const result = entry.result === "missing" ? "review" : entry.result;
      outcome = worse(outcome, result);
      if (result !== "pass" && codes.length === 0) {
        codes.push((result === "review" && rule.reviewReason) || rule.reason);
      }
    }
  }
  if (type === "document") {
    const accepted = judgeAcceptance(policy, check);
    trace.push(...accepted.trace);
    outcome = worse(outcome, accepted.outcome);
    codes.push(...accepted.reasons.filter((code) => !codes.includes(code)));
  }
  if (outcome !== "pass" && codes.length === 0) codes.push(UNEXPLAINED[type]);
  const age = judgeAge(policy, check, facts);
  return {
    check,
    outcome,
    stale: age.stale,
    reasons: codes.map((code) => reasonOf(code, checkId)),
    trace: [...trace, ...age.trace],
  };
}

function apply(rule: Rule, check: PerformedCheck): TraceEntry | null {
  const { name, op, threshold } = rule;
  const observed = check.observations[rule.observation];
  const entry = { rule: name, op, threshold, checkId: check.checkId };
  // NaN is what a broken engine would give: it compares false with everything and must not pass as a figure.
  if (typeof observed !== "number" || Number.isNaN(observed)) {
    return rule.required ? { ...entry, observed: null, result: "missing" } : null;
  }
  const met = op === ">=" ? observed >= threshold : observed < threshold;
  if (met) return { ...entry, observed, result: "pass" };
  const inBand = op === ">=" && rule.reviewFrom !== undefined && observed >= rule.reviewFrom;
  return { ...entry, observed, result: inBand ? "review" : rule.otherwise };
}

const HOUR_MS = 3_600_000;

function judgeAge(
  policy: Policy,
  check: PerformedCheck,
  facts: { identityChangedAt: number | null; now: number },
): { stale: boolean; trace: TraceEntry[] } {
  const { checkId, type } = check;
  const trace: TraceEntry[] = [];
  const maxHours = policy.maxAgeHours[type];
  const hours = (facts.now - check.at) / HOUR_MS;
  const tooOld = maxHours !== undefined && hours > maxHours;
  if (maxHours !== undefined) {
    const observed = Math.round(hours * 100) / 100;
    const result = tooOld ? "inconclusive" : "pass";
    trace.push({ rule: `${type}.age_hours`, op: "<=", threshold: maxHours, observed, result, checkId });
  }
  const outdated =
    ON_IDENTITY.includes(type) && facts.identityChangedAt !== null && check.at < facts.identityChangedAt;
  if (outdated) {
    trace.push({
      rule: `${type}.data`,
      op: "=",
      threshold: "current",
      observed: "changed",
      result: "inconclusive",
      checkId,
    });
  }
  return { stale: tooOld || outdated, trace };
}
