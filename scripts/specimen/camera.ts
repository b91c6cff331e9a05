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
  const radius = (weights.length - 1) / 2;
  const source = data.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let at = 0; at < weights.length; at++) {
        const weight = weights[at] as number;
        const u = Math.max(0, Math.min(width - 1, Math.round(x + (at - radius) * stepX)));
        const v = Math.max(0, Math.min(height - 1, Math.round(y + (at - radius) * stepY)));
        const from = (v * width + u) * 4;
        red += weight * (source[from] as number);
        green += weight * (source[from + 1] as number);
        blue += weight * (source[from + 2] as number);
      }
      const to = (y * width + x) * 4;
      data[to] = red / sum;
      data[to + 1] = green / sum;
      data[to + 2] = blue / sum;
    }
  }
}

/** A lamp's reflection: its middle clips, and it fades out over as much again. */
export function reflect(
  picture: Canvas,
  centreX: number,
  centreY: number,
  radius: number,
  strength: number,
): void {
  everyPixel(picture, (x, y) => {
    const distance = Math.hypot(x - centreX, y - centreY) / radius;
    return { times: 1, plus: distance < 2 ? strength * Math.exp(-2 * distance * distance) : 0 };
  });
}

/** Light from one side, and how bright it is: 1 leaves the picture as it is. */
export function light(picture: Canvas, brightness: number, slopeX: number, slopeY: number): void {
  everyPixel(picture, (x, y) => ({
    times: brightness * (1 + slopeX * (x / picture.width - 0.5) + slopeY * (y / picture.height - 0.5)),
    plus: 0,
  }));
}

/** Noise of the sensor, with the given deviation of 255. */
export function grain({ data }: Canvas, deviation: number, draw: Draw): void {
  if (deviation <= 0) return;
  for (let at = 0; at < data.length; at += 4) {
    const noise = deviation * draw.normal();
    for (let channel = 0; channel < 3; channel++) data[at + channel] = (data[at + channel] as number) + noise;
  }
}

function everyPixel(
  { data, width, height }: Canvas,
  change: (x: number, y: number) => { times: number; plus: number },
): void {
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const { times, plus } = change(x, y);
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (data[at + channel] as number) * times + plus;
      }
    }
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
