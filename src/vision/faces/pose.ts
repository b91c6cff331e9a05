import type { HeadPose } from "../ports/faces.ts";
import type { Point } from "../ports/picture.ts";

type Vector = readonly [x: number, y: number, z: number];

/**
 * Where fourteen of the 68 points lie on a mean head, in centimetres: x to the picture's right, y down, z away from
 * the viewer (the anthropometric model used by lincolnhard/head-pose-estimation, axes turned to ours).
 */
export const HEAD_MODEL: readonly (readonly [index: number, point: Vector])[] = [
  [17, [-6.825897, -6.760612, -4.402142]],
  [21, [-1.330353, -7.122144, -6.903745]],
  [22, [1.330353, -7.122144, -6.903745]],
  [26, [6.825897, -6.760612, -4.402142]],
  [36, [-5.311432, -5.485328, -3.987654]],
  [39, [-1.78993, -5.393625, -4.413414]],
  [42, [1.78993, -5.393625, -4.413414]],
  [45, [5.311432, -5.485328, -3.987654]],
  [31, [-2.005628, -1.409845, -6.165652]],
  [35, [2.005628, -1.409845, -6.165652]],
  [48, [-2.774015, 2.080775, -5.048531]],
  [54, [2.774015, 2.080775, -5.048531]],
  [57, [0, 3.116408, -6.097667]],
  [8, [0, 7.415691, -4.070434]],
];

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const scaled = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
const unit = (a: Vector): Vector => scaled(a, 1 / (Math.hypot(...a) || 1));

function centred(points: readonly Vector[]): Vector[] {
  const middle = scaled(
    points.reduce<Vector>((s, p) => [s[0] + p[0], s[1] + p[1], s[2] + p[2]], [0, 0, 0]),
    1 / points.length,
  );
  return points.map((p) => [p[0] - middle[0], p[1] - middle[1], p[2] - middle[2]]);
}

const HEAD = centred(HEAD_MODEL.map(([, point]) => point));

/** Solves the 3×3 normal equations of `HEAD · row = values` by Cramer's rule. */
function solve(values: readonly number[]): Vector {
  const column = (axis: 0 | 1 | 2): Vector => [
    HEAD.reduce((sum, p) => sum + p[axis] * p[0], 0),
    HEAD.reduce((sum, p) => sum + p[axis] * p[1], 0),
    HEAD.reduce((sum, p) => sum + p[axis] * p[2], 0),
  ];
  const [a, b, c] = [column(0), column(1), column(2)];
  const side = HEAD.reduce<Vector>(
    (sum, p, at) => {
      const value = values[at] ?? 0;
      return [sum[0] + p[0] * value, sum[1] + p[1] * value, sum[2] + p[2] * value];
    },
    [0, 0, 0],
  );
  const determinant = dot(a, cross(b, c));
  return [
    dot(side, cross(b, c)) / determinant,
    dot(a, cross(side, c)) / determinant,
    dot(a, cross(b, side)) / determinant,
  ];
}

/** What this model gives for heads held level: the median of 19 passport portraits was 9 (they spread from −1 to 16). */
const PITCH_AT_REST = 9;

const degrees = (radians: number): number => (radians * 180) / Math.PI;

/**
 * Yaw, pitch and roll in degrees, from the scaled orthographic camera that fits the mean head to the points in
 * least squares (the first step of POS, DeMenthon & Davis 1995). Positive yaw looks to the picture's right,
 * positive pitch down, positive roll is clockwise. True within some five degrees for a neutral face; an open mouth
 * moves the chin and with it the pitch.
 */
export function poseOf(landmarks: readonly Point[]): HeadPose {
  const seen = centred(
    HEAD_MODEL.map(([index]) => [landmarks[index]?.[0] ?? 0, landmarks[index]?.[1] ?? 0, 0]),
  );
  const right = unit(solve(seen.map(([x]) => x)));
  const down = unit(solve(seen.map(([, y]) => y)));
  // Share the error of perpendicularity between the two rows, as neither is better than the other.
  const skew = dot(right, down) / 2;
  const row1 = unit([right[0] - skew * down[0], right[1] - skew * down[1], right[2] - skew * down[2]]);
  const row2 = unit([down[0] - skew * right[0], down[1] - skew * right[1], down[2] - skew * right[2]]);
  const row3 = cross(row1, row2);
  return {
    yaw: degrees(Math.atan2(-row1[2], row3[2])),
    pitch: degrees(Math.asin(Math.max(-1, Math.min(1, -row2[2])))) - PITCH_AT_REST,
    roll: degrees(Math.atan2(row2[0], row1[0])),
  };
}
