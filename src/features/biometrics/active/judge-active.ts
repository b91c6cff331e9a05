import type { ReasonCode } from "../../../kernel/reasons.ts";
import { type ActiveEvidence, type Attack, atLeast, type Finding, type RuleResult } from "./evidence.ts";
import { followPath, type TimedFace } from "./follow-path.ts";
import { judgeFlash } from "./judge-flash.ts";
import { judgeFrames } from "./judge-frames.ts";
import { judgeIdentity } from "./judge-identity.ts";
import { judgeMotion } from "./judge-motion.ts";

export interface ActiveVerdict {
  outcome: "pass" | "fail" | "inconclusive";
  /** The first kind of attack that a rule recognised; null when none did, or no rule failed. */
  attack: Attack | null;
  reasons: ReasonCode[];
  /** Every rule with what it saw. */
  trace: RuleResult[];
}

/** Fewer faces say nothing about three steps and a start. */
const FEWEST_FACES = 5;

/**
 * Judges whether the frames show one living person doing what was asked, by landmarks, eyes and embeddings alone.
 * One failed rule fails the check; what could not be judged makes it inconclusive; only all rules together pass.
 */
export function judgeActive(evidence: ActiveEvidence): ActiveVerdict {
  const faces = evidence.frames.flatMap(({ atMs, faces: count, face }): TimedFace[] =>
    face && count === 1 ? [{ ...face, atMs }] : [],
  );
  const enough = atLeast("frames.faces", FEWEST_FACES, faces.length, { result: "inconclusive" });
  const findings: Finding[] = [...judgeFrames(evidence), enough];
  if (enough.result === "pass") {
    findings.push(...judgeMotion(followPath(faces, evidence.steps), faces, evidence.steps));
    findings.push(...judgeIdentity(faces));
    if (evidence.flash) findings.push(...judgeFlash(evidence.flash, evidence.frames));
  }
  const failed = findings.filter(({ result }) => result === "fail");
  const open = findings.some(({ result }) => result === "inconclusive");
  const outcome = failed.length > 0 ? "fail" : open ? "inconclusive" : "pass";
  return {
    outcome,
    attack: failed.find(({ attack }) => attack)?.attack ?? null,
    reasons: reasonsOf(outcome, evidence),
    trace: findings.map(({ attack: _, ...entry }) => entry),
  };
}

function reasonsOf(outcome: ActiveVerdict["outcome"], { frames }: ActiveEvidence): ReasonCode[] {
  if (outcome === "pass") return [];
  const reasons: ReasonCode[] = [outcome === "fail" ? "LIVENESS_FAILED" : "LIVENESS_INCONCLUSIVE"];
  if (frames.every(({ faces }) => faces === 0)) reasons.push("NO_FACE");
  if (frames.some(({ faces }) => faces > 1)) reasons.push("MULTIPLE_FACES");
  return reasons;
}
