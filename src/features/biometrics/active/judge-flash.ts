import type { FaceLight } from "../../../vision/ports/faces.ts";
import { type ActiveFrame, atLeast, type Finding, type FlashEvidence } from "./evidence.ts";
import { FLASH_MS, type FlashColour, LIGHT } from "./flash.ts";

/** A screen and a camera's exposure need this long to settle on a colour. */
const SETTLE_MS = 150;
/** Rendered faces follow by .98 and more, answers to other colours by .68 at most (docs/models.md). */
const FOLLOWS = 0.85;
/** Below, what moved the colours of the face was something else. */
const FOLLOWS_NOT = 0.5;
/**
 * By how much of its own light a face takes the screen's colour: telephones at arm's length give 4-40 % in a lit room,
 * noise of a mean over a cheek stays below .3 %. By daylight and on another screen there is too little to see.
 */
const SEEN = 0.02;
/** A face is lit by a screen before it; a wall behind, a metre and more away, by a tenth of that. */
const BEYOND_BACKGROUND = 1.6;
/** From here down the background is as near as the face: a sheet, or a tint laid over the whole picture. */
const WITH_BACKGROUND = 1.25;
/** Below this part of the threshold the background's own share is noise, and no divisor. */
const LEAST_BACKGROUND = SEEN / 4;

type Rgb = readonly [number, number, number];
interface Lit {
  /** Which of the colours was on. */
  place: number;
  colour: FlashColour;
  light: FaceLight;
}

/**
 * Whether the face, and not what is behind it, took the colours that the screen was told to show, in their order and
 * at their time. Only changes between frames are looked at, each channel against its own mean and less what all three
 * share: lamps, skin and the camera's exposure drop out.
 */
export function judgeFlash(
  { colours, startedAtMs }: FlashEvidence,
  frames: readonly ActiveFrame[],
): Finding[] {
  const lit = frames.flatMap(({ atMs, face }): Lit[] => {
    const since = atMs - startedAtMs;
    const place = Math.floor(since / FLASH_MS);
    const colour = colours[place];
    if (!colour || since % FLASH_MS < SETTLE_MS || !face?.light) return [];
    return [{ place, colour, light: face.light }];
  });
  const seen = new Set(lit.map(({ place }) => place)).size;
  const enough = atLeast("flash.colours_seen", colours.length, seen, { result: "inconclusive" });
  if (enough.result !== "pass") return [enough];

  const asked = changes(lit.map(({ colour }) => LIGHT[colour]));
  const seenOnFace = changes(relative(lit.map(({ light }) => light.skin)));
  const face = response(seenOnFace, asked);
  const backgrounds = lit.flatMap(({ light }) => (light.background ? [light.background] : []));
  const behind = backgrounds.length === lit.length ? response(changes(relative(backgrounds)), asked) : null;
  const strong = face.amplitude >= SEEN;
  const ratio = behind && face.amplitude / Math.max(LEAST_BACKGROUND, behind.amplitude);
  return [
    enough,
    // Weak colours follow nothing: only strong ones that follow something else show another recording.
    atLeast("flash.follows", FOLLOWS, face.correlation, {
      attack: "prerecorded",
      failBelow: strong || face.moves >= 2 * SEEN ? FOLLOWS_NOT : Number.NEGATIVE_INFINITY,
    }),
    atLeast("flash.on_the_face", SEEN, face.amplitude, { result: "inconclusive" }),
    atLeast("flash.beyond_background", BEYOND_BACKGROUND, ratio, {
      attack: "planar_photo",
      failBelow: strong && face.correlation >= FOLLOWS ? WITH_BACKGROUND : Number.NEGATIVE_INFINITY,
    }),
  ];
}

const CHANNELS = [0, 1, 2] as const;
const meansOf = (values: readonly Rgb[]): Rgb => {
  const mean = (channel: 0 | 1 | 2) => values.reduce((sum, value) => sum + value[channel], 0) / values.length;
  return [mean(0), mean(1), mean(2)];
};

/** Each channel over its own mean in time: what lamps and skin give to all frames drops out. */
function relative(values: readonly Rgb[]): Rgb[] {
  const means = meansOf(values);
  const over = (value: Rgb, channel: 0 | 1 | 2) => (means[channel] > 0 ? value[channel] / means[channel] : 1);
  return values.map((value) => [over(value, 0), over(value, 1), over(value, 2)]);
}

/** Changes of colour: each channel less its mean in time, and less what the frame's three channels share. */
function changes(values: readonly Rgb[]): number[] {
  const means = meansOf(values);
  return values.flatMap((value) => {
    const moved = CHANNELS.map((channel) => value[channel] - means[channel]);
    const common = moved.reduce((sum, part) => sum + part, 0) / CHANNELS.length;
    return moved.map((part) => part - common);
  });
}

/** How the changes follow those asked for: Pearson's correlation, the share taken over, and their own size. */
function response(
  seen: readonly number[],
  asked: readonly number[],
): { correlation: number; amplitude: number; moves: number } {
  const [own, theirs] = [squares(seen), squares(asked)];
  const both = seen.reduce((sum, value, at) => sum + value * (asked[at] ?? 0), 0);
  return {
    correlation: own === 0 || theirs === 0 ? 0 : both / Math.sqrt(own * theirs),
    amplitude: theirs === 0 ? 0 : both / theirs,
    moves: theirs === 0 ? 0 : Math.sqrt(own / theirs),
  };
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
