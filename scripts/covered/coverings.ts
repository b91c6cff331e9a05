import type { Point } from "../../src/vision/ports/picture.ts";
import { type Canvas, type Colour, createCanvas, fillOutlines, type Spot } from "../specimen/canvas.ts";
import { type FaceFrame, faceFrame } from "./face-frame.ts";
import * as material from "./materials.ts";

type Random = () => number;
type Landmarks = readonly Point[];

const between = (random: Random, low: number, high: number) => low + random() * (high - low);

interface Layer {
  outline: Spot[][];
  look: material.Material;
  /** How much of what is below shows through, 0-1. */
  through?: number;
  /** How much of the face's own light and shade lies on it, 0-1. */
  shaded?: number;
}

/** Between two points, a share of the way from the first. */
const towards = ([x1, y1]: Point, [x2, y2]: Point, share: number): Point => [
  x1 + (x2 - x1) * share,
  y1 + (y2 - y1) * share,
];

const point = (landmarks: Landmarks, index: number): Point => landmarks[index] ?? [0, 0];

/** Along the jaw from ear to ear, a little outside of it, and over the nose at a share of its ridge (1: its tip). */
function maskOutline(landmarks: Landmarks, frame: FaceFrame, high: number): Spot[] {
  const at = (index: number) => point(landmarks, index);
  const out = (p: Point, by: number): Point => towards(at(33), p, 1 + by);
  const jaw = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((index) => out(at(index), 0.05));
  const ridge = towards(at(27), at(33), high);
  const [x, y] = frame.toFace(...ridge);
  const [left, right] = [frame.toPicture(x - 0.22, y + 0.1), frame.toPicture(x + 0.22, y + 0.1)];
  const [from, to] = [jaw[0] as Point, jaw[12] as Point];
  return [...jaw, towards(to, right, 0.5), right, ridge, left, towards(from, left, 0.5)];
}

/** A mask over mouth and nose; one in five is worn below the nose. */
function maskOf(look: material.Material, landmarks: Landmarks, frame: FaceFrame, random: Random): Layer[] {
  const high = random() < 0.2 ? between(random, 1.05, 1.2) : between(random, 0.3, 0.65);
  return [{ outline: [maskOutline(landmarks, frame, high)], look, shaded: 0.8 }];
}

function scarfOf(landmarks: Landmarks, frame: FaceFrame, random: Random): Layer[] {
  const at = (index: number) => frame.toFace(...point(landmarks, index));
  const [, nose] = at(33);
  const [, chin] = at(8);
  const [[left], [right]] = [at(3), at(13)];
  const top = nose + between(random, -0.22, 0.08);
  const corners: Point[] = [
    [left - 0.2, top - between(random, -0.1, 0.12)],
    [left / 2, top + 0.03],
    [0, top],
    [right / 2, top + 0.03],
    [right + 0.2, top - between(random, -0.1, 0.12)],
    [right + 0.25, chin + 0.5],
    [left - 0.25, chin + 0.5],
  ];
  const outline = corners.map(([u, v]) => frame.toPicture(u, v));
  return [{ outline: [outline], look: material.knitted(random), shaded: 0.6 }];
}

const oval = (cx: number, cy: number, rx: number, ry: number, power = 2): Point[] =>
  Array.from({ length: 40 }, (_, at) => {
    const angle = (at / 40) * 2 * Math.PI;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [
      cx + rx * Math.sign(cos) * Math.abs(cos) ** (2 / power),
      cy + ry * Math.sign(sin) * Math.abs(sin) ** (2 / power),
    ];
  });

/** A hand that comes in from one side and lies over the mouth. */
function handOf(skin: Colour, landmarks: Landmarks, frame: FaceFrame, random: Random): Layer[] {
  const [u, v] = frame.toFace(...point(landmarks, 62));
  const side = random() < 0.5 ? -1 : 1;
  const height = between(random, 0.3, 0.42);
  const shape = [
    ...oval(u + side * 0.12, v + between(random, -0.06, 0.04), between(random, 0.5, 0.62), height, 3.5),
  ];
  return [
    {
      outline: [shape.map(([x, y]) => frame.toPicture(x, y))],
      look: material.fingers(skin, random),
      shaded: 0.5,
    },
  ];
}

