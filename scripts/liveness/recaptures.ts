import { type Scene, takePicture, viewOf } from "../forensics/camera.ts";
import { cameraJpeg } from "../forensics/camera-jpeg.ts";
import { halftoneScene, paperScene, screenScene } from "../forensics/scenes.ts";
import type { Canvas } from "../specimen/canvas.ts";

type Random = () => number;

/** What a selfie camera sends: a small upright picture. */
const WIDTH = 480;
const HEIGHT = 640;

/** Share of LFW's pictures that is free of black corners on nearly all of them. */
const UPRIGHT = 0.76;

const between = (random: Random, low: number, high: number) => low + random() * (high - low);

/** A picture drawn larger or smaller, between its pixels. */
export function resized(picture: Canvas, width: number, height: number): Canvas {
  const scene = paperScene(picture);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 4) {
      const u = ((x + 0.5) / width) * (picture.width - 1) + 0.5;
      const v = ((y + 0.5) / height) * (picture.height - 1) + 0.5;
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = scene(
          Math.min(u, picture.width - 0.6),
          Math.min(v, picture.height - 0.6),
          channel,
        );
      data[at + 3] = 255;
    }
  }
  return { width, height, data };
}

/** The middle of a picture: those of LFW were turned upright, and bear black corners that no camera makes. */
export function middleOf(picture: Canvas, share: number): Canvas {
  const [width, height] = [Math.round(picture.width * share), Math.round(picture.height * share)];
  const [left, top] = [(picture.width - width) >> 1, (picture.height - height) >> 1];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

/** A wall in some light with a shelf's or a door's edges, as rooms have; our own, so that no face hides in it. */
function room(random: Random): Scene {
  const tint = [between(random, 60, 190), between(random, 60, 190), between(random, 60, 190)];
  const edge = between(random, -0.3, 1.3) * WIDTH;
  const shelf = between(random, -0.3, 1.3) * HEIGHT;
  const [phase, slope] = [random() * 6, between(random, -0.15, 0.15)];
  return (u, v, channel) => {
    const shade = 0.8 + 0.2 * Math.sin(u / 90 + v / 130 + phase);
    const part = u + slope * v > edge ? 1 : 0.7;
    return (tint[channel] as number) * shade * part * (v > shelf ? 0.8 : 1);
  };
}

/** A flat thing before a room: `inside` draws it in its own units, of which `width` by `height` are seen. */
function held(inside: Scene, width: number, height: number, behind: Scene): Scene {
  return (u, v, channel) =>
    u >= 0 && v >= 0 && u < width && v < height
      ? inside(u, v, channel)
      : behind((u / width) * WIDTH, (v / height) * HEIGHT, channel);
}

function shoot(scene: Scene, width: number, height: number, share: number, random: Random): Canvas {
  const area = { width: width / share, height: height / share };
  const left = (width - area.width) * between(random, 0.35, 0.65);
  const top = (height - area.height) * between(random, 0.35, 0.65);
  return takePicture(scene, {
    width: WIDTH,
    height: HEIGHT,
    corners: viewOf({ left, top, ...area }, between(random, -6, 6), 0.05, random),
    blur: between(random, 0.2, 0.9),
    noise: between(random, 1, 4),
    random,
  });
}

/** Three to four, the shape of a selfie, cut from a picture's middle. */
function portrait(picture: Canvas, width: number): Canvas {
  const height = Math.round((width * HEIGHT) / WIDTH);
  const source = middleOf(picture, UPRIGHT);
  const large = resized(source, Math.round((height * source.width) / source.height), height);
  const left = (large.width - width) >> 1;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = (y * large.width + left) * 4;
    data.set(large.data.subarray(from, from + width * 4), y * width * 4);
  }
  return { width, height, data };
}

/** A telephone that shows the face, whole with its black rim (`framed`) or so near that its screen fills the picture. */
export function onScreen(face: Canvas, framed: boolean, random: Random): Canvas {
  const pixels = Math.round(between(random, 360, 720));
  const shown = portrait(face, pixels);
  const rim = Math.round(pixels * between(random, 0.02, 0.06));
  const screen = screenScene(shown);
  const [width, height] = [shown.width + 2 * rim, shown.height + 4 * rim];
  const device: Scene = (u, v, channel) => screen(u - rim, v - 2 * rim, channel);
  const share = framed ? between(random, 0.6, 0.88) : between(random, 1.05, 1.4);
  return shoot(held(device, width, height, room(random)), width, height, share, random);
}

/** A print in four inks, with its white margin (`framed`) or filling the picture. */
export function onPaper(face: Canvas, framed: boolean, random: Random): Canvas {
  const shown = portrait(face, 480);
  const millimetres = between(random, 90, 200);
  const pxPerMm = shown.width / millimetres;
  const print = halftoneScene(shown, between(random, 133, 200), pxPerMm);
  const margin = Math.round(shown.width * between(random, 0.02, 0.08));
  const [width, height] = [shown.width + 2 * margin, shown.height + 2 * margin];
  const sheet: Scene = (u, v, channel) => {
    const [x, y] = [u - margin, v - margin];
    return x < 0 || y < 0 || x >= shown.width || y >= shown.height ? 235 : print(x, y, channel);
  };
  const share = framed ? between(random, 0.6, 0.88) : between(random, 1.1, 1.4);
  return shoot(held(sheet, width, height, room(random)), width, height, share, random);
}

/** A photographic print, which has no dots, held in a room. */
export function photograph(face: Canvas, random: Random): Canvas {
  const shown = portrait(face, 480);
  const scene = held(paperScene(shown), shown.width, shown.height, room(random));
  return shoot(scene, shown.width, shown.height, between(random, 0.6, 0.88), random);
}

/** The face cut out of a photographic print along an oval, held in a room. */
export function cutOut(face: Canvas, random: Random): Canvas {
  const shown = portrait(face, 480);
  const paper = paperScene(shown);
  const behind = room(random);
  const [rx, ry] = [shown.width * between(random, 0.3, 0.38), shown.height * between(random, 0.36, 0.44)];
  const scene: Scene = (u, v, channel) => {
    const [dx, dy] = [(u - shown.width / 2) / rx, (v - shown.height * 0.5) / ry];
    return dx * dx + dy * dy < 1 ? paper(u, v, channel) : behind(u, v, channel);
  };
  return shoot(scene, shown.width, shown.height, between(random, 0.8, 1), random);
}

/** The picture itself as a camera would have saved it. */
export function honest(face: Canvas, random: Random): Canvas {
  const width = Math.round(between(random, 300, 640) / 8) * 8;
  const source = middleOf(face, UPRIGHT);
  return resized(source, width, Math.round((width * source.height) / source.width));
}

/** A JPEG file as cameras save them. */
export const asJpeg = (picture: Canvas, random: Random): Uint8Array =>
  cameraJpeg(picture, Math.round(between(random, 80, 95)));
