import type { Point } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import { ALIGNED_SIDE, alignmentOf } from "./align.ts";
import type { Pyramid } from "./picture.ts";
import { unitLength } from "./unit-length.ts";
import { type PixelForm, warp } from "./warp.ts";

/** RGB, (value − 127.5) / 128; the package subtracts 127, which changes no decision (measured on LFW). */
const FORM: PixelForm = { channels: "rgb", mean: 127.5, scale: 1 / 128 };

/** The 512 numbers of a face, of unit length: the dot product of two is their cosine similarity. */
export function embedFace(net: Net, pyramid: Pyramid, landmarks: readonly Point[]): Float32Array {
  const pixels = warp(pyramid, alignmentOf(landmarks), ALIGNED_SIDE, ALIGNED_SIDE, FORM);
  const [values] = net.run(pixels, [1, ALIGNED_SIDE, ALIGNED_SIDE, 3]);
  if (!values) throw new Error("face-embed: no output");
  return unitLength(values);
}