/** Two lenses, a bridge and the bows. */
function glassesOf(
  look: material.Material,
  through: number,
  landmarks: Landmarks,
  frame: FaceFrame,
  random: Random,
): Layer[] {
  const centre = (from: number): Point => {
    const lids = Array.from({ length: 6 }, (_, at) => frame.toFace(...point(landmarks, from + at)));
    return [lids.reduce((sum, [x]) => sum + x, 0) / 6, lids.reduce((sum, [, y]) => sum + y, 0) / 6];
  };
  const [rx, ry] = [between(random, 0.25, 0.31), between(random, 0.17, 0.26)];
  const power = between(random, 2, 4);
  const down = between(random, 0.01, 0.06);
  const eyes = [centre(36), centre(42)];
  const lenses = eyes.map(([u, v], at) => oval(u + (at === 0 ? -0.02 : 0.02), v + down, rx, ry, power));
  const drawn = (shape: Point[]) => shape.map(([u, v]) => frame.toPicture(u, v));
  const [[leftU, leftV], [rightU, rightV]] = eyes as [Point, Point];
  const bar = (u1: number, v1: number, u2: number, v2: number): Spot[] =>
    drawn([
      [u1, v1 - 0.02],
      [u2, v2 - 0.02],
      [u2, v2 + 0.02],
      [u1, v1 + 0.02],
    ]);
  const rim = between(random, 0.012, 0.03);
  const rimColour: Colour = random() < 0.7 ? [30, 28, 28] : [120, 105, 80];
  const larger = eyes.map(([u, v], at) =>
    oval(u + (at === 0 ? -0.02 : 0.02), v + down, rx + rim, ry + rim, power),
  );
  // Inner outlines run the other way, so that the rim alone is filled.
  const rims = [...larger.map(drawn), ...lenses.map((lens) => drawn(lens).reverse())];
  const bars = [
    bar(leftU + rx - 0.04, leftV, rightU - rx + 0.04, rightV),
    bar(-0.75, leftV - 0.04, leftU - rx, leftV),
    bar(rightU + rx, rightV, 0.75, rightV - 0.04),
  ];
  return [
    { outline: lenses.map(drawn), look, through },
    { outline: [...rims, ...bars], look: () => rimColour },
  ];
}

