import type { CheckType } from "./check-result.ts";
import type { Policy, Rule } from "./policy.ts";

export interface PolicyFault {
  field: string;
  code:
    | "DUPLICATE"
    | "UNKNOWN_OBSERVATION"
    | "RULE_UNSATISFIABLE"
    | "RULES_CONTRADICT"
    | "LIVENESS_ALONE"
    | "INVALID_VALUE";
}

/** The figures that checks report (`check-result.ts`), with the range they can have. */
const OBSERVATIONS: Partial<Record<CheckType, Record<string, readonly [low: number, high: number]>>> = {
  /** Either says how alike two faces are; a policy asks by one of them. */
  face_match: { similarity: [-1, 1], falseMatchRate: [0, 1] },
  face_enrolment: { quality: [0, 1], duplicates: [0, Number.POSITIVE_INFINITY] },
  liveness: { score: [0, 1] },
  watchlist: { topScore: [0, 1], lists: [0, Number.POSITIVE_INFINITY] },
};

/**
 * Why a policy could never approve anybody, or would approve on too little; empty when nothing stands against it.
 * Liveness alone says that there is a person, not who: it never carries an approval.
 */
export function policyFaults(policy: Pick<Policy, "requirements" | "rules">): PolicyFault[] {
  const { requirements, rules } = policy;
  const faults: PolicyFault[] = [];
  requirements.forEach((requirement, at) => {
    if (requirements.indexOf(requirement) < at) {
      faults.push({ field: `requirements.${at}`, code: "DUPLICATE" });
    }
  });
  if (requirements.every((requirement) => requirement === "liveness")) {
    faults.push({ field: "requirements", code: "LIVENESS_ALONE" });
  }
  rules.forEach((rule, at) => {
    const fault = faultOf(rule);
    if (fault) faults.push({ field: `rules.${at}.${fault.field}`, code: fault.code });
    const earlier = rules.slice(0, at);
    if (earlier.some(({ name }) => name === rule.name)) {
      faults.push({ field: `rules.${at}.name`, code: "DUPLICATE" });
    }
    if (earlier.some((other) => sameQuestion(rule, other))) {
      faults.push({ field: `rules.${at}.observation`, code: "DUPLICATE" });
    }
    if (earlier.some((other) => contradict(rule, other))) {
      faults.push({ field: `rules.${at}.threshold`, code: "RULES_CONTRADICT" });
    }
  });
  return faults;
}

function faultOf({ check, observation, op, threshold, reviewFrom }: Rule): PolicyFault | null {
  const range = OBSERVATIONS[check]?.[observation];
  if (!range) return { field: "observation", code: "UNKNOWN_OBSERVATION" };
  const [low, high] = range;
  const reachable = op === ">=" ? threshold <= high : threshold > low;
  if (!reachable) return { field: "threshold", code: "RULE_UNSATISFIABLE" };
  const oddBand = reviewFrom !== undefined && (op !== ">=" || reviewFrom >= threshold);
  return oddBand ? { field: "reviewFrom", code: "INVALID_VALUE" } : null;
}

/** True when one asks by similarity and the other by the rate of strangers that reach it. */
function sameQuestion(one: Rule, other: Rule): boolean {
  const asks = (rule: Rule, observation: string) =>
    rule.check === "face_match" && rule.observation === observation;
  return (
    (asks(one, "similarity") && asks(other, "falseMatchRate")) ||
    (asks(one, "falseMatchRate") && asks(other, "similarity"))
  );
}

/** True when no figure can meet both: at least this much, and less than that. */
function contradict(one: Rule, other: Rule): boolean {
  if (one.check !== other.check || one.observation !== other.observation || one.op === other.op) return false;
  const [atLeast, below] = one.op === ">=" ? [one, other] : [other, one];
  return atLeast.threshold >= below.threshold;
}
