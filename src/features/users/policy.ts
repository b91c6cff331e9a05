import type { DocumentType } from "../../kernel/document-types.ts";
import type { ReasonCode } from "../../kernel/reasons.ts";
import type { Channel } from "../../storage/tables/messages.ts";
import type { CheckType } from "./check-result.ts";

/** What a policy can ask for; enrolling a face is a step towards a match, not a requirement of its own. */
export type Requirement = Exclude<CheckType, "face_enrolment">;

/** A threshold on a named figure of a check. It holds whatever threshold the request itself had asked for. */
export interface Rule {
  name: string;
  check: CheckType;
  observation: string;
  op: ">=" | "<";
  threshold: number;
  /** Figures that miss the threshold but reach this one go to a person; only with `>=`. */
  reviewFrom?: number;
  /** What a figure that misses both becomes. */
  otherwise: "fail" | "review";
  /** Without the figure the check counts as not judged; else the rule is left out. */
  required: boolean;
  reason: ReasonCode;
  /** Said instead of `reason` where the figure only goes to a person. */
  reviewReason?: ReasonCode;
}

export interface Policy {
  id: string;
  version: number;
  requirements: readonly Requirement[];
  rules: readonly Rule[];
  /** Tries a person has; a check without an entry may be repeated without end. */
  maxAttempts: Partial<Record<CheckType, number>>;
  /** For how long a pass may carry an approval, in hours. */
  maxAgeHours: Partial<Record<CheckType, number>>;
  /** The consent that must stand before any face is looked at (GDPR art. 9, Colombia's Ley 1581 art. 6). */
  biometricConsent: string | null;
  /** Types of document that may carry an approval; null or absent: all that can be read. */
  acceptedDocuments?: readonly DocumentType[] | null;
  /** Issuing countries, ISO 3166-1 alpha-2; null or absent: all. */
  acceptedCountries?: readonly string[] | null;
  /** Years that the document must show; null or absent: any. */
  minimumAge?: number | null;
  /** Addresses that the person must have proved to have before an approval; null or absent: none. */
  requireVerifiedContact?: readonly Channel[] | null;
}

const HOURS_A_DAY = 24;

/**
 * The policy of who has chosen none.
 *
 * On liveness: a single picture cannot prove a living person (on 53 spoofs our passive nets let 5.7 % pass), so it
 * must never carry an approval alone. Here it does not: the approval also rests on a document, on a face that
 * matches it and on a screening, each of which must pass on its own, and the passive score only has to stay out
 * of the range (< 0.6) where people were told from pictures badly. A tenant that needs proof of presence asks for
 * the active challenge. What was not done stays named in `assurance.notPerformed` of every decision.
 */
export const DEFAULT_POLICY: Policy = {
  id: "pol_default",
  version: 1,
  requirements: ["document", "liveness", "face_match", "watchlist"],
  rules: [
    {
      // Cosine of the face net on LFW: 0.42 is a false match in 10,000, 0.30 one in 350 (docs/models.md).
      name: "face.similarity",
      check: "face_match",
      observation: "similarity",
      op: ">=",
      threshold: 0.42,
      reviewFrom: 0.3,
      otherwise: "fail",
      required: true,
      reason: "FACE_MISMATCH",
    },
    {
      name: "liveness.score",
      check: "liveness",
      observation: "score",
      op: ">=",
      threshold: 0.6,
      reviewFrom: 0.3,
      otherwise: "fail",
      required: true,
      reason: "LIVENESS_FAILED",
      reviewReason: "LIVENESS_INCONCLUSIVE",
    },
    {
      // A likeness of names is a question, never a refusal: only a match confirmed by the check itself rejects.
      name: "watchlist.top_score",
      check: "watchlist",
      observation: "topScore",
      op: "<",
      threshold: 0.8,
      otherwise: "review",
      required: false,
      reason: "WATCHLIST_POTENTIAL_MATCH",
    },
  ],
  maxAttempts: { document: 3, liveness: 3, face_match: 3 },
  maxAgeHours: {
    document: 30 * HOURS_A_DAY,
    liveness: 30 * HOURS_A_DAY,
    face_match: 30 * HOURS_A_DAY,
    // Sanctions lists change daily: a screening older than a day says little about today.
    watchlist: HOURS_A_DAY,
    criminal: 30 * HOURS_A_DAY,
  },
  biometricConsent: "biometric",
};
