import { openRandom } from "../../scripts/active/random.ts";
import { evidenceOf, honestFrames } from "../../scripts/active/synthetic.ts";
import type { Action } from "../../src/features/biometrics/active/actions.ts";
import type { ActiveFrame } from "../../src/features/biometrics/active/evidence.ts";
import { judgeActive } from "../../src/features/biometrics/active/judge-active.ts";
import type { FacesReading } from "../../src/vision/ports/faces.ts";
import { aPictureInBase64 } from "./pictures.ts";
import { aFace, aFacesReading } from "./vision.ts";

/** A living person doing the steps; the same seed gives the same person and manner. */
export const aPerformance = (steps: readonly Action[], seed = 7): ActiveFrame[] =>
  honestFrames(steps, openRandom(seed));

/** One that the rules accept whatever was drawn: of model heads they refuse three or four in a hundred. */
export function anAcceptedPerformance(steps: readonly Action[], seed = 7): ActiveFrame[] {
  const frames = aPerformance(steps, seed);
  const { outcome } = judgeActive(evidenceOf(steps, frames));
  return outcome === "pass" ? frames : anAcceptedPerformance(steps, seed + 1);
}

/** What a faces engine would say of these frames. */
export const readingsOf = (frames: readonly ActiveFrame[], live = 0.9): FacesReading[] =>
  frames.map(({ face }) =>
    aFacesReading({
      live,
      faces: face
        ? [
            {
              ...aFace(),
              landmarks: [...face.landmarks],
              pose: face.pose,
              embedding: face.embedding,
              eyes: face.eyes,
            },
          ]
        : [],
    }),
  );

/** The frames as a request carries them; another `take` makes other files. */
export const framesOf = (frames: readonly ActiveFrame[], take = "first") =>
  Promise.all(
    frames.map(async ({ atMs }, at) => ({
      atMs,
      data: await aPictureInBase64({ shade: 40 + at, comment: take }),
    })),
  );
