import type { ActiveFrame } from "../../src/features/biometrics/active/evidence.ts";
import { FLASH_MS, type FlashColour, LIGHT } from "../../src/features/biometrics/active/flash.ts";
import { measureFaceLight } from "../../src/vision/faces/face-light.ts";
import type { Point } from "../../src/vision/ports/picture.ts";
import { see } from "./camera.ts";
import { aHead } from "./head-model.ts";
import type { Random } from "./random.ts";

type Rgb = readonly [number, number, number];

/** How much of the screen's light a scene gives back, against what its lamps give, and what the camera makes of it. */
export interface FlashScene {
  /** Of the screen's light on the face and on what is behind it; lamps count 1. */
  onFace: number;
  onBackground: number;
  /** What the screen shows at a time after its first colour; null: nothing. */
  shown(sinceMs: number): FlashColour | null;
  /** Standard deviation of a pixel in grey levels, and of the camera's gain and white balance from frame to frame. */
  noise: number;
  gain: number;
  balance: number;
}

const WIDTH = 144;
const HEIGHT = 192;
/** `see` draws for 480 by 640 pixels. */
const SCALE = WIDTH / 480;

/** IEC 61966-2-1, from light to one of 256 values. */
const CODE = Uint8Array.from({ length: 4096 }, (_, at) => {
  const light = at / 4095;
  return Math.round(255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055));
});

/** The colours as a screen shows them: some milliseconds late, as every screen and camera are. */
export function onScreen(colours: readonly FlashColour[], random: Random): FlashScene["shown"] {
  const lateMs = random.between(20, 110);
  return (sinceMs) => colours[Math.floor((sinceMs - lateMs) / FLASH_MS)] ?? null;
}

/** Frames of a face that looks at a screen, five a second, as a camera of few pixels gives them. */
export function renderFlash(scene: FlashScene, lengthMs: number, random: Random): ActiveFrame[] {
  const head = aHead(random);
  const tone = random.between(0.25, 1.25);
  const skin: Rgb = [0.52 * tone, 0.34 * tone, 0.25 * tone];
  const wall: Rgb = [random.between(0.2, 0.7), random.between(0.2, 0.7), random.between(0.2, 0.7)];
  const warm = random.between(-0.15, 0.3);
  const lamp: Rgb = [1 + warm, 1, 1 - warm];
  const exposure = random.between(0.55, 0.95);
  const rest = { yaw: 3 * random.normal(), pitch: 3 * random.normal(), roll: 3 * random.normal() };
  const distance = random.between(340, 480);
  const frames: ActiveFrame[] = [];
  for (let atMs = 0; atMs < lengthMs; atMs += random.between(160, 240)) {
    const place = { ...rest, x: 4 * random.normal(), y: -40 + 4 * random.normal(), distance };
    const landmarks = see(head, place).map(([x, y]): Point => [x * SCALE, y * SCALE]);
    const colour = scene.shown(atMs);
    const flash: Rgb = colour ? LIGHT[colour] : [0, 0, 0];
    const gain = exposure * (1 + scene.gain * random.normal());
    const balance = [0, 1, 2].map(() => gain * (1 + scene.balance * random.normal()));
    const lit = (albedo: Rgb, share: number) =>
      albedo.map(
        (part, at) => part * ((lamp[at] as number) + share * (flash[at] as number)) * (balance[at] as number),
      );
    const rgba = paint(
      landmarks,
      lit(skin, scene.onFace),
      lit(wall, scene.onBackground),
      scene.noise,
      random,
    );
    const box = boxOf(landmarks);
    const light = measureFaceLight({ rgba, width: WIDTH, height: HEIGHT }, landmarks, box);
    const face = { landmarks, pose: rest, eyes: null, embedding: null, light };
    frames.push({ atMs: Math.round(atMs), sha256: `flash-${atMs}`, faces: 1, face });
  }
  return frames;
}

function boxOf(landmarks: readonly Point[]) {
  const [xs, ys] = [landmarks.map(([x]) => x), landmarks.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  return { x: left, y: top - height * 0.25, width, height: height * 1.25 };
}

/** An oval of skin with shoulders under it before a wall with some structure; every pixel has its noise. */
function paint(
  landmarks: readonly Point[],
  skin: readonly number[],
  wall: readonly number[],
  noise: number,
  random: Random,
): Uint8ClampedArray {
  const box = boxOf(landmarks);
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 4) {
      const dx = (x - box.x - box.width / 2) / (box.width / 2);
      const dy = (y - box.y - box.height / 2) / (box.height / 2);
      const near = dx * dx + dy * dy < 1 || dy > 1.1;
      const colour = near ? skin : wall;
      const shade = near ? 1 - 0.25 * Math.min(1, dx * dx) : 0.75 + 0.25 * Math.sin(x / 7) * Math.cos(y / 9);
      const grain = noise * random.normal();
      for (let channel = 0; channel < 3; channel++) {
        const light = Math.min(1, (colour[channel] as number) * shade);
        rgba[at + channel] = (CODE[Math.round(light * 4095)] as number) + grain;
      }
      rgba[at + 3] = 255;
    }
  }
  return rgba;
}
