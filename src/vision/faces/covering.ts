import type { CoverReading } from "../ports/faces.ts";
import type { Point } from "../ports/picture.ts";
import { type Affine, apply, invert } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

/** The face is looked at level with the eyes; 50 pixels from outer corner to outer corner show lips and lids. */
const UNIT = 50;
const WIDTH = 90;
const HEIGHT = 110;
/** Where the point between the eyes comes to lie. */
const [MIDDLE_X, MIDDLE_Y] = [WIDTH / 2, 30];
const FORM: PixelForm = { channels: "rgb", mean: 0, scale: 1 };
/** Added to each value before its logarithm, so that the noise of black does not count as structure. */
const FLOOR = 8;
/** How far from the lips' own points the mouth's line is looked for, and how far its surroundings reach. */
const LINE = { search: 0.16, reach: 0.22, half: 0.12 } as const;

/** By iBUG points: the eye's outer and inner corner, and the corner of the mouth below it. */
const SIDES = [
  { eye: [36, 37, 38, 39, 40, 41], outer: 36, inner: 39, mouth: 48 },
  { eye: [42, 43, 44, 45, 46, 47], outer: 45, inner: 42, mouth: 54 },
] as const;
/** Lowest points that are measured: outside of the picture there is nothing to measure. */
const CHIN = [6, 8, 10] as const;

/** Logarithms of luma, and of red and blue against green, of a face drawn level. */
interface LevelFace {
  luma: Float32Array;
  red: Float32Array;
  blue: Float32Array;
  at(index: number): Point;
}

/** From pixels of the level face to those of the picture. */
function levelMap(landmarks: readonly Point[]): Affine {
  const [[x1, y1], [x2, y2]] = [landmarks[36] ?? [0, 0], landmarks[45] ?? [0, 0]];
  const [a, b] = [(x2 - x1) / UNIT, (y2 - y1) / UNIT];
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return [a, -b, x - a * MIDDLE_X + b * MIDDLE_Y, b, a, y - b * MIDDLE_X - a * MIDDLE_Y];
}

function levelFace(pyramid: Pyramid, landmarks: readonly Point[]): LevelFace {
  const map = levelMap(landmarks);
  const back = invert(map);
  const pixels = warp(pyramid, map, WIDTH, HEIGHT, FORM);
  const count = WIDTH * HEIGHT;
  const [luma, red, blue] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  for (let at = 0; at < count; at++) {
    const [r, g, b] = [pixels[at * 3], pixels[at * 3 + 1], pixels[at * 3 + 2]] as [number, number, number];
    luma[at] = Math.log(0.299 * r + 0.587 * g + 0.114 * b + FLOOR);
    red[at] = Math.log((r + FLOOR) / (g + FLOOR));
    blue[at] = Math.log((b + FLOOR) / (g + FLOOR));
  }
  return { luma, red, blue, at: (index) => apply(back, landmarks[index] ?? [0, 0]) };
}

/** An ellipse; radii in eye distances. */
type Spot = readonly [centre: Point, across: number, down: number];

