import type { Point } from "../../src/vision/ports/picture.ts";
import type { Vertex } from "./head-model.ts";

/** Degrees and millimetres; positive yaw looks to the picture's right, positive pitch down. */
export interface Placement {
  yaw: number;
  pitch: number;
  roll: number;
  /** Of the middle between the eyes. */
  x: number;
  y: number;
  distance: number;
}

const WIDTH = 480;
const HEIGHT = 640;
/** Pixels; a phone's front camera sees some 70 degrees along its long side. */
const FOCAL = 460;
/** The neck's joint, about which a head turns: below and behind the eyes. */
const PIVOT: Vertex = [0, 90, 90];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Where a pinhole camera sees the points of a head or a sheet. `pivot` is what the turn leaves in place. */
export function see(
  vertices: readonly Vertex[],
  { yaw, pitch, roll, x: dx, y: dy, distance }: Placement,
  pivot: Vertex = PIVOT,
): Point[] {
  const [cy, sy] = [Math.cos(radians(yaw)), Math.sin(radians(yaw))];
  const [cp, sp] = [Math.cos(radians(pitch)), Math.sin(radians(pitch))];
  const [cr, sr] = [Math.cos(radians(roll)), Math.sin(radians(roll))];
  return vertices.map((vertex) => {
    const [x, y, z] = [vertex[0] - pivot[0], vertex[1] - pivot[1], vertex[2] - pivot[2]];
    // What faces the camera (negative z) goes to the right under positive yaw, and down under positive pitch.
    const [x1, z1] = [x * cy - z * sy, x * sy + z * cy];
    const [y2, z2] = [y * cp - z1 * sp, y * sp + z1 * cp];
    const [x3, y3] = [x1 * cr - y2 * sr, x1 * sr + y2 * cr];
    const depth = distance + z2 + pivot[2];
    return [
      WIDTH / 2 + (FOCAL * (x3 + pivot[0] + dx)) / depth,
      HEIGHT / 2 + (FOCAL * (y3 + pivot[1] + dy)) / depth,
    ];
  });
}
