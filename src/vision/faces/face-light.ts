import type { FaceLight, LinearColour } from "../ports/faces.ts";
import type { Box, Point } from "../ports/picture.ts";
import type { Picture } from "./picture.ts";

/** iBUG points: outer and inner corners of the eyes, corners of the mouth, ridge of the nose. */
const EYES = [
  [36, 39, 48],
  [42, 45, 54],
] as const;
const RIDGE = [28, 29] as const;
/** Radii of the discs that are taken for skin, in eye distances: inside the cheek, and on the ridge. */
const CHEEK = 0.16;
const NOSE = 0.08;
/** Values that a sensor has cut off are no measure of light. */
const CLIPPED = { below: 4, above: 250 } as const;
/** Fewer pixels are noise. */
const FEWEST_SKIN = 60;
/** Of the picture: less of it behind the head tells nothing. */
const FEWEST_BEHIND = 0.02;
/** How far beside and above the box the head and its hair reach, in widths and heights of it. */
const HAIR = { beside: 0.45, above: 0.55 } as const;
/** Below this part of the box come shoulders, which are as near as the face. */
const SHOULDERS = 0.75;
/** Every so many pixels of what is behind are enough for a mean. */
const STEP = 2;

/** IEC 61966-2-1: light of each of the 256 values of sRGB. */
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const middle = (...points: readonly Point[]): Point => [
  points.reduce((sum, [x]) => sum + x, 0) / points.length,
  points.reduce((sum, [, y]) => sum + y, 0) / points.length,
];

/**
 * The light on a face's bare skin (discs on both cheeks and the ridge of the nose) and on what is behind the head;
 * null when too few pixels of skin are neither black nor burnt out. For upright pictures.
 */
export function measureFaceLight(picture: Picture, landmarks: readonly Point[], box: Box): FaceLight | null {
  const at = (index: number): Point => landmarks[index] ?? [Number.NaN, Number.NaN];
  const unit = Math.hypot(at(36)[0] - at(45)[0], at(36)[1] - at(45)[1]);
  const skin = emptySum();
  for (const [outer, inner, mouth] of EYES)
    addDisc(skin, picture, middle(middle(at(outer), at(inner)), at(mouth)), CHEEK * unit);
  addDisc(skin, picture, middle(...RIDGE.map(at)), NOSE * unit);
  if (!(skin.count >= FEWEST_SKIN)) return null;
  return { skin: meanOf(skin), background: behind(picture, box) };
}

function behind(picture: Picture, box: Box): LinearColour | null {
  const { width, height } = picture;
  const [left, right] = [box.x - HAIR.beside * box.width, box.x + (1 + HAIR.beside) * box.width];
  const top = box.y - HAIR.above * box.height;
  const bottom = Math.min(height, box.y + SHOULDERS * box.height);
  const sum = emptySum();
  for (let y = 0; y < bottom; y += STEP)
    for (let x = 0; x < width; x += STEP) if (y < top || x < left || x > right) add(sum, picture, x, y);
  return sum.count * STEP * STEP >= FEWEST_BEHIND * width * height ? meanOf(sum) : null;
}

interface Sum {
  red: number;
  green: number;
  blue: number;
  count: number;
}
const emptySum = (): Sum => ({ red: 0, green: 0, blue: 0, count: 0 });
const meanOf = ({ red, green, blue, count }: Sum): LinearColour => [red / count, green / count, blue / count];

function addDisc(sum: Sum, picture: Picture, [cx, cy]: Point, radius: number): void {
  for (let y = Math.max(0, Math.ceil(cy - radius)); y <= Math.min(picture.height - 1, cy + radius); y++)
    for (let x = Math.max(0, Math.ceil(cx - radius)); x <= Math.min(picture.width - 1, cx + radius); x++)
      if ((x - cx) ** 2 + (y - cy) ** 2 <= radius * radius) add(sum, picture, x, y);
}

function add(sum: Sum, { rgba, width }: Picture, x: number, y: number): void {
  const at = (y * width + x) * 4;
  const [red, green, blue] = [rgba[at] as number, rgba[at + 1] as number, rgba[at + 2] as number];
  if (Math.max(red, green, blue) > CLIPPED.above || Math.max(red, green, blue) < CLIPPED.below) return;
  sum.red += LINEAR[red] as number;
  sum.green += LINEAR[green] as number;
  sum.blue += LINEAR[blue] as number;
  sum.count++;
}
