import type { ReasonCode } from "../../kernel/reasons.ts";
import type { FacesReading } from "../../vision/ports/faces.ts";
import { fuseLiveness, type LivenessPart } from "./passive/fuse.ts";
import type { PassiveAttack } from "./passive/signs.ts";
import { soleFace } from "./sole-face.ts";

/** Below it most spoofs lie and few people; between it and the minimum a person has to look (docs/models.md). */
export const FAIL_BELOW = 0.3;
/** Where passive liveness told people from pictures well enough to count at all. */
export const DEFAULT_MIN_SCORE = 0.6;

export interface LivenessVerdict {
  outcome: "pass" | "review" | "fail" | "inconclusive";
  /** 0-1; null when it was not judged. */
  score: number | null;
  reasons: ReasonCode[];
  notPerformed: string[];
  /** What a sign tells was before the camera; null when none does, and for a pass. */
  attack: PassiveAttack | null;
  /** Every score that the whole is made of; empty when nothing was read. */
  parts: LivenessPart[];
}

const NOT_JUDGED: LivenessVerdict = {
  outcome: "inconclusive",
  score: null,
  reasons: ["LIVENESS_INCONCLUSIVE"],
  notPerformed: ["passive_liveness"],
  attack: null,
  parts: [],
};

/**
 * What a single picture says of whether a living person was before the camera. A picture without one fit face
 * fails, for it shows nobody; an engine or weights that were not there make the check inconclusive. With `openEyes` a
 * sleeping person fails too, where the eyes were looked at.
 */
export function judgeLiveness(
  reading: FacesReading | null,
  minScore: number,
  { openEyes = false } = {},
): LivenessVerdict {
  if (!reading) return NOT_JUDGED;
  const seen = soleFace(reading, { openEyes });
  if (!seen.ok) return { ...NOT_JUDGED, outcome: "fail", reasons: [seen.reason] };
  const { score, parts, attack } = fuseLiveness(reading);
  if (score === null) return { ...NOT_JUDGED, parts };
  const judged = (outcome: LivenessVerdict["outcome"], reasons: ReasonCode[]) => ({
    outcome,
    score,
    reasons,
    notPerformed: [],
    attack: outcome === "pass" ? null : attack,
    parts,
  });
  if (score < FAIL_BELOW) return judged("fail", ["LIVENESS_FAILED"]);
  return score < minScore ? judged("review", ["LIVENESS_INCONCLUSIVE"]) : judged("pass", []);
}
