import type { Canvas } from "./canvas.ts";
import type { Draw } from "./seeded.ts";

/** What a camera does to a picture, each in place. Lengths are in pixels. */

/** Out of focus: a Gaussian of the given deviation, across and then down. */
export function defocus(picture: Canvas, sigma: number): void {
  if (sigma < 0.15) return;
  const radius = Math.ceil(sigma * 3);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-((at - radius) ** 2) / (2 * sigma * sigma)),
  );
  convolve(picture, weights, 1, 0);
  convolve(picture, weights, 0, 1);
}

/** The hand moved: the mean along a line of the given length, in degrees clockwise from the right. */
export function shake(picture: Canvas, length: number, angle: number): void {
  if (length < 0.5) return;
  const radius = Math.ceil(length / 2);
  // The ends count for the part of a pixel that the line reaches into.
  const weights = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.max(0, Math.min(1, length / 2 + 0.5 - Math.abs(at - radius))),
  );
  convolve(picture, weights, Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180));
}

function convolve(
  { data, width, height }: Canvas,
  weights: readonly number[],
  stepX: number,
  stepY: number,
): void {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = Float64Array.from(weights, (weight) => weight / sum);
  const radius = (weights.length - 1) / 2;
  const across = Int32Array.from(weights, (_, at) => Math.round((at - radius) * stepX));
  const down = Int32Array.from(weights, (_, at) => Math.round((at - radius) * stepY));
  const source = data.slice();
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      let red = 0;
      let green = 0;
      let blue = 0;
      const inside = x >= radius && y >= radius && x < width - radius && y < height - radius;
      for (let at = 0; at < shares.length; at++) {
        const u = x + (across[at] as number);
        const v = y + (down[at] as number);
        const from = inside ? (v * width + u) * 4 : (within(v, height) * width + within(u, width)) * 4;
        const share = shares[at] as number;
        red += share * (source[from] as number);
        green += share * (source[from + 1] as number);
        blue += share * (source[from + 2] as number);
      }
      data[to] = red;
      data[to + 1] = green;
      data[to + 2] = blue;
    }
  }
}

/** A lamp's reflection: its middle clips, and it fades out over as much again. */
export function reflect(
  { data, width, height }: Canvas,
  centreX: number,
  centreY: number,
  radius: number,
  strength: number,
): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const distance = Math.hypot(x - centreX, y - centreY) / radius;
      if (distance >= 2) continue;
      const more = strength * Math.exp(-2 * distance * distance);
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = (data[at + channel] as number) + more;
    }
  }
}

/** Light from one side, and how bright it is: 1 leaves the picture as it is. */
export function light(
  { data, width, height }: Canvas,
  brightness: number,
  slopeX: number,
  slopeY: number,
): void {
  if (brightness === 1 && slopeX === 0 && slopeY === 0) return;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const times = brightness * (1 + slopeX * (x / width - 0.5) + slopeY * (y / height - 0.5));
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = (data[at + channel] as number) * times;
    }
  }
}

/** Noise of the sensor, with the given deviation of 255. */
export function grain({ data }: Canvas, deviation: number, draw: Draw): void {
  if (deviation <= 0) return;
  for (let at = 0; at < data.length; at += 4) {
    const noise = deviation * draw.normal();
    for (let channel = 0; channel < 3; channel++) data[at + channel] = (data[at + channel] as number) + noise;
  }
}

/** The picture turned clockwise by quarters. */
export function turned(picture: Canvas, quarters: number): Canvas {
  let { data, width, height } = picture;
  for (let turn = 0; turn < quarters % 4; turn++) {
    const next = new Uint8ClampedArray(data.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = (y * width + x) * 4;
        next.set(data.subarray(from, from + 4), (x * height + height - 1 - y) * 4);
      }
    }
    [data, width, height] = [next, height, width];
  }
  return { data, width, height };
}
