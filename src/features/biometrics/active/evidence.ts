import type { EyeReading, FaceLight, HeadPose } from "../../../vision/ports/faces.ts";
import type { Point } from "../../../vision/ports/picture.ts";
import type { Action } from "./actions.ts";
import type { FlashColour } from "./flash.ts";

/** The face of one frame, as the engine read it. */
export interface SeenFace {
  /** 68 points in iBUG order. */
  landmarks: readonly Point[];
  pose: HeadPose;
  eyes: EyeReading | null;
  embedding: Float32Array | null;
  /** Light on the skin and behind it, where the screen was to flash. */
  light?: FaceLight | null;
}

/** What the screen was told to show after the steps, and when it began by the clock of the frames. */
export interface FlashEvidence {
  colours: readonly FlashColour[];
  startedAtMs: number;
}

export interface ActiveFrame {
  /** Milliseconds on the sender's clock; only their order and distances are looked at. */
  atMs: number;
  sha256: string;
  /** Faces that count; a bystander far behind does not. */
  faces: number;
  face: SeenFace | null;
}

/** All that a challenge is judged by. */
export interface ActiveEvidence {
  steps: readonly Action[];
  /** As sent. */
  frames: readonly ActiveFrame[];
  /** Hashes of these frames that this tenant has sent in an earlier check. */
  seenBefore: ReadonlySet<string>;
  /** Milliseconds from the issue of the challenge to the arrival of its answer, on our clock. */
  sinceIssueMs: number;
  /** Null or left out where the screen was to stay as it is. */
  flash?: FlashEvidence | null;
}

/** Kinds of attack that the rules can name. */
export const ATTACKS = ["static_photo", "planar_photo", "frame_replay", "face_swap", "prerecorded"] as const;
export type Attack = (typeof ATTACKS)[number];

/** One rule with what it saw; null: there was nothing to look at. */
export interface RuleResult {
  rule: string;
  op: ">=" | "<=" | "=";
  threshold: number | string;
  observed: number | string | null;
  result: "pass" | "fail" | "inconclusive";
}

/** A rule's result with the attack that its failing shows. */
export interface Finding extends RuleResult {
  attack?: Attack;
}

/** A finding on a measured figure: `fail` below `failBelow` (the threshold unless told), between the two inconclusive. */
export function atLeast(
  rule: string,
  threshold: number,
  observed: number | null,
  otherwise: { attack?: Attack; failBelow?: number; result?: "fail" | "inconclusive" } = {},
): Finding {
  const { attack, failBelow = threshold, result = "fail" } = otherwise;
  const entry = { rule, op: ">=", threshold } as const;
  if (observed === null || !Number.isFinite(observed)) {
    return { ...entry, observed: null, result: "inconclusive" };
  }
  const rounded = Math.round(observed * 10_000) / 10_000;
  if (observed >= threshold) return { ...entry, observed: rounded, result: "pass" };
  const missed = observed < failBelow ? result : "inconclusive";
  return { ...entry, observed: rounded, result: missed, ...(missed === "fail" && attack ? { attack } : {}) };
}
