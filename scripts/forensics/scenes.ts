import type { Canvas } from "../specimen/canvas.ts";
import type { Scene } from "./camera.ts";

/** Grey of the table around a picture. */
const TABLE = 92;

const valueAt = (picture: Canvas, x: number, y: number, channel: number): number =>
  picture.data[(y * picture.width + x) * 4 + channel] as number;

/** A picture as continuous-tone paper on a plain table; scene units are its pixels. */
export function paperScene(picture: Canvas): Scene {
  return (u, v, channel) => {
    const [x, y] = [u - 0.5, v - 0.5];
    if (x < 0 || y < 0 || x >= picture.width - 1 || y >= picture.height - 1) return TABLE;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - left, y - top];
    return (
      (valueAt(picture, left, top, channel) * (1 - fx) + valueAt(picture, left + 1, top, channel) * fx) *
        (1 - fy) +
      (valueAt(picture, left, top + 1, channel) * (1 - fx) +
        valueAt(picture, left + 1, top + 1, channel) * fx) *
        fy
    );
  };
}

/** Share of a screen's pixel that lights, and of its width that one colour's stripe takes. */
const STRIPE = 0.3;
const LIT_ROWS = 0.85;

/**
 * A picture shown by an LCD: every pixel of the screen is three upright stripes, red, green and blue, with dark gaps
 * between. Scene units are pixels of the screen.
 */
export function screenScene(picture: Canvas): Scene {
  return (u, v, channel) => {
    const [x, y] = [Math.floor(u), Math.floor(v)];
    if (x < 0 || y < 0 || x >= picture.width || y >= picture.height) return 8;
    const inStripe = u - x - channel / 3;
    if (inStripe < 0 || inStripe > STRIPE || v - y > LIT_ROWS) return 3;
    // A third of the area shows each colour: a screen is that much brighter to look the same.
    return valueAt(picture, x, y, channel) / (STRIPE * LIT_ROWS);
  };
}

/** Screen angles of process inks in degrees (ISO 12647-1): cyan, magenta, yellow, black. */
const ANGLES = [15, 75, 0, 45].map((degrees) => (degrees * Math.PI) / 180);

/**
 * A picture printed in four inks as dots. Scene units are pixels of the picture, of which `pxPerMm` lie on a
 * millimetre of paper.
 */
export function halftoneScene(picture: Canvas, linesPerInch: number, pxPerMm: number, inks = true): Scene {
  const perPixel = linesPerInch / 25.4 / pxPerMm;
  const tone = paperScene(picture);
  const dot = (u: number, v: number, ink: number, amount: number): boolean => {
    const angle = ANGLES[ink] as number;
    const a = (u * Math.cos(angle) + v * Math.sin(angle)) * perPixel * 2 * Math.PI;
    const b = (v * Math.cos(angle) - u * Math.sin(angle)) * perPixel * 2 * Math.PI;
    return (Math.cos(a) + Math.cos(b) + 2) / 4 > 1 - amount;
  };
  return (u, v, channel) => {
    if (u < 0 || v < 0 || u >= picture.width || v >= picture.height) return TABLE;
    const cmy = [0, 1, 2].map((at) => 1 - tone(u, v, at) / 255);
    const black = Math.min(...cmy) * (inks ? 0.8 : 1);
    let light = 245;
    if (dot(u, v, 3, black)) light *= 0.12;
    if (inks && dot(u, v, channel, ((cmy[channel] as number) - black) / (1 - black + 1e-6))) light *= 0.15;
    return light;
  };
}
