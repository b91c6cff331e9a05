import { TILE_PX } from "../../forensics/fourier.ts";
import type { Box } from "../../ports/picture.ts";
import type { Picture } from "../picture.ts";

/** The part of a picture within a box enlarged about its middle, where it is inside; at least a spectrum's tile. */
export function cutOut(picture: Picture, box: Box, factor: number): Picture {
  const [left, width] = span(box.x, box.width, factor, picture.width);
  const [top, height] = span(box.y, box.height, factor, picture.height);
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 4;
    rgba.set(picture.rgba.subarray(from, from + width * 4), y * width * 4);
  }
  return { rgba, width, height };
}

function span(start: number, length: number, factor: number, limit: number): readonly [number, number] {
  const wanted = Math.min(limit, Math.max(TILE_PX, Math.round(length * factor)));
  const first = Math.round(start + length / 2 - wanted / 2);
  return [Math.max(0, Math.min(limit - wanted, first)), wanted];
}
