import type { Affine } from "./affine.ts";
import type { Picture, Pyramid } from "./picture.ts";

/** What a net wants its pixels to be: value = (channel − mean) × scale. */
export interface PixelForm {
  channels: "rgb" | "bgr" | "gray";
  mean: number;
  scale: number;
}

/** BT.601 luma, as OpenCV's COLOR_RGB2GRAY, with which the landmark and eye nets were fed. */
const LUMA = [0.299, 0.587, 0.114] as const;

/** Samples along each side of a target pixel; two are enough as a level is at most twice too fine. */
const SAMPLES = 2;

/** The pyramid's level for a map, with the map brought to that level's pixels. */
function atLevel(pyramid: Pyramid, map: Affine): { picture: Picture; map: Affine; shrink: number } {
  const scale = Math.hypot(map[0], map[3]);
  const wanted = Math.max(0, Math.floor(Math.log2(Math.max(scale, 1))));
  const picture = pyramid.level(wanted);
  const shift = (1 / picture.factor - 1) / 2; // pixel centres: (x + ½) / factor − ½
  const [a, b, c, d, e, f] = map.map((part) => part / picture.factor) as unknown as Affine;
  return { picture, map: [a, b, c + shift, d, e, f + shift], shrink: scale / picture.factor };
}

/**
 * Draws the part of the picture that `map` (target pixel → picture pixel) shows, bilinear and without aliasing;
 * what lies outside the picture is black. Returns height × width × channels values.
 */
export function warp(
  pyramid: Pyramid,
  map: Affine,
  width: number,
  height: number,
  form: PixelForm,
): Float32Array {
  const level = atLevel(pyramid, map);
  const [a, b, c, d, e, f] = level.map;
  const { rgba, width: sourceWidth, height: sourceHeight } = level.picture;
  const samples = level.shrink > 1 ? SAMPLES : 1;
  const share = 1 / (samples * samples);
  const offsets = Float64Array.from({ length: 2 * samples * samples }, (_, at) => {
    const place = at % 2 === 0 ? (at / 2) % samples : Math.floor(at / 2 / samples);
    return (place + 0.5) / samples - 0.5;
  });
  const channels = form.channels === "gray" ? 1 : 3;
  const [first, third] = form.channels === "bgr" ? [2, 0] : [0, 2];
  const target = new Float32Array(width * height * channels);
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let sample = 0; sample < offsets.length; sample += 2) {
        const px = x + (offsets[sample] as number);
        const py = y + (offsets[sample + 1] as number);
        const sx = a * px + b * py + c;
        const sy = d * px + e * py + f;
        const left = Math.floor(sx);
        const top = Math.floor(sy);
        const right = sx - left;
        const low = sy - top;
        if (left >= 0 && top >= 0 && left + 1 < sourceWidth && top + 1 < sourceHeight) {
          // Nearly every sample; spelt out, since this loop is a tenth of the time a face takes.
          const at = (top * sourceWidth + left) * 4;
          const under = at + sourceWidth * 4;
          const one = (1 - right) * (1 - low) * share;
          const two = right * (1 - low) * share;
          const three = (1 - right) * low * share;
          const four = right * low * share;
          red += (rgba[at] as number) * one;
          red += (rgba[at + 4] as number) * two;
          red += (rgba[under] as number) * three;
          red += (rgba[under + 4] as number) * four;
          green += (rgba[at + 1] as number) * one;
          green += (rgba[at + 5] as number) * two;
          green += (rgba[under + 1] as number) * three;
          green += (rgba[under + 5] as number) * four;
          blue += (rgba[at + 2] as number) * one;
          blue += (rgba[at + 6] as number) * two;
          blue += (rgba[under + 2] as number) * three;
          blue += (rgba[under + 6] as number) * four;
          continue;
        }
        for (let corner = 0; corner < 4; corner++) {
          const cx = left + (corner & 1);
          const cy = top + (corner >> 1);
          if (cx < 0 || cy < 0 || cx >= sourceWidth || cy >= sourceHeight) continue;
          const weight = (corner & 1 ? right : 1 - right) * (corner >> 1 ? low : 1 - low) * share;
          const at = (cy * sourceWidth + cx) * 4;
          red += (rgba[at] as number) * weight;
          green += (rgba[at + 1] as number) * weight;
          blue += (rgba[at + 2] as number) * weight;
        }
      }
      if (channels === 1) {
        target[to++] = (red * LUMA[0] + green * LUMA[1] + blue * LUMA[2] - form.mean) * form.scale;
      } else {
        target[to + first] = (red - form.mean) * form.scale;
        target[to + 1] = (green - form.mean) * form.scale;
        target[to + third] = (blue - form.mean) * form.scale;
        to += 3;
      }
    }
  }
  return target;
}
