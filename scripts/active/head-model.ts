import type { Random } from "./random.ts";

/** Millimetres from the middle between the eyes: x to the picture's right, y down, z away from the camera. */
export type Vertex = readonly [x: number, y: number, z: number];

/** A half of the face as `[index, its mirror's index, x, y, z]`; points of the midline are their own mirror. */
const HALF: readonly (readonly [number, number, number, number, number])[] = [
  // Jaw: width at the ears 137, at the angles 105, chin 121 below the nasion.
  [0, 16, -69, 2, 78],
  [1, 15, -68, 22, 74],
  [2, 14, -65, 42, 68],
  [3, 13, -60, 62, 58],
  [4, 12, -52, 80, 44],
  [5, 11, -41, 95, 27],
  [6, 10, -28, 105, 12],
  [7, 9, -14, 110, 2],
  [8, 8, 0, 112, -1],
  // Brows.
  [17, 26, -58, -15, 18],
  [18, 25, -50, -23, 5],
  [19, 24, -39, -26, -4],
  [20, 23, -27, -24, -8],
  [21, 22, -14, -19, -10],
  // Nose: 53 high, its tip 19.5 before the subnasale, its wings 35 apart.
  [27, 27, 0, -9, -9],
  [28, 28, 0, 4, -16],
  [29, 29, 0, 17, -24],
  [30, 30, 0, 31, -32],
  [31, 35, -17, 38, -7],
  [32, 34, -9, 42, -11],
  [33, 33, 0, 44, -13],
  // Eyes: outer corners 91 apart, inner ones 33.
  [36, 45, -45.5, 0, 8],
  [37, 44, -37, -6, 1],
  [38, 43, -26, -6, -1],
  [39, 42, -16.5, 2, 3],
  [40, 47, -26, 5, 0],
  [41, 46, -37, 5, 2],
  // Mouth: 53 wide, 22 below the subnasale.
  [48, 54, -26.5, 66, -2],
  [49, 53, -15, 60, -10],
  [50, 52, -6, 58, -14],
  [51, 51, 0, 60, -15],
  [59, 55, -16, 72, -8],
  [58, 56, -8, 75, -11],
  [57, 57, 0, 76, -12],
  [60, 64, -23, 66, -3],
  [61, 63, -9, 64.5, -11],
  [62, 62, 0, 65, -12],
  [67, 65, -9, 67, -11],
  [66, 66, 0, 67.5, -12],
];

/**
 * A mean adult face at the 68 points of iBUG. Our own coordinates, laid out by hand after published mean distances
 * of adults (L. G. Farkas, Anthropometry of the Head and Face, 2nd ed. 1994: ex-ex, en-en, zy-zy, go-go, n-gn, n-sn,
 * sn-prn, al-al, ch-ch, sn-sto); depths between them are estimates.
 */
export const MEAN_HEAD: readonly Vertex[] = (() => {
  const points: Vertex[] = [];
  for (const [index, mirror, x, y, z] of HALF) {
    points[index] = [x, y, z];
    if (mirror !== index) points[mirror] = [-x, y, z];
  }
  return points;
})();

const NOSE_RIDGE: readonly number[] = [28, 29, 30];

/** Another person: proportions, depth and nose vary by some standard deviations of adults, every point by 1.2 mm. */
export function aHead(random: Random): Vertex[] {
  const [wide, high, deep] = [
    1 + 0.05 * random.normal(),
    1 + 0.05 * random.normal(),
    1 + 0.1 * random.normal(),
  ];
  const nose = Math.max(0.6, 1 + 0.12 * random.normal());
  return MEAN_HEAD.map(([x, y, z], at) => [
    x * wide + 1.2 * random.normal(),
    y * high + 1.2 * random.normal(),
    z * deep * (NOSE_RIDGE.includes(at) ? nose : 1) + 1.2 * random.normal(),
  ]);
}
