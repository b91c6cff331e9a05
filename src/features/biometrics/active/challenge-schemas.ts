import { z } from "zod";
import { ACTIONS } from "./actions.ts";

/** Frames of one answer: fewer show no motion, more would not fit a request or the engine's time. */
export const MIN_FRAMES = 6;
export const MAX_FRAMES = 24;
/** A frame at the suggested 640 pixels takes some 80 kB. */
export const MAX_FRAME_BYTES = 1_500_000;
const SUGGESTED_SIDE_PX = 640;
const SUGGESTED_GAP_MS = 300;

const action = z.enum(ACTIONS);

export const challengeBody = z.strictObject({
  userId: z
    .string()
    .regex(/^usr_[A-Za-z0-9_-]{24}$/, "INVALID_IDENTIFIER")
    .optional(),
  kinds: z
    .array(action)
    .min(1)
    .max(ACTIONS.length)
    .default([...ACTIONS])
    .meta({
      description:
        "What may be asked of this person. A turn of the head is always among the steps, whatever is named.",
    }),
});
export type ChallengeInput = z.output<typeof challengeBody>;

export const challengeData = z.object({
  id: z.string(),
  object: z.literal("liveness_challenge"),
  userId: z.string().nullable(),
  steps: z
    .array(z.object({ action, instruction: z.string() }))
    .meta({ description: "To be shown one after the other; left and right are the person's own." }),
  nonce: z.string().meta({ description: "May be sent back with the frames, and must then be the same." }),
  instructions: z.string(),
  frames: z
    .object({
      min: z.literal(MIN_FRAMES),
      max: z.literal(MAX_FRAMES),
      maxBytes: z.literal(MAX_FRAME_BYTES),
      suggestedSidePx: z.literal(SUGGESTED_SIDE_PX),
      suggestedGapMs: z.literal(SUGGESTED_GAP_MS),
    })
    .meta({ description: "Not mirrored, from a second before the first step to the end of the last." }),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type ChallengeData = z.input<typeof challengeData>;

export const FRAME_LIMITS: ChallengeData["frames"] = {
  min: MIN_FRAMES,
  max: MAX_FRAMES,
  maxBytes: MAX_FRAME_BYTES,
  suggestedSidePx: SUGGESTED_SIDE_PX,
  suggestedGapMs: SUGGESTED_GAP_MS,
};
