import type { FaceLight } from "../../../vision/port.ts";
import { type ActiveFrame, atLeast, type Finding, type FlashEvidence } from "./evidence.ts";
import { FLASH_MS, type FlashColour, LIGHT } from "./flash.ts";

/** A screen and a camera's exposure need this long to settle on a colour. */
const SETTLE_MS = 150;
/** A picture that follows the colours by less was moved by noise (docs/models.md: of `eval:active`). */
const FOLLOWS = 0.7;
/** Below, what moved the colours of the face was something else. */
const FOLLOWS_NOT = 0.3;
/**
 * By how much of its own light a face takes the screen's colour: telephones at arm's length give 3-30 % indoors, noise
 * of a mean over a cheek stays below .3 %. By daylight and on a screen's own picture there is too little to see.
 */
const SEEN = 0.012;
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

  const asked = contrasts(lit.map(({ colour }) => LIGHT[colour]));
  const face = response(contrasts(lit.map(({ light }) => light.skin)), asked);
  const backgrounds = lit.flatMap(({ light }) => (light.background ? [light.background] : []));
  const behind = backgrounds.length === lit.length ? response(contrasts(backgrounds), asked) : null;
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

/** Changes of colour: each channel over its mean in time, less the frame's mean over the channels. */
function contrasts(values: readonly Rgb[]): number[] {
  const means = [0, 1, 2].map(
    (channel) => values.reduce((sum, value) => sum + (value[channel] as number), 0) / values.length,
  );
  const relative = values.map((value) =>
    means.map((mean, channel) => (mean > 0 ? (value[channel] as number) / mean - 1 : 0)),
  );
  return relative.flatMap((value) => {
    const common = value.reduce((sum, part) => sum + part, 0) / 3;
    return value.map((part) => part - common);
  });
}

/** How the changes follow those asked for: Pearson's correlation, the share taken over, and their own size. */
function response(
  changes: readonly number[],
  asked: readonly number[],
): { correlation: number; amplitude: number; moves: number } {
  const [own, theirs] = [squares(changes), squares(asked)];
  const both = changes.reduce((sum, value, at) => sum + value * (asked[at] ?? 0), 0);
  return {
    correlation: own === 0 || theirs === 0 ? 0 : both / Math.sqrt(own * theirs),
    amplitude: theirs === 0 ? 0 : both / theirs,
    moves: theirs === 0 ? 0 : Math.sqrt(own / theirs),
  };
}

const squares = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0);
