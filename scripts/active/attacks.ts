import type { Action } from "../../src/features/biometrics/active/actions.ts";
import type { ActiveEvidence, ActiveFrame } from "../../src/features/biometrics/active/evidence.ts";
import type { Point } from "../../src/vision/ports/picture.ts";
import { type Placement, see } from "./camera.ts";
import type { Vertex } from "./head-model.ts";
import { expression, type Moment, perform } from "./performance.ts";
import type { Random } from "./random.ts";
import { aNoise, aPerson, evidenceOf, honestFrames, type Person, readFrame } from "./synthetic.ts";

type Attacker = (steps: readonly Action[], random: Random) => ActiveEvidence;

/** The landmarks of one picture of the person, taken nearly from the front, in millimetres on a sheet. */
function still(person: Person, random: Random): Vertex[] {
  const points = see(person.head, {
    yaw: 6 * random.normal(),
    pitch: 5 * random.normal(),
    roll: 2 * random.normal(),
    x: 0,
    y: 0,
    distance: random.between(400, 1500),
  });
  const [left, right] = [points[36] as Point, points[45] as Point];
  const unit = 91 / Math.hypot(left[0] - right[0], left[1] - right[1]);
  const [x, y] = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  return points.map((point) => [(point[0] - x) * unit, (point[1] - y) * unit, 0]);
}

/**
 * A picture held before the camera and moved by somebody who knows the steps. He is given what a sheet does not
 * have: eyes that close and a mouth that widens as asked, each in every second attack.
 */
function shown(
  move: (placement: Placement, moment: Moment, random: Random) => Placement,
  shape: (sheet: Vertex[], random: Random) => Vertex[] = (sheet) => sheet,
): Attacker {
  return (steps, random) => {
    const person = aPerson(random);
    const sheet = shape(still(person, random), random);
    const noise = aNoise(random);
    const helped = random.below(2) === 0;
    const frames = perform(steps, random).map((moment) => {
      const live = helped ? moment : { ...moment, closed: 0, smile: 0 };
      const placement = move(moment.placement, moment, random);
      return readFrame(see(expression(sheet, live), placement, [0, 0, 0]), live, person, random, noise);
    });
    return evidenceOf(steps, frames);
  };
}

const upright = (placement: Placement): Placement => ({ ...placement, yaw: 0, pitch: 0 });

/** Rolls the sheet around an upright axis, as one bends a print. */
function bent(sheet: Vertex[], random: Random): Vertex[] {
  const radius = random.between(50, 120);
  return sheet.map(([x, y]) => [radius * Math.sin(x / radius), y, radius * (1 - Math.cos(x / radius))]);
}

/** A map of the picture's plane that need not be any camera's: an injected stream that is warped at will. */
function warped(steps: readonly Action[], random: Random): ActiveEvidence {
  const person = aPerson(random);
  const sheet = still(person, random);
  const noise = aNoise(random);
  const strength = random.between(0.0005, 0.004);
  const direction = random.between(-0.4, 0.4);
  const frames = perform(steps, random).map((moment) => {
    const much = moment.placement.yaw / 30;
    const [g, h] = [strength * much, strength * direction * much];
    const points = see(sheet, upright(moment.placement), [0, 0, 0]).map(([px, py]): Point => {
      const [x, y] = [px - 240, py - 320];
      const depth = Math.max(0.2, 1 + g * x + h * y);
      return [240 + ((1 - 0.3 * Math.abs(much)) * x + direction * much * y) / depth, 320 + y / depth];
    });
    return readFrame(points, moment, person, random, noise);
  });
  return evidenceOf(steps, frames);
}

/** Every kind of attack by name; each gives what the judge would be shown. */
export function attackers(otherSteps: (steps: readonly Action[]) => Action[]): Record<string, Attacker> {
  return {
    static: shown((placement) => ({ ...upright(placement), x: 0, y: 0, distance: 420 })),
    panned: shown((placement, moment) => ({ ...upright(placement), x: moment.placement.yaw * 3 })),
    scaled: shown((placement, moment, random) => ({
      ...upright(placement),
      roll: placement.roll * 3,
      distance: moment.placement.distance * random.between(0.9, 1.1),
    })),
    turned: shown((placement) => ({ ...placement, yaw: placement.yaw * 1.8 })),
    turned_hard: shown((placement) => ({
      ...placement,
      yaw: placement.yaw * 1.5,
      distance: placement.distance * 0.6,
    })),
    bent: shown((placement) => placement, bent),
    warped,
    replayed: (steps, random) => {
      const frames = honestFrames(steps, random);
      const known = frames.filter((_, at) => at % 3 === 0).map(({ sha256 }) => sha256);
      return { ...evidenceOf(steps, frames), seenBefore: new Set(known) };
    },
    repeated: (steps, random) => {
      const [first, second, ...rest] = honestFrames(steps, random) as [
        ActiveFrame,
        ActiveFrame,
        ...ActiveFrame[],
      ];
      const again = { ...second, face: first.face, sha256: first.sha256 };
      return evidenceOf(steps, [first, again, ...rest]);
    },
    recorded: (steps, random) => {
      const frames = honestFrames(otherSteps(steps), random);
      return evidenceOf(steps, frames);
    },
    spliced: (steps, random) => {
      const frames = honestFrames(steps, random);
      const other = aPerson(random);
      const from = 1 + random.below(frames.length - 2);
      const until = from + 1 + random.below(frames.length - from);
      const spliced = frames.map((frame, at): ActiveFrame => {
        if (!frame.face || at < from || at >= until) return frame;
        const atMs = frame.atMs;
        return readFrame(
          frame.face.landmarks,
          { atMs, closed: 1 - (frame.face.eyes?.left ?? 1) },
          other,
          random,
          0,
        );
      });
      return evidenceOf(steps, spliced);
    },
  };
}
