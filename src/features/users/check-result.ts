import type { ReasonCode } from "../../kernel/reasons.ts";

export type CheckType = "document" | "liveness" | "face_enrolment" | "face_match" | "watchlist" | "criminal";

/** `inconclusive`: the check could not be judged, which is never a pass. */
export type CheckOutcome = "pass" | "fail" | "review" | "inconclusive";

const SEVERITY: readonly CheckOutcome[] = ["pass", "review", "inconclusive", "fail"];
/** The outcome of two that weighs more. */
export const worse = (one: CheckOutcome, other: CheckOutcome): CheckOutcome =>
  SEVERITY.indexOf(one) >= SEVERITY.indexOf(other) ? one : other;

/**
 * A finished check in the words the policy decides with; holds no personal data.
 *
 * The default policy looks at these observations and treats a check that lacks a required one as not judged:
 * `face_match.similarity` (cosine, -1 to 1, required) · `liveness.score` (0-1, required) · `watchlist.topScore`
 * (0-1, of the best candidate; absent when there is none). `face_match.livenessId` names the liveness check whose
 * face was compared with the probe's and found the same; without it the decision says that nothing ties the
 * living person to the matched face. `document.documentType` and `document.issuingCountry` are held against what
 * the policy accepts; `document.minimumAge` is the age that the document was asked to show.
 * `face_enrolment.duplicates` is absent where none was found and not every enrolled face was compared: a rule that
 * requires it then asks for a review.
 */
export interface CheckResult {
  /** The id of the document, liveness, verification or background check itself; a repeat replaces the earlier. */
  checkId: string;
  type: CheckType;
  outcome: CheckOutcome;
  reasons: ReasonCode[];
  /** Named figures the policy's rules look at, such as `similarity` or `score`. */
  observations: Record<string, number | string | boolean>;
  /** Names of what was not done, such as `visual_authenticity`. */
  notPerformed: string[];
}
