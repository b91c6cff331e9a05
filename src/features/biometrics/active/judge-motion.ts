import type { Action } from "./actions.ts";
import { atLeast, type Finding } from "./evidence.ts";
import { askedTurns, ENOUGH, type Path, type TimedFace } from "./follow-path.ts";
import { eyeDistance, jawWidth, noseDeparture, planeResidual, similarityResidual } from "./measures.ts";

/** A head further from the camera's axis is no start to compare with; phones are held low, so that pitch has more. */
const START = { yaw: 20, pitch: 30 } as const;
/** Landmarks of a picture that lies still tremble by some .01 eye distances; a head that turns moves by .1. */
const MOVES = 0.05;
/**
 * What the best homography leaves of a flat picture is the landmarks' noise: .01-.03 on synthetic ones, and up to
 * .031 through the real landmark net on stills turned by 45 degrees; of synthetic heads one in a hundred stays
 * below .04 (docs/models.md).
 */
const DEPTH = 0.04;
const FLAT = 0.025;
/** Share of the nose's line by which its tip leaves it on a turned head: .07 and more; real flat pictures .06. */
const NOSE = 0.08;
const NO_NOSE = 0.05;
/** At 25 % nearer the ears, behind the eyes, grow less than they do. */
const NEARER_JAW = 0.985;
/** People need a moment between two steps. */
const SHORTEST_STEP_MS = 150;

const median = (values: readonly number[]): number | null => {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? null)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/** Whether the head did what was asked, in order and time, and moved as a head does. */
export function judgeMotion(path: Path, faces: readonly TimedFace[], steps: readonly Action[]): Finding[] {
  const [asked, seen] = [askedTurns(steps).join(" "), path.turns.join(" ")];
  const first = faces[0]?.pose;
  const times = path.steps.flatMap(({ atMs }) => (atMs === null ? [] : [atMs]));
  const moved = Math.max(
    ...faces.map(({ landmarks }) => similarityResidual(landmarks, path.neutral.landmarks)),
  );
  return [
    ...(["yaw", "pitch"] as const).map((axis): Finding => {
      const off = Math.abs(first?.[axis] ?? Number.POSITIVE_INFINITY);
      const entry = { rule: `path.start_${axis}`, op: "<=", threshold: START[axis] } as const;
      return {
        ...entry,
        observed: Math.round(off * 10) / 10,
        result: off <= START[axis] ? "pass" : "inconclusive",
      };
    }),
    atLeast("motion.beyond_a_moved_picture", MOVES, moved, { attack: "static_photo" }),
    ...judgeDepth(path),
    {
      rule: "path.turns",
      op: "=",
      threshold: asked,
      observed: seen,
      result: seen === asked ? "pass" : "fail",
    },
    ...path.steps.map(({ action, score, done }, at): Finding => {
      const found = atLeast(`path.${at + 1}.${action}`, ENOUGH[action], score);
      return found.result === "pass" && !done ? { ...found, result: "fail" } : found;
    }),
    ...(times.length === steps.length && times.length > 1
      ? [
          atLeast(
            "path.shortest_step_ms",
            SHORTEST_STEP_MS,
            Math.min(...times.slice(1).map((time, at) => time - (times[at] ?? 0))),
          ),
        ]
      : []),
    ...(steps.includes("closer") ? [judgeNearer(path, faces)] : []),
  ];
}

/** Depth that no flat picture has, on the frames with a turned head. */
function judgeDepth({ neutral, turned }: Path): Finding[] {
  const residuals = turned.flatMap(({ face }) => planeResidual(face.landmarks, neutral.landmarks) ?? []);
  const start = noseDeparture(neutral.landmarks);
  const departures = turned.map(
    ({ face, to }) => (noseDeparture(face.landmarks) - start) * (to === "turn_left" ? 1 : -1),
  );
  return [
    atLeast("parallax.beyond_a_plane", DEPTH, median(residuals), {
      attack: "planar_photo",
      failBelow: FLAT,
    }),
    atLeast("parallax.nose", NOSE, median(departures), { attack: "planar_photo", failBelow: NO_NOSE }),
  ];
}

/** The jaw of the nearest frames against the start: a flat picture keeps its proportions. */
function judgeNearer({ neutral }: Path, faces: readonly TimedFace[]): Finding {
  const size = eyeDistance(neutral.landmarks);
  const near = faces.filter(
    ({ landmarks, pose }) =>
      eyeDistance(landmarks) / size >= ENOUGH.closer &&
      Math.abs(pose.yaw - neutral.yaw) < ENOUGH.turn_left / 2,
  );
  const start = jawWidth(neutral.landmarks);
  const ratio = median(near.map(({ landmarks }) => jawWidth(landmarks) / start));
  const entry = { rule: "perspective.jaw", op: "<=", threshold: NEARER_JAW } as const;
  if (ratio === null) return { ...entry, observed: null, result: "inconclusive" };
  const observed = Math.round(ratio * 10_000) / 10_000;
  return { ...entry, observed, result: ratio <= NEARER_JAW ? "pass" : "inconclusive" };
}
