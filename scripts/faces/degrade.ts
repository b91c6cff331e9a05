import type { Canvas } from "../specimen/canvas.ts";
import { decodeJpegFile, encodeJpegFile } from "../specimen/node-codecs.ts";

/** A change of pixels, for measuring what it costs. */
export type Change = (canvas: Canvas) => Canvas;

function fresh(width: number, height: number): Canvas {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  return { data, width, height } as Canvas;
}

/** The picture at another size; each pixel the mean of what it covers, or between its neighbours when enlarged. */
export function scaled(from: Canvas, factor: number): Canvas {
  const to = fresh(
    Math.max(1, Math.round(from.width * factor)),
    Math.max(1, Math.round(from.height * factor)),
  );
  const [stepX, stepY] = [from.width / to.width, from.height / to.height];
  const taps = Math.max(1, Math.ceil(Math.max(stepX, stepY)) * 2);
  const read = (x: number, y: number, channel: number): number => {
    const [cx, cy] = [Math.min(Math.max(x, 0), from.width - 1), Math.min(Math.max(y, 0), from.height - 1)];
    const [left, top] = [Math.floor(cx), Math.floor(cy)];
    const [right, bottom] = [Math.min(left + 1, from.width - 1), Math.min(top + 1, from.height - 1)];
    const pixel = (px: number, py: number): number => from.data[(py * from.width + px) * 4 + channel] ?? 0;
    const upper = pixel(left, top) * (1 - cx + left) + pixel(right, top) * (cx - left);
    const lower = pixel(left, bottom) * (1 - cx + left) + pixel(right, bottom) * (cx - left);
    return upper * (1 - cy + top) + lower * (cy - top);
  };
  for (let y = 0; y < to.height; y++) {
    for (let x = 0; x < to.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let tap = 0; tap < taps * taps; tap++) {
          const px = (x + ((tap % taps) + 0.5) / taps) * stepX - 0.5;
          const py = (y + (Math.floor(tap / taps) + 0.5) / taps) * stepY - 0.5;
          sum += read(px, py, channel);
        }
        to.data[(y * to.width + x) * 4 + channel] = sum / (taps * taps);
      }
    }
  }
  return to;
}

/** The picture in the middle of a gray frame of a side, as a face far from the camera stands in a whole picture. */
export function framed(from: Canvas, side: number): Canvas {
  const to = fresh(Math.max(side, from.width), Math.max(side, from.height));
  to.data.forEach((_, at) => {
    to.data[at] = at % 4 === 3 ? 255 : 128;
  });
  const [left, top] = [(to.width - from.width) >> 1, (to.height - from.height) >> 1];
  for (let y = 0; y < from.height; y++) {
    const row = from.data.subarray(y * from.width * 4, (y + 1) * from.width * 4);
    to.data.set(row, ((y + top) * to.width + left) * 4);
  }
  return to;
}

/** Gaussian blur of a standard deviation in pixels. */
export function blurred(from: Canvas, sigma: number): Canvas {
  const reach = Math.ceil(sigma * 3);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
  );
  const total = kernel.reduce((sum, value) => sum + value, 0);
  const pass = (source: Canvas, horizontal: boolean): Canvas => {
    const to = fresh(source.width, source.height);
    for (let y = 0; y < to.height; y++) {
      for (let x = 0; x < to.width; x++) {
        for (let channel = 0; channel < 3; channel++) {
          let sum = 0;
          kernel.forEach((weight, at) => {
            const px = Math.min(Math.max(horizontal ? x + at - reach : x, 0), source.width - 1);
            const py = Math.min(Math.max(horizontal ? y : y + at - reach, 0), source.height - 1);
            sum += weight * (source.data[(py * source.width + px) * 4 + channel] ?? 0);
          });
          to.data[(y * to.width + x) * 4 + channel] = sum / total;
        }
      }
    }
    return to;
  };
  return pass(pass(from, true), false);
}

/** Brightness and contrast: value × gain + offset. */
export function relit(from: Canvas, gain: number, offset: number): Canvas {
  const to = fresh(from.width, from.height);
  from.data.forEach((value, at) => {
    to.data[at] = at % 4 === 3 ? 255 : value * gain + offset;
  });
  return to;
}

/** The part of the picture inside a box of shares of its sides. */
export function cut(from: Canvas, left: number, top: number, right: number, bottom: number): Canvas {
  const [x0, y0] = [Math.round(from.width * left), Math.round(from.height * top)];
  const to = fresh(Math.round(from.width * right) - x0, Math.round(from.height * bottom) - y0);
  for (let y = 0; y < to.height; y++) {
    const start = ((y + y0) * from.width + x0) * 4;
    to.data.set(from.data.subarray(start, start + to.width * 4), y * to.width * 4);
  }
  return to;
}

/** Paints a polygon in one colour. */
export function painted(
  from: Canvas,
  polygon: readonly (readonly [number, number])[],
  colour: readonly [number, number, number],
): Canvas {
  const to = { ...from, data: from.data.slice() } as Canvas;
  for (let y = 0; y < to.height; y++) {
    const crossings: number[] = [];
    polygon.forEach(([x1, y1], at) => {
      const [x2, y2] = polygon[(at + 1) % polygon.length] ?? [0, 0];
      if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    });
    crossings.sort((a, b) => a - b);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      for (let x = Math.ceil(crossings[at] ?? 0); x <= (crossings[at + 1] ?? -1); x++) {
        if (x >= 0 && x < to.width) to.data.set(colour, (y * to.width + x) * 4);
      }
    }
  }
  return to;
}

/** A JPEG file with its pixels changed, compressed again. */
export async function changed(file: Uint8Array, change: Change, quality = 92): Promise<Uint8Array> {
  return encodeJpegFile(change(await decodeJpegFile(file)), quality);
}
