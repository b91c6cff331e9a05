import type { ReasonCode } from "../../kernel/reasons.ts";
import type { Assessment } from "./decide.ts";

/** What stands in `users.decision`: ids, codes and figures only. */
export interface StoredDecision {
  /** Facts about the enrolment that no check tells. */
  standing: {
    identityChangedAt: number | null;
    reviewedAt: number | null;
    /** Why the reviewer of `reviewedAt` asked for input; empty when it was not asked for. */
    askedFor: ReasonCode[];
    /** True when a source of the tenant's own wants nothing to do with the person. */
    blocklisted?: boolean;
    /** When a new attempt began: what the person brought before no longer counts. */
    reopenedAt?: number;
  };
  /** Until the first check, what the policy asks for; null in old rows and where nothing was ever decided. */
  assessment: Assessment | null;
  /** `auto`, or `subject:<sub>` of the reviewer. */
  decidedBy: string;
  decidedAt: number | null;
  /** What the reviewer wrote, sealed with the subject's key. */
  note?: string;
}

export const NOTHING_DECIDED: StoredDecision = {
  standing: { identityChangedAt: null, reviewedAt: null, askedFor: [] },
  assessment: null,
  decidedBy: "auto",
  decidedAt: null,
};

/** The decision in a user's row; that of a user on whom nothing was decided when there is none. */
export const decisionOf = (row: { decision: Record<string, unknown> | null }): StoredDecision =>
  (row.decision as StoredDecision | null) ?? NOTHING_DECIDED;
