import type { Point } from "../../../vision/ports/picture.ts";
import { type Action, isTurn } from "./actions.ts";
import type { SeenFace } from "./evidence.ts";
import { eyeDistance, meanOf, mouthWidth, openness } from "./measures.ts";

/**
 * What counts as done, relative to the first frames. Poses from 68 points are true within some five degrees, so
 * that a turn is three times that; degrees of pitch shrink more, and a nod is small. The rest was set on the
 * synthetic heads of `eval:active` and on what people do when asked.
 */
export const ENOUGH: Readonly<Record<Action, number>> = {
  turn_left: 15,
  turn_right: 15,
  nod: 9,
  blink: 0.5, // how much of the eyes' openness goes
  smile: 1.12, // times the mouth's width
  closer: 1.25, // times the face's size
};
/** A turned head is frontal again below this: between the two it is neither, so that noise makes no second turn. */
const FRONTAL_AGAIN = 8;
/** Two first frames this near to each other are both taken for the start. */
const STILL = 6;

export interface TimedFace extends SeenFace {
  atMs: number;
}

/** What every later frame is compared with. */
export interface Neutral {
  landmarks: readonly Point[];
  yaw: number;
  pitch: number;
  eyes: number | null;
}

export interface StepScore {
  action: Action;
  /** In the unit of `ENOUGH`; null when no frame was left to look at. */
  score: number | null;
  done: boolean;
  atMs: number | null;
}

export interface Path {
  neutral: Neutral;
  steps: StepScore[];
  /** Turns seen, in their order, asked for or not. */
  turns: Action[];
  /** Frames on which the head is turned, with the turn. */
  turned: { face: TimedFace; to: "turn_left" | "turn_right" }[];
}

function neutralOf(first: TimedFace, second: TimedFace | undefined): Neutral {
  const near =
    second &&
    Math.abs(second.pose.yaw - first.pose.yaw) < STILL &&
    Math.abs(second.pose.pitch - first.pose.pitch) < STILL;
  const one = near ? second : first;
  return {
    landmarks: meanOf(first.landmarks, near ? second.landmarks : null),
    yaw: (first.pose.yaw + one.pose.yaw) / 2,
    pitch: (first.pose.pitch + one.pose.pitch) / 2,
    eyes: openness(first),
  };
}

/** A person's left is the right of a picture that is not mirrored. */
const turnOf = (yaw: number): "turn_left" | "turn_right" => (yaw > 0 ? "turn_left" : "turn_right");

function turnsOf(faces: readonly TimedFace[], neutral: Neutral): Pick<Path, "turns" | "turned"> {
  const turns: Action[] = [];
  const turned: Path["turned"] = [];
  let running: Action | null = null;
  for (const face of faces) {
    const yaw = face.pose.yaw - neutral.yaw;
    if (Math.abs(yaw) >= ENOUGH.turn_left) {
      const to = turnOf(yaw);
      if (to !== running) turns.push(to);
      running = to;
      turned.push({ face, to });
    } else if (Math.abs(yaw) < FRONTAL_AGAIN) running = null;
  }
  return { turns, turned };
}

/** How much of an action one frame shows; null where it cannot be seen. */
function shown(action: Action, face: TimedFace, neutral: Neutral): number | null {
  const yaw = face.pose.yaw - neutral.yaw;
  if (action === "turn_left") return yaw;
  if (action === "turn_right") return -yaw;
  // Eyes, mouth and size are foreshortened on a turned head, and belong to no step of its own there.
  if (Math.abs(yaw) >= ENOUGH.turn_left) return null;
  switch (action) {
    case "nod":
      return Math.abs(face.pose.pitch - neutral.pitch);
    case "blink": {
      const now = openness(face);
      return now === null || neutral.eyes === null ? null : neutral.eyes - now;
    }
    case "smile":
      return mouthWidth(face.landmarks) / mouthWidth(neutral.landmarks);
    case "closer":
      return eyeDistance(face.landmarks) / eyeDistance(neutral.landmarks);
  }
}

/** Index of the frame by which the step is done, with its score: closed eyes must also open again. */
function perform(
  action: Action,
  faces: readonly TimedFace[],
  from: number,
  neutral: Neutral,
): { index: number | null; score: number | null } {
  let best: number | null = null;
  for (let index = from; index < faces.length; index++) {
    const score = shown(action, faces[index] as TimedFace, neutral);
    if (score === null) continue;
    if (best === null || score > best) best = score;
    if (score < ENOUGH[action]) continue;
    if (action !== "blink") return { index, score };
    const opened = faces.findIndex((face, at) => {
      const still = at > index ? shown("blink", face, neutral) : null;
      return still !== null && still < ENOUGH.blink / 2;
    });
    return opened === -1 ? { index: null, score: null } : { index: opened, score };
  }
  return { index: null, score: best };
}

/**
 * Holds the frames against the steps: each step must be done on a frame after the one by which the step before was.
 * @param faces At least one, in the order of time.
 */
export function followPath(faces: readonly TimedFace[], steps: readonly Action[]): Path {
  const neutral = neutralOf(faces[0] as TimedFace, faces[1]);
  let from = 1;
  const scores = steps.map((action): StepScore => {
    const { index, score } = perform(action, faces, from, neutral);
    if (index !== null) from = index + (action === "blink" ? 0 : 1);
    return {
      action,
      score,
      done: index !== null,
      atMs: index === null ? null : (faces[index]?.atMs ?? null),
    };
  });
  return { neutral, steps: scores, ...turnsOf(faces, neutral) };
}

export const askedTurns = (steps: readonly Action[]): Action[] => steps.filter(isTurn);
