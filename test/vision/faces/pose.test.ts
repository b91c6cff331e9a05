import { describe, expect, it } from "vitest";
import { HEAD_MODEL, poseOf } from "../../../src/vision/faces/pose.ts";
import type { Point } from "../../../src/vision/ports/picture.ts";

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The 68 points of the mean head turned by yaw, then nodded, then tilted in the picture; 20 pixels a centimetre. */
function headSeen({ yaw = 0, pitch = 0, roll = 0 }): Point[] {
  const [cy, sy, cp, sp] = [
    Math.cos(radians(yaw)),
    Math.sin(radians(yaw)),
    Math.cos(radians(pitch)),
    Math.sin(radians(pitch)),
  ];
  const [cr, sr] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
  const points: Point[] = Array.from({ length: 68 }, () => [0, 0]);
  for (const [index, [x, y, z]] of HEAD_MODEL) {
    // x right, y down, z away: positive yaw brings the near side (negative z) to the right, pitch brings it down.
    const [x1, z1] = [cy * x - sy * z, sy * x + cy * z];
    const y1 = cp * y - sp * z1;
    points[index] = [300 + 20 * (cr * x1 - sr * y1), 200 + 20 * (sr * x1 + cr * y1)];
  }
  return points;
}

describe("the pose of a head", () => {
  const level = poseOf(headSeen({}));

  it("is level, but for the pitch at rest, when the head looks at the camera", () => {
    expect(level.yaw).toBeCloseTo(0, 6);
    expect(level.roll).toBeCloseTo(0, 6);
    expect(level.pitch).toBeCloseTo(-9, 6);
  });

  it.each([
    ["yaw", 25],
    ["yaw", -40],
    ["pitch", 20],
    ["pitch", -15],
    ["roll", 30],
    ["roll", -90],
  ] as const)("has its %s follow a turn of %d degrees, and nothing else", (angle, degrees) => {
    const pose = poseOf(headSeen({ [angle]: degrees }));
    for (const name of ["yaw", "pitch", "roll"] as const) {
      expect(pose[name] - level[name]).toBeCloseTo(name === angle ? degrees : 0, 4);
    }
  });
});
