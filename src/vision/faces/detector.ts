import type { Box } from "../ports/picture.ts";
import type { Net } from "../runtime/executor.ts";
import { type Affine, compose, cropMap } from "./affine.ts";
import { SAME_FACE, type ScoredBox, suppress } from "./boxes.ts";
import type { Pyramid } from "./picture.ts";
import { type PixelForm, warp } from "./warp.ts";

/** The net's input, and what its authors fed it: RGB, (value − 127) / 128 (lib/fr_detect.js of the package). */
const WIDTH = 320;
const HEIGHT = 240;
const FORM: PixelForm = { channels: "rgb", mean: 127, scale: 1 / 128 };

/**
 * Looks for faces in one window of a view, letterboxed to the net's shape. `view` maps the view's pixels (the
 * picture, perhaps turned) to the picture's; the boxes come in the view's pixels, best first.
 */
export function detectInWindow(
  net: Net,
  pyramid: Pyramid,
  view: Affine,
  window: Box,
  minScore: number,
): ScoredBox[] {
  const scale = Math.max(window.width / WIDTH, window.height / HEIGHT);
  const shown: Box = {
    x: window.x - (WIDTH * scale - window.width) / 2,
    y: window.y - (HEIGHT * scale - window.height) / 2,
    width: WIDTH * scale,
    height: HEIGHT * scale,
  };
  const pixels = warp(pyramid, compose(view, cropMap(shown, WIDTH, HEIGHT)), WIDTH, HEIGHT, FORM);
  const [scores, corners] = net.run(pixels, [1, HEIGHT, WIDTH, 3]);
  if (!scores || !corners) throw new Error("face-detect: outputs are missing");
  const found: ScoredBox[] = [];
  for (let anchor = 0; anchor * 2 + 1 < scores.length; anchor++) {
    const score = scores[anchor * 2 + 1] ?? 0; // class 0 is background
    if (!(score >= minScore)) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = corners.subarray(anchor * 4, anchor * 4 + 4);
    const box = {
      x: shown.x + left * shown.width,
      y: shown.y + top * shown.height,
      width: (right - left) * shown.width,
      height: (bottom - top) * shown.height,
    };
    if (box.width > 0 && box.height > 0) found.push({ box, score });
  }
  return suppress(found, SAME_FACE);
}
