import type { EyeReading } from "../ports/faces.ts";
import type { Point } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import type { Affine } from "./affine.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

const SIDE = 24;
/** Gray, value / 255; the crop's side is 1.6 times the distance of the eye's corners: lib/fr_eye.js of the package. */
const FORM: PixelForm = { channels: "gray", mean: 0, scale: 1 / 255 };
const AROUND = 1.6;

interface EyePoints {
  corners: readonly [number, number];
  lids: readonly number[];
}
/** By side of the picture, as the whole port speaks of it. */
const LEFT: EyePoints = { corners: [36, 39], lids: [37, 38, 40, 41] };
const RIGHT: EyePoints = { corners: [42, 45], lids: [43, 44, 46, 47] };

/** From pixels of the eye's crop, level with the line through both eyes, to pixels of the picture. */
function cropOf(landmarks: readonly Point[], { corners, lids }: EyePoints): Affine {
  const at = (index: number): Point => landmarks[index] ?? [0, 0];
  const [from, to] = [at(corners[0]), at(corners[1])];
  const [first, last] = [at(36), at(45)];
  const angle = Math.atan2(last[1] - first[1], last[0] - first[0]);
  const scale = (Math.hypot(to[0] - from[0], to[1] - from[1]) * AROUND) / SIDE;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const x = lids.reduce((sum, index) => sum + at(index)[0], 0) / lids.length;
  const y = lids.reduce((sum, index) => sum + at(index)[1], 0) / lids.length;
  const half = (SIDE - 1) / 2;
  return [cos, -sin, x - cos * half + sin * half, sin, cos, y - sin * half - cos * half];
}

/** Probability that each eye is open. */
export function readEyes(net: Net, pyramid: Pyramid, landmarks: readonly Point[]): EyeReading {
  const openness = (eye: EyePoints): number => {
    const pixels = warp(pyramid, cropOf(landmarks, eye), SIDE, SIDE, FORM);
    const [scores] = net.run(pixels, [1, SIDE, SIDE, 1]);
    const [closed, open] = [scores?.[0], scores?.[1]];
    if (closed === undefined || open === undefined) throw new Error("face-eye: two scores were expected");
    return 1 / (1 + Math.exp(closed - open));
  };
  return { left: openness(LEFT), right: openness(RIGHT) };
}
