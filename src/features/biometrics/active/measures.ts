import { apply, similarity } from "../../../vision/faces/affine.ts";
import type { Point } from "../../../vision/ports/picture.ts";
import type { SeenFace } from "./evidence.ts";
import { homographyResidual } from "./homography.ts";

/** Brows, nose and eye corners: what lids, lips and hair do not move. */
const RIGID = [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 39, 42, 45];
const [OUTER_LEFT, OUTER_RIGHT] = [36, 45] as const;
const [NASION, NOSE_TIP, UPPER_LIP, LOWER_LIP] = [27, 30, 51, 57] as const;
const [MOUTH_LEFT, MOUTH_RIGHT] = [48, 54] as const;
const [JAW_LEFT, JAW_RIGHT] = [1, 15] as const;

type Points = readonly Point[];
const point = (points: Points, index: number): Point => points[index] ?? [Number.NaN, Number.NaN];
const distance = (points: Points, one: number, other: number): number => {
  const [a, b] = [point(points, one), point(points, other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
};
const rigid = (points: Points): Point[] => RIGID.map((index) => point(points, index));

/** Distance of the outer corners of the eyes in pixels, the unit of all that follows. */
export const eyeDistance = (points: Points): number => distance(points, OUTER_LEFT, OUTER_RIGHT);

/** Width of the mouth and of the jaw, in eye distances; both hold for heads that are not turned. */
export const mouthWidth = (points: Points): number =>
  distance(points, MOUTH_LEFT, MOUTH_RIGHT) / eyeDistance(points);
export const jawWidth = (points: Points): number =>
  distance(points, JAW_LEFT, JAW_RIGHT) / eyeDistance(points);

/** Both eyes' openness, 0-1: of the more open one, since closing the eyes closes both; null when not looked at. */
export const openness = ({ eyes }: SeenFace): number | null => eyes && Math.max(eyes.left, eyes.right);

/** What is left of the motion between two frames when the best move, turn and zoom of the picture is taken away. */
export function similarityResidual(from: Points, to: Points): number {
  const map = similarity(from, to);
  const squares = from.reduce((sum, p, at) => {
    const [x, y] = apply(map, p);
    const [u, v] = point(to, at);
    return sum + (x - u) ** 2 + (y - v) ** 2;
  }, 0);
  return Math.sqrt(squares / from.length) / eyeDistance(to);
}

/** What no view of a flat picture explains, between a turned frame and the frontal one (in its eye distances). */
export function planeResidual(turned: Points, frontal: Points): number | null {
  const residual = homographyResidual(rigid(turned), rigid(frontal));
  return residual === null ? null : residual / eyeDistance(frontal);
}

/**
 * How far the nose tip lies to the picture's right of the line from the nasion to the middle of the lips, in units
 * of that line's length. Straight lines stay straight on every view of a flat picture, and of one that is rolled
 * around an upright axis: only a nose that stands out leaves the line when the head turns.
 */
export function noseDeparture(points: Points): number {
  const [top, tip] = [point(points, NASION), point(points, NOSE_TIP)];
  const [upper, lower] = [point(points, UPPER_LIP), point(points, LOWER_LIP)];
  const line = [(upper[0] + lower[0]) / 2 - top[0], (upper[1] + lower[1]) / 2 - top[1]] as const;
  const length = Math.hypot(...line);
  return ((tip[0] - top[0]) * line[1] - (tip[1] - top[1]) * line[0]) / (length * length);
}

/** The frontal frame that the others are held against: the mean of one or two, brought together. */
export function meanOf(one: Points, other: Points | null): Point[] {
  if (!other) return [...one];
  const map = similarity(other, one);
  return one.map((p, at) => {
    const [x, y] = apply(map, point(other, at));
    return [(p[0] + x) / 2, (p[1] + y) / 2];
  });
}
