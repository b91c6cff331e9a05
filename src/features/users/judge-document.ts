import type { ReasonCode } from "../../kernel/reasons.ts";
import { type CheckOutcome, type CheckResult, worse } from "./check-result.ts";
import type { Policy } from "./policy.ts";
import type { TraceEntry } from "./trace.ts";

/** What a policy makes of the document that was shown, beside what the check says of itself. */
export interface DocumentFinding {
  outcome: CheckOutcome;
  reasons: ReasonCode[];
  trace: TraceEntry[];
}

/**
 * Holds a document check against what the policy accepts: types, issuing countries, an age. What the check could not
 * tell is never taken for accepted: it is inconclusive, as is an age that was never asked of the document.
 */
export function judgeAcceptance(
  policy: Pick<Policy, "acceptedDocuments" | "acceptedCountries" | "minimumAge">,
  check: CheckResult,
): DocumentFinding {
  const found: DocumentFinding = { outcome: "pass", reasons: [], trace: [] };
  oneOf(found, check, "documentType", policy.acceptedDocuments, "DOCUMENT_TYPE_NOT_SUPPORTED");
  oneOf(found, check, "issuingCountry", policy.acceptedCountries, "COUNTRY_NOT_SUPPORTED");
  if (typeof policy.minimumAge === "number") {
    // The validation itself judges the age; kept is only which age it asked for, not how old the person is.
    const asked = Number(check.observations.minimumAge ?? -1);
    const isAsked = asked >= policy.minimumAge;
    if (!isAsked) found.outcome = worse(found.outcome, "inconclusive");
    found.trace.push({
      rule: "document.minimum_age",
      op: ">=",
      threshold: policy.minimumAge,
      observed: asked < 0 ? null : asked,
      result: isAsked ? "pass" : "missing",
      checkId: check.checkId,
    });
  }
  return found;
}

function oneOf(
  found: DocumentFinding,
  check: CheckResult,
  observation: "documentType" | "issuingCountry",
  accepted: readonly string[] | null | undefined,
  reason: ReasonCode,
): void {
  if (!accepted) return;
  const observed = String(check.observations[observation] ?? "");
  const isKnown = observed !== "" && observed !== "unknown";
  const result = accepted.includes(observed) ? "pass" : isKnown ? "fail" : "inconclusive";
  found.outcome = worse(found.outcome, result);
  if (result !== "pass") found.reasons.push(reason);
  found.trace.push({
    rule: `document.${observation === "documentType" ? "type" : "country"}`,
    op: "=",
    threshold: accepted.join(" "),
    observed: isKnown ? observed : null,
    result,
    checkId: check.checkId,
  });
}
