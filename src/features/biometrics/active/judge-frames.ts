import { type ActiveEvidence, atLeast, type Finding } from "./evidence.ts";

/** The detector may lose a face that is turned far or blurred by its motion; a second one it does not invent. */
const FACE_ON = 0.8;
/** Frames of a camera are at least 33 ms apart at 30 a second. */
const SHORTEST_GAP_MS = 30;
/** Two cameras' work between frames further apart would not show. */
const LONGEST_GAP_MS = 4_000;
/** Three steps cannot be read and done sooner. */
const SHORTEST_SPAN_MS = 1_500;
/** Clocks of phones run evenly enough; a span longer than the challenge is old was filmed before it. */
const CLOCK_SLACK_MS = 1_000;

const atMost = (
  rule: string,
  threshold: number,
  observed: number,
  result: "fail" | "inconclusive",
): Finding => ({
  rule,
  op: "<=",
  threshold,
  observed,
  result: observed <= threshold ? "pass" : result,
});

/** Whether the frames are what they claim: of one person each, in order, new, and filmed after the challenge. */
export function judgeFrames({ frames, seenBefore, sinceIssueMs }: ActiveEvidence): Finding[] {
  const single = frames.filter(({ faces }) => faces === 1).length;
  const crowded = frames.filter(({ faces }) => faces > 1).length;
  const gaps = frames.slice(1).map(({ atMs }, at) => atMs - (frames[at]?.atMs ?? 0));
  const span = (frames.at(-1)?.atMs ?? 0) - (frames[0]?.atMs ?? 0);
  const distinct = new Set(frames.map(({ sha256 }) => sha256)).size;
  const replayed = (rule: string, observed: number): Finding => ({
    rule,
    op: "=",
    threshold: 0,
    observed,
    result: observed === 0 ? "pass" : "fail",
    ...(observed === 0 ? {} : { attack: "frame_replay" as const }),
  });
  return [
    atLeast("frames.single_face", FACE_ON, single / frames.length, { result: "inconclusive" }),
    atMost("frames.several_faces", 0, crowded, "inconclusive"),
    replayed("frames.repeated", frames.length - distinct),
    replayed("frames.seen_before", frames.filter(({ sha256 }) => seenBefore.has(sha256)).length),
    atLeast("frames.shortest_gap_ms", SHORTEST_GAP_MS, Math.min(...gaps)),
    atMost("frames.longest_gap_ms", LONGEST_GAP_MS, Math.max(...gaps), "inconclusive"),
    atLeast("frames.span_ms", SHORTEST_SPAN_MS, span),
    atMost("frames.span_since_issue_ms", sinceIssueMs + CLOCK_SLACK_MS, span, "fail"),
  ];
}
