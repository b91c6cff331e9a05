import type { ReasonCode } from "../../../kernel/reasons.ts";

/** Every check of the contract, in its order. */
export const CHECK_NAMES = [
  "media_capture",
  "document_supported",
  "expiry",
  "data_format",
  "check_digits",
  "data_consistency",
  "data_comparison",
  "visual_authenticity",
  "screen_replay",
  "printed_copy",
  "portrait_substitution",
  "digital_manipulation",
  "minimum_age",
  "duplicate",
  "registry",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

/** `not_performed`: nothing in the product can judge it yet, or its engine was not there; never a silent pass. */
export const CHECK_RESULTS = ["pass", "fail", "inconclusive", "not_applicable", "not_performed"] as const;
export type CheckStanding = (typeof CHECK_RESULTS)[number];

export interface CheckEntry {
  name: CheckName;
  result: CheckStanding;
  score?: number;
  threshold?: number;
  reasons?: ReasonCode[];
}

/** An entry, without empty parts. */
export function entry(
  name: CheckName,
  result: CheckStanding,
  reasons: readonly ReasonCode[] = [],
  figures: { score?: number; threshold?: number } = {},
): CheckEntry {
  return { name, result, ...figures, ...(reasons.length > 0 ? { reasons: [...reasons] } : {}) };
}
