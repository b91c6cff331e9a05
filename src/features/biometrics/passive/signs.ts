import type { FrameLines, PresentationSigns } from "../../../vision/ports/faces.ts";

/** What a picture held before the camera can be told to be. */
export const PASSIVE_ATTACKS = ["screen_replay", "print", "recapture", "framed_picture"] as const;
export type PassiveAttack = (typeof PASSIVE_ATTACKS)[number];

/** One sign of an attack on a picture: how strongly it shows, and what it is worth. */
export interface Sign {
  name: "fine_pattern" | "frame_around_face" | "glare_on_face";
  /** As measured. */
  observed: number;
  /** 0 (does not show) to 1 (shows in full). */
  evidence: number;
  /** By how many nats full evidence lowers the log odds of a living person. */
  weight: number;
  attack: PassiveAttack | null;
}

/**
 * From where a sign begins to count, where it counts in full, and what it is worth; docs/models.md has the figures of
 * `npm run eval:liveness`. A regular pattern over a face overrules the nets, for no honest face had one; a rectangle
 * may hang behind a person, so that it takes a net's doubt to make it a refusal; glare lies on foreheads too.
 */
const COUNTS = {
  finePattern: { from: 0.15, full: 0.6, weight: 8 },
  frame: { from: 0.45, full: 0.75, weight: 2.5 },
  glare: { from: 0.01, full: 0.04, weight: 1 },
} as const;

/** Fewer tiles than a face of some 130 pixels has say nothing. */
const FEWEST_TILES = 2;
/** Share of coloured pixels of a patterned face: three of four screens lie above the first, two of three prints below the second. */
const SCREEN_COLOUR = 0.87;
const PRINT_COLOUR = 0.82;

/** The signs that were looked for, each with its evidence. */
export function readSigns({ finePattern, frameLines, glare, colour }: PresentationSigns): Sign[] {
  const kind =
    colour >= SCREEN_COLOUR ? "screen_replay" : colour <= PRINT_COLOUR ? "print" : ("recapture" as const);
  const pattern = finePattern.tiles >= FEWEST_TILES ? finePattern.chroma : 0;
  return [
    signOf("fine_pattern", pattern, COUNTS.finePattern, kind),
    signOf("frame_around_face", threeSides(frameLines), COUNTS.frame, "framed_picture"),
    signOf("glare_on_face", glare, COUNTS.glare, null),
  ];
}

/** How much of a rectangle stands around the face: the weakest of its three strongest sides, 0-1. */
const threeSides = ({ left, right, top, bottom }: FrameLines): number =>
  [left, right, top, bottom].sort((a, b) => b - a)[2] ?? 0;

function signOf(
  name: Sign["name"],
  observed: number,
  { from, full, weight }: { from: number; full: number; weight: number },
  attack: PassiveAttack | null,
): Sign {
  const evidence = Math.min(1, Math.max(0, (observed - from) / (full - from)));
  return { name, observed: rounded(observed), evidence, weight, attack };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
