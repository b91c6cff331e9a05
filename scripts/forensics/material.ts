import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { instantiatePng } from "../../src/vision/image/png-codec.ts";
import type { Box } from "../../src/vision/ports/picture.ts";
import { type Canvas, createCanvas } from "../specimen/canvas.ts";
import { decodeJpegFile } from "../specimen/node-codecs.ts";
import { takePicture, viewOf } from "./camera.ts";
import { cameraJpeg } from "./camera-jpeg.ts";
import { halftoneScene, paperScene, screenScene } from "./scenes.ts";

const PNG_WASM = createRequire(import.meta.url).resolve("@jsquash/png/codec/pkg/squoosh_png_bg.wasm");

/** Every picture of a folder that is large enough to be a page, by its file's name. */
export async function readFolder(
  folder: string,
  minWidth = 0,
): Promise<{ file: string; picture: Canvas; bytes: Uint8Array }[]> {
  const png = instantiatePng(Reflect.construct(WebAssembly.Module, [readFileSync(PNG_WASM)]));
  const found = [];
  for (const file of readdirSync(folder).sort()) {
    if (!/\.(png|jpe?g)$/i.test(file)) continue;
    const bytes = readFileSync(path.join(folder, file));
    const picture = /png$/i.test(file) ? copyOf(png.decode(bytes)) : await decodeJpegFile(bytes);
    if (picture.width >= minWidth) found.push({ file, picture, bytes: Uint8Array.from(bytes) });
  }
  return found;
}

const copyOf = ({
  rgba,
  width,
  height,
}: {
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}): Canvas => ({
  data: Uint8ClampedArray.from(rgba),
  width,
  height,
});

export type Random = () => number;
const between = (random: Random, low: number, high: number) => low + random() * (high - low);
const quality = (random: Random) => Math.round(between(random, 78, 96));
const WIDTH = 1200;

function shoot(
  scene: ReturnType<typeof paperScene>,
  picture: Canvas,
  pxPerUnit: number,
  random: Random,
): Canvas {
  const height = Math.round((WIDTH * picture.height) / picture.width / 8) * 8;
  const area = { width: WIDTH / pxPerUnit, height: height / pxPerUnit };
  const at = { left: (picture.width - area.width) / 2, top: (picture.height - area.height) / 2 };
  return takePicture(scene, {
    width: WIDTH,
    height: Math.min(height, 1000),
    corners: viewOf({ ...at, ...area }, between(random, -4, 4), 0.03, random),
    blur: between(random, 0.2, 0.8),
    noise: between(random, 1, 4),
    random,
  });
}

/** The original on a table, photographed. */
export const photograph = (picture: Canvas, random: Random): Canvas =>
  shoot(paperScene(picture), picture, (WIDTH / picture.width) * between(random, 0.8, 0.97), random);

/** The picture on a screen, of whose pixels one takes 0.9-3.5 of the camera's. */
export const recapture = (picture: Canvas, random: Random): Canvas =>
  shoot(screenScene(picture), picture, between(random, 0.9, 3.5), random);

/** The picture printed at 133-200 lines an inch on 110 mm of paper, photographed with 10-20 pixels a millimetre. */
export function printAndShoot(picture: Canvas, random: Random): Canvas {
  const pxPerMm = picture.width / 110;
  const scene = halftoneScene(picture, between(random, 133, 200), pxPerMm);
  return shoot(scene, picture, between(random, 10, 20) / pxPerMm, random);
}

/** A photocopy without colours, photographed under a lamp with a cast. */
export function photocopy(picture: Canvas, random: Random): Canvas {
  const copy = photograph(picture, random);
  const cast = [between(random, 0.94, 1.06), 1, between(random, 0.9, 1.06)];
  for (let at = 0; at < copy.data.length; at += 4) {
    const luma =
      0.299 * (copy.data[at] as number) +
      0.587 * (copy.data[at + 1] as number) +
      0.114 * (copy.data[at + 2] as number);
    for (let channel = 0; channel < 3; channel++)
      copy.data[at + channel] = (luma - 128) * 1.2 + 128 * (cast[channel] as number);
  }
  return copy;
}

export const asCameraJpeg = (picture: Canvas, random: Random): Uint8Array =>
  cameraJpeg(picture, quality(random));

/** A saved photograph into which an editor put something before it was saved again. */
async function resaved(
  photo: Canvas,
  random: Random,
  edit: (canvas: Canvas) => void,
): Promise<{ jpeg: Uint8Array; first: number; second: number }> {
  const [first, second] = [quality(random), quality(random)];
  const canvas = await decodeJpegFile(cameraJpeg(photo, first));
  edit(canvas);
  return { jpeg: cameraJpeg(canvas, second), first, second };
}

/** The same without an edit: what a messenger or a gallery does to an honest picture. */
export const onlyResaved = (photo: Canvas, random: Random) => resaved(photo, random, () => {});

/** Another person's face over the portrait, matched in size. */
export const withOtherFace = (photo: Canvas, box: Box, face: Canvas, random: Random) =>
  resaved(photo, random, (canvas) => {
    const scale = 130 / box.width;
    const [left, top] = [Math.round(box.x - box.width * 0.15), Math.round(box.y - box.height * 0.2)];
    const [width, height] = [Math.round(box.width * 1.3), Math.round(box.height * 1.35)];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        put(canvas, left + x, top + y, at(face, 45 + x * scale * 0.95, 35 + y * scale * 0.95));
  });

/** A few characters' worth of the picture's own print, laid over another place. */
export const withMovedPrint = (photo: Canvas, random: Random) =>
  resaved(photo, random, (canvas) => {
    const [width, height] = [Math.round(between(random, 60, 160)), Math.round(between(random, 24, 40))];
    const place = (): [number, number] => [
      Math.round(between(random, 0.35, 0.6) * canvas.width),
      Math.round(between(random, 0.15, 0.8) * (canvas.height - height)),
    ];
    const [fromX, fromY] = place();
    const [toX, toY] = place();
    const cut = createCanvas(width, height, [0, 0, 0]);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) put(cut, x, y, at(canvas, fromX + x + 0.5, fromY + y + 0.5));
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) put(canvas, toX + x, toY + y, at(cut, x + 0.5, y + 0.5));
  });

function put({ data, width, height }: Canvas, x: number, y: number, colour: readonly number[]): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  for (let channel = 0; channel < 3; channel++)
    data[(y * width + x) * 4 + channel] = colour[channel] as number;
}

/** The colour at a point, between four pixels. */
function at({ data, width, height }: Canvas, x: number, y: number): number[] {
  const [px, py] = [
    Math.max(0, Math.min(width - 1.001, x - 0.5)),
    Math.max(0, Math.min(height - 1.001, y - 0.5)),
  ];
  const [left, top] = [Math.floor(px), Math.floor(py)];
  const [fx, fy] = [px - left, py - top];
  return [0, 1, 2].map((channel) => {
    const value = (dx: number, dy: number) =>
      data[(Math.min(height - 1, top + dy) * width + Math.min(width - 1, left + dx)) * 4 + channel] as number;
    return (
      (value(0, 0) * (1 - fx) + value(1, 0) * fx) * (1 - fy) +
      (value(0, 1) * (1 - fx) + value(1, 1) * fx) * fy
    );
  });
}