/** Values under some spots, sorted. */
function under(values: Float32Array, spots: readonly Spot[]): number[] {
  const found: number[] = [];
  for (const [[cx, cy], across, down] of spots) {
    const [rx, ry] = [across * UNIT, down * UNIT];
    for (let y = Math.max(0, Math.ceil(cy - ry)); y <= Math.min(HEIGHT - 1, cy + ry); y++)
      for (let x = Math.max(0, Math.ceil(cx - rx)); x <= Math.min(WIDTH - 1, cx + rx); x++)
        if (((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1) found.push(values[y * WIDTH + x] as number);
  }
  return found.sort((one, other) => one - other);
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
const median = (values: Float32Array, ...spots: readonly Spot[]): number =>
  quantile(under(values, spots), 0.5);

const middle = (...points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];
const below = ([x, y]: Point, by: number): Point => [x, y + by * UNIT];

/** How far the colour around the mouth is from that of the skin below the eyes and between them. */
function tintOf({ red, blue, at }: LevelFace): number {
  const skin: Spot[] = [
    [middle(at(27), at(28)), 0.07, 0.07],
    ...SIDES.map(({ outer, inner }): Spot => [below(middle(at(outer), at(inner)), 0.17), 0.12, 0.06]),
  ];
  const lower: Spot[] = [
    [middle(at(33), at(51)), 0.08, 0.04],
    [middle(at(57), at(8)), 0.14, 0.1],
    [middle(at(48), at(5)), 0.07, 0.07],
    [middle(at(54), at(11)), 0.07, 0.07],
  ];
  const apart = (values: Float32Array) => median(values, ...lower) - median(values, ...skin);
  return Math.hypot(apart(red), apart(blue));
}

/** The deepest line, or the brightest (teeth), that runs across where the mouth is; against what is above and below. */
function mouthLineOf({ luma, at }: LevelFace): number {
  const [x, y] = middle(at(62), at(66));
  const rows: number[] = [];
  const [top, bottom] = [Math.max(0, Math.round(at(33)[1])), Math.min(HEIGHT - 1, Math.round(at(8)[1]))];
  const [from, to] = [Math.round(x - LINE.half * UNIT), Math.round(x + LINE.half * UNIT)];
  for (let row = top; row <= bottom; row++) {
    let sum = 0;
    for (let column = from; column <= to; column++) sum += luma[row * WIDTH + column] as number;
    rows.push(sum / (to - from + 1));
  }
  const reach = Math.round(LINE.reach * UNIT);
  let line = 0;
  for (const [row, value] of rows.entries()) {
    if (Math.abs(top + row - y) > LINE.search * UNIT || row === 0 || row === rows.length - 1) continue;
    const [above, beneath] = [
      rows.slice(Math.max(0, row - reach), row),
      rows.slice(row + 1, row + 1 + reach),
    ];
    const dark = Math.min(Math.max(...above), Math.max(...beneath)) - value;
    const bright = value - Math.max(Math.min(...above), Math.min(...beneath));
    line = Math.max(line, dark, bright);
  }
  return line;
}

/** How much lighter the skin right below the eyes is than the cheeks; mean of both sides. */
function eyeShadeOf({ luma, at }: LevelFace): number {
  const cheeks = SIDES.map(
    ({ outer, inner, mouth }): Spot => [middle(middle(at(outer), at(inner)), at(mouth)), 0.12, 0.12],
  );
  const cheek = median(luma, ...cheeks);
  const sides = SIDES.map(
    ({ eye }) => median(luma, [below(middle(...eye.map(at)), 0.13), 0.2, 0.05]) - cheek,
  );
  return ((sides[0] as number) + (sides[1] as number)) / 2;
}

/** Span of luma from lid to white in the flatter eye. */
function eyeContrastOf({ luma, at }: LevelFace): number {
  const spans = SIDES.map(({ eye }) => {
    const values = under(luma, [[below(middle(...eye.map(at)), 0.03), 0.22, 0.15]]);
    return quantile(values, 0.95) - quantile(values, 0.05);
  });
  return Math.min(...spans);
}

/**
 * What tells a covered mouth or covered eyes, of the face against itself, so that no skin is lighter or darker than it
 * should be; null where the chin is not in the picture. Judged in `sole-face.ts`.
 */
export function measureCovering(pyramid: Pyramid, landmarks: readonly Point[]): CoverReading | null {
  const inside = ([x, y]: Point) => x >= 0 && y >= 0 && x < pyramid.width && y < pyramid.height;
  if (!CHIN.every((index) => inside(landmarks[index] ?? [-1, -1]))) return null;
  const face = levelFace(pyramid, landmarks);
  return {
    mouthLine: mouthLineOf(face),
    mouthTint: tintOf(face),
    eyeShade: eyeShadeOf(face),
    eyeContrast: eyeContrastOf(face),
  };
}
