import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { hasOnePicture, ONE_PICTURE, pictureSchema, pictureShape } from "../uploads/schemas.ts";
import { MAX_FRAMES, MIN_FRAMES } from "./active/challenge-schemas.ts";
import { ATTACKS } from "./active/evidence.ts";
import { faceOutcome } from "./face-outcome.ts";
import { DEFAULT_MIN_SCORE } from "./judge-liveness.ts";
import { PASSIVE_ATTACKS } from "./passive/signs.ts";

/** Longer than any challenge is open. */
const LATEST_FRAME_MS = 120_000;
const frame = z
  .strictObject({
    ...pictureShape,
    atMs: z
      .int()
      .min(0)
      .max(LATEST_FRAME_MS)
      .meta({ description: "When it was filmed, by the camera's clock." }),
  })
  .refine(hasOnePicture, ONE_PICTURE);

export const livenessBody = z
  .strictObject({
    userId: idOf("usr").optional(),
    mode: z.enum(["passive", "active"]).default("passive"),
    images: z.array(pictureSchema).length(1).optional(),
    image: pictureSchema.optional().meta({ description: "The same as `images` with one picture." }),
    challengeId: idOf("chl").optional().meta({ description: "Of the challenge that the frames answer." }),
    nonce: z
      .string()
      .max(64)
      .optional()
      .meta({ description: "Of the challenge, where its token is not sent." }),
    token: z
      .string()
      .max(4096)
      .optional()
      .meta({ description: "Of the challenge; it stands for `challengeId` and `nonce`." }),
    flashStartedAtMs: z.int().min(0).max(LATEST_FRAME_MS).optional().meta({
      description:
        "When the screen took its first colour, by the camera's clock; where colours were asked for.",
    }),
    frames: z
      .array(frame)
      .min(MIN_FRAMES)
      .max(MAX_FRAMES)
      .optional()
      .meta({ description: "In the order of their time, not mirrored; 640 pixels are enough." }),
    minScore: z
      .number()
      .min(DEFAULT_MIN_SCORE)
      .max(1)
      .default(DEFAULT_MIN_SCORE)
      .meta({ description: "May be raised, not lowered." }),
  })
  .superRefine((body, context) => {
    const issue = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const [ours, theirs] =
      body.mode === "active"
        ? ([["frames"], ["images", "image"]] as const)
        : ([[], ["challengeId", "nonce", "token", "flashStartedAtMs", "frames"]] as const);
    for (const field of ours) if (body[field] === undefined) issue(field, "REQUIRED");
    if (body.mode === "active" && body.token === undefined) {
      for (const field of ["challengeId", "nonce"] as const)
        if (body[field] === undefined) issue(field, "REQUIRED");
    }
    for (const field of theirs) if (body[field] !== undefined) issue(field, "UNKNOWN_FIELD");
    if (body.mode === "passive" && (body.images === undefined) === (body.image === undefined)) {
      issue("images", body.images ? "DUPLICATE" : "REQUIRED");
    }
  });
export type LivenessInput = z.output<typeof livenessBody>;

export const livenessData = z.object({
  id: z.string(),
  object: z.literal("liveness"),
  userId: z.string().nullable(),
  outcome: faceOutcome,
  passed: z.boolean(),
  score: z.number().nullable(),
  minScore: z.number(),
  method: z.enum(["passive_single_frame", "active_challenge"]),
  attack: z
    .enum([...ATTACKS, ...PASSIVE_ATTACKS])
    .nullable()
    .meta({ description: "Where a rule or a sign on the picture recognised one; null: not known which." }),
  parts: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(["net", "sign"]),
        score: z.number().meta({ description: "1 speaks for a living person." }),
        weight: z.number().meta({
          description:
            "A net's share in the mean; for a sign the nats by which it lowers the mean's log odds when its score is 0.",
        }),
        observed: z.number().nullable(),
      }),
    )
    .meta({ description: "What the passive score is made of; empty when no picture was judged." }),
  quality: z
    .object({
      face: z.number().nullable(),
      faceHeightPx: z.int().nullable(),
      sharpness: z.number(),
      brightness: z.number(),
      glare: z.number(),
      issues: z.array(reasonCode),
    })
    .nullable(),
  challengeId: z.string().nullable(),
  trace: z
    .array(
      z.object({
        rule: z.string(),
        op: z.enum([">=", "<=", "="]),
        threshold: z.union([z.number(), z.string()]),
        observed: z.union([z.number(), z.string()]).nullable(),
        result: z.enum(["pass", "fail", "inconclusive"]),
      }),
    )
    .nullable()
    .meta({ description: "Of a challenge: every rule with its threshold and what it saw." }),
  reasons: z.array(reasonCode),
  padCertification: z.null().meta({ description: "No ISO/IEC 30107-3 evaluation has been made." }),
  assurance,
  createdAt: instant,
});
export type LivenessData = z.input<typeof livenessData>;
