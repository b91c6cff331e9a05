import type { Action } from "../../src/features/biometrics/active/actions.ts";
import type { ActiveEvidence, ActiveFrame } from "../../src/features/biometrics/active/evidence.ts";
import { poseOf } from "../../src/vision/faces/pose.ts";
import type { Point } from "../../src/vision/ports/picture.ts";
import { see } from "./camera.ts";
import { aHead, type Vertex } from "./head-model.ts";
import { expression, type Moment, perform } from "./performance.ts";
import type { Random } from "./random.ts";

const DIMENSIONS = 512;

/** A person: a head and what the embedder makes of it. */
export interface Person {
  head: Vertex[];
  embedding: number[];
}

export const aPerson = (random: Random): Person => ({
  head: aHead(random),
  embedding: Array.from({ length: DIMENSIONS }, () => random.normal()),
});

/** Noise beside the person's own direction: two frames of one person are alike by .55 to .9. */
function embed({ embedding }: Person, random: Random, yaw: number): Float32Array {
  const noise = 0.35 + Math.min(0.4, Math.abs(yaw) / 100);
  const values = embedding.map((value) => value + noise * random.normal());
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

let frameNumber = 0;

/** A frame as the engine would read it. `noise` in eye distances, as landmark nets tremble from frame to frame. */
export function readFrame(
  points: readonly Point[],
  moment: Pick<Moment, "atMs" | "closed">,
  person: Person,
  random: Random,
  noise: number,
): ActiveFrame {
  const [left, right] = [points[36] as Point, points[45] as Point];
  const tremble = noise * Math.hypot(left[0] - right[0], left[1] - right[1]);
  const landmarks = points.map(
    ([x, y]): Point => [x + tremble * random.normal(), y + tremble * random.normal()],
  );
  const pose = poseOf(landmarks);
  const eye = () =>
    Math.min(1, Math.max(0, (moment.closed > 0.6 ? 0.05 : 1 - moment.closed) + 0.08 * random.normal()));
  return {
    atMs: moment.atMs,
    sha256: `frame-${frameNumber++}`,
    faces: 1,
    face: {
      landmarks,
      pose,
      eyes: { left: eye(), right: eye() },
      embedding: embed(person, random, pose.yaw),
    },
  };
}

/** What a landmark net's tremble was taken for: .006 to .016 eye distances a coordinate, independent. */
export const aNoise = (random: Random): number => random.between(0.006, 0.016);

export const evidenceOf = (steps: readonly Action[], frames: readonly ActiveFrame[]): ActiveEvidence => ({
  steps,
  frames,
  seenBefore: new Set(),
  sinceIssueMs: (frames.at(-1)?.atMs ?? 0) + 1_500,
});

/** A living person who does what was asked. */
export function honestFrames(
  steps: readonly Action[],
  random: Random,
  person = aPerson(random),
): ActiveFrame[] {
  const noise = aNoise(random);
  return perform(steps, random).map((moment) =>
    readFrame(see(expression(person.head, moment), moment.placement), moment, person, random, noise),
  );
}
