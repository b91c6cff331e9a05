import * as z from "zod";
import { idOf, instant } from "../../../http/fields.ts";
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
  userId: idOf("usr").optional(),
  kinds: z
    .array(action)
    .min(1)
    .max(ACTIONS.length)
    .default([...ACTIONS])
    .meta({
      description:
        "What may be asked of this person. A turn of the head is always among the steps, whatever is named.",
    }),
  flash: z.boolean().default(false).meta({
    description:
      "Whether the client can fill its screen with colours, at full brightness, before the person's face.",
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
  flash: z
    .object({
      colours: z.array(z.object({ colour: z.string(), startMs: z.int(), durationMs: z.int() })),
      totalMs: z.int(),
      instruction: z.string(),
    })
    .nullable()
    .meta({
      description:
        "Colours to fill the screen with after the last step, and when, from their start. At least one frame of each, 200 ms or more after it appeared; the answer tells the start as `flashStartedAtMs`.",
    }),
  nonce: z.string().meta({ description: "Sent back with the frames where the token is not." }),
  token: z.string().meta({
    description:
      "The challenge as signed by us (JWS, ES256, `typ` liveness-challenge+jwt); sent back with the frames.",
  }),
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
  createdAt: instant,
  expiresAt: instant,
});
export type ChallengeData = z.input<typeof challengeData>;

export const FRAME_LIMITS: ChallengeData["frames"] = {
  min: MIN_FRAMES,
  max: MAX_FRAMES,
  maxBytes: MAX_FRAME_BYTES,
  suggestedSidePx: SUGGESTED_SIDE_PX,
  suggestedGapMs: SUGGESTED_GAP_MS,
};
