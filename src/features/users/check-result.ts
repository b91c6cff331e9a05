import type { ReasonCode } from "../../kernel/reasons.ts";

export type CheckType = "document" | "liveness" | "face_enrolment" | "face_match" | "watchlist" | "criminal";

/** `inconclusive`: the check could not be judged, which is never a pass. */
export type CheckOutcome = "pass" | "fail" | "review" | "inconclusive";

/** A finished check in the words the policy decides with; holds no personal data. */
export interface CheckResult {
  /** The id of the document, liveness, verification or background check itself. */
  checkId: string;
  type: CheckType;
  outcome: CheckOutcome;
  reasons: ReasonCode[];
  /** Named figures the policy's rules look at, such as `similarity` or `score`. */
  observations: Record<string, number | string | boolean>;
  /** Names of what was not done, such as `visual_authenticity`. */
  notPerformed: string[];
}