/** The mean colour of both cheeks. */
function skinOf({ data, width, height }: Canvas, landmarks: Landmarks, frame: FaceFrame): Colour {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (const [outer, inner, mouth] of [
    [36, 39, 48],
    [42, 45, 54],
  ] as const) {
    const eye = towards(point(landmarks, outer), point(landmarks, inner), 0.5);
    const [cx, cy] = towards(eye, point(landmarks, mouth), 0.5);
    const radius = frame.unit * 0.1;
    for (let y = Math.max(0, Math.ceil(cy - radius)); y <= Math.min(height - 1, cy + radius); y++)
      for (let x = Math.max(0, Math.ceil(cx - radius)); x <= Math.min(width - 1, cx + radius); x++, count++)
        for (let channel = 0; channel < 3; channel++)
          sum[channel] = (sum[channel] as number) + (data[(y * width + x) * 4 + channel] as number);
  }
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

type Cover = (landmarks: Landmarks, frame: FaceFrame, skin: Colour, random: Random) => Layer[];

/** What a face is covered with, by name; `clear_glasses` hide nothing and are to be let through. */
export const COVERINGS = {
  mask_surgical: (landmarks, frame, _, random) => maskOf(material.surgical(random), landmarks, frame, random),
  mask_white: (landmarks, frame, _, random) => maskOf(material.white(random), landmarks, frame, random),
  mask_black: (landmarks, frame, _, random) => maskOf(material.black(random), landmarks, frame, random),
  mask_patterned: (landmarks, frame, _, random) =>
    maskOf(material.patterned(random), landmarks, frame, random),
  mask_skin_coloured: (landmarks, frame, skin, random) =>
    maskOf(material.skinColoured(skin, random), landmarks, frame, random),
  scarf: (landmarks, frame, _, random) => scarfOf(landmarks, frame, random),
  hand: (landmarks, frame, skin, random) => handOf(skin, landmarks, frame, random),
  dark_glasses: (landmarks, frame, _, random) =>
    glassesOf(material.darkLenses(random), between(random, 0.02, 0.14), landmarks, frame, random),
  tinted_glasses: (landmarks, frame, _, random) =>
    glassesOf(material.darkLenses(random), between(random, 0.25, 0.45), landmarks, frame, random),
  clear_glasses: (landmarks, frame, _, random) =>
    glassesOf(() => [235, 240, 245], between(random, 0.9, 1), landmarks, frame, random),
} satisfies Record<string, Cover>;

export type Covering = keyof typeof COVERINGS;

/** How far around a pixel its light is taken from, in eye distances. */
const LIGHT = 0.3;
/** Edges of things are as sharp as the picture is: this share of an eye distance. */
const EDGE = 0.012;

/** A face with something drawn over it, with the light that lies on the face. */
export function cover(picture: Canvas, landmarks: Landmarks, covering: Covering, random: Random): Canvas {
  const frame = faceFrame(landmarks);
  const layers = COVERINGS[covering](landmarks, frame, skinOf(picture, landmarks, frame), random);
  const light = lightOn(picture, landmarks, frame);
  let covered = picture;
  for (const layer of layers) covered = laid(covered, layer, frame, light, random);
  return covered;
}

function laid(below: Canvas, layer: Layer, frame: FaceFrame, light: Float32Array, random: Random): Canvas {
  const { width, height } = below;
  const mask = createCanvas(width, height, [0, 0, 0]);
  fillOutlines(mask, layer.outline, [255, 255, 255]);
  const alpha = Float32Array.from({ length: width * height }, (_, at) => (mask.data[at * 4] as number) / 255);
  const soft = boxed(boxed(alpha, width, height, EDGE * frame.unit), width, height, EDGE * frame.unit);
  const data = below.data.slice();
  const { through = 0, shaded = 0 } = layer;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = y * width + x;
      const share = (soft[index] as number) * (1 - through);
      if (share < 0.004) continue;
      const colour = layer.look(...frame.toFace(x, y));
      const lit = 1 + shaded * ((light[index] as number) - 1);
      const grain = (random() + random() - 1) * 5;
      for (let channel = 0; channel < 3; channel++) {
        const under = data[index * 4 + channel] as number;
        data[index * 4 + channel] = under + ((colour[channel] as number) * lit + grain - under) * share;
      }
    }
  }
  return { width, height, data };
}

/** Slow changes of light over the face, 1 as on the cheeks. */
function lightOn({ data, width, height }: Canvas, landmarks: Landmarks, frame: FaceFrame): Float32Array {
  const luma = Float32Array.from(
    { length: width * height },
    (_, at) =>
      0.299 * (data[at * 4] as number) +
      0.587 * (data[at * 4 + 1] as number) +
      0.114 * (data[at * 4 + 2] as number),
  );
  let slow: Float32Array = luma;
  for (let pass = 0; pass < 3; pass++) slow = boxed(slow, width, height, LIGHT * frame.unit);
  const [x, y] = point(landmarks, 30);
  const here = Math.max(20, slow[Math.round(y) * width + Math.round(x)] ?? 128);
  return slow.map((value) => Math.min(1.5, Math.max(0.35, value / here)));
}

/** Means over squares of that half side. */
function boxed(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const reach = Math.max(0, Math.round(radius));
  if (reach === 0) return values;
  const across = new Float32Array(values.length);
  const both = new Float32Array(values.length);
  const clamp = (value: number, limit: number) => Math.max(0, Math.min(limit - 1, value));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let d = -reach; d <= reach; d++) sum += values[y * width + clamp(x + d, width)] as number;
      across[y * width + x] = sum / (2 * reach + 1);
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let d = -reach; d <= reach; d++) sum += across[clamp(y + d, height) * width + x] as number;
      both[y * width + x] = sum / (2 * reach + 1);
    }
  }
  return both;
}
