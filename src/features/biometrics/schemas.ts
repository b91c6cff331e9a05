import { z } from "zod";
import { REASONS, type ReasonCode } from "../../kernel/reasons.ts";
import { hasOnePicture, ONE_PICTURE, pictureSchema, pictureShape } from "../uploads/schemas.ts";
import { MAX_FRAMES, MIN_FRAMES } from "./active/challenge-schemas.ts";
import { ATTACKS } from "./active/evidence.ts";
import { DEFAULT_MATCH_THRESHOLD, LOWEST_FALSE_MATCH_RATE } from "./face-match.ts";
import { DEFAULT_MIN_SCORE } from "./judge-liveness.ts";
import { PASSIVE_ATTACKS } from "./passive/signs.ts";

const id = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9_-]{24}$`), "INVALID_IDENTIFIER");
const userId = id("usr");
export const faceId = id("fac");

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
    userId: userId.optional(),
    mode: z.enum(["passive", "active"]).default("passive"),
    images: z.array(pictureSchema).length(1).optional(),
    image: pictureSchema.optional().meta({ description: "The same as `images` with one picture." }),
    challengeId: id("chl").optional().meta({ description: "Of the challenge that the frames answer." }),
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

export const registerBody = z.strictObject({
  userId,
  image: pictureSchema,
  livenessId: id("liv").optional(),
  collectionId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "INVALID_IDENTIFIER")
    .default("default"),
  onDuplicate: z.enum(["flag", "reject"]).default("flag"),
  storeImage: z.boolean().default(true),
});
export type RegisterInput = z.output<typeof registerBody>;

const reference = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("enrolled"), id: faceId.optional() }),
  z.strictObject({ type: z.literal("document"), id: id("doc").optional() }),
  z.strictObject({ type: z.literal("image"), image: pictureSchema }),
]);
/** More pictures of one person add little, and each takes its time. */
const MAX_PROBES = 5;

export const verifyBody = z
  .strictObject({
    userId: userId.optional(),
    probe: pictureSchema.optional(),
    probes: z
      .array(pictureSchema)
      .min(1)
      .max(MAX_PROBES)
      .optional()
      .meta({ description: "In place of `probe`: pictures of one person, whose similarities are averaged." }),
    reference,
    minSimilarity: z
      .number()
      .min(DEFAULT_MATCH_THRESHOLD)
      .max(0.95)
      .optional()
      .meta({ description: `${DEFAULT_MATCH_THRESHOLD} when left out; may be raised, not lowered.` }),
    maxFalseMatchRate: z.number().min(LOWEST_FALSE_MATCH_RATE).max(0.001).optional().meta({
      description:
        "In place of `minSimilarity`: how many strangers may reach the threshold. Smaller rates were not shown.",
    }),
  })
  .superRefine((body, context) => {
    const issue = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if (body.probe === undefined && body.probes === undefined) issue("probe", "REQUIRED");
    if (body.probe !== undefined && body.probes !== undefined) issue("probes", "DUPLICATE");
    if (body.minSimilarity !== undefined && body.maxFalseMatchRate !== undefined) {
      issue("maxFalseMatchRate", "DUPLICATE");
    }
  })
  .refine(
    ({ userId: user, reference: to }) => user !== undefined || to.type === "image" || to.id !== undefined,
    { path: ["userId"], message: "REQUIRED" },
  );
export type VerifyInput = z.output<typeof verifyBody>;

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────

const reason = z.enum(Object.keys(REASONS) as [ReasonCode, ...ReasonCode[]]);
const outcome = z.enum(["pass", "review", "fail", "inconclusive"]);
const assurance = z.object({ notPerformed: z.array(z.string()) });
const nullable = z.string().nullable();
const instant = z.iso.datetime();

export const livenessData = z.object({
  id: z.string(),
  object: z.literal("liveness"),
  userId: nullable,
  outcome,
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
      issues: z.array(reason),
    })
    .nullable(),
  challengeId: nullable,
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
  reasons: z.array(reason),
  padCertification: z.null().meta({ description: "No ISO/IEC 30107-3 evaluation has been made." }),
  assurance,
  createdAt: instant,
});
export type LivenessData = z.input<typeof livenessData>;

const template = z.object({ model: z.string(), version: z.string(), encrypted: z.literal(true) });

export const registrationData = z.object({
  id: z.string().meta({ description: "Of the face when `registered`, else of the attempt." }),
  object: z.literal("face"),
  userId: z.string(),
  collectionId: z.string(),
  registered: z.boolean(),
  outcome,
  template: template.nullable(),
  quality: z.number().nullable(),
  livenessId: nullable,
  duplicates: z.array(z.object({ userId: z.string(), similarity: z.number() })),
  reasons: z.array(reason),
  assurance,
  createdAt: instant,
});
export type RegistrationData = z.input<typeof registrationData>;

export const faceData = z.object({
  id: z.string(),
  object: z.literal("face"),
  userId: z.string(),
  collectionId: z.string(),
  status: z.enum(["active", "replaced"]),
  template,
  quality: z.number(),
  livenessId: nullable,
  imageStored: z.boolean(),
  createdAt: instant,
});
export type FaceData = z.input<typeof faceData>;

export const faceDeleted = z.object({ id: z.string(), object: z.literal("face"), deleted: z.literal(true) });

export const verificationData = z.object({
  id: z.string(),
  object: z.literal("verification"),
  userId: nullable,
  outcome,
  match: z.boolean(),
  similarity: z.number().nullable(),
  threshold: z.number(),
  falseMatchRate: z
    .number()
    .nullable()
    .meta({ description: "How often strangers reach the threshold, as measured; not this pair's odds." }),
  probes: z
    .array(z.object({ used: z.boolean(), similarity: z.number().nullable(), reasons: z.array(reason) }))
    .meta({ description: "Each picture sent, in order: whether it was compared, and with what result." }),
  reference: z.object({ type: z.enum(["enrolled", "document", "image"]), id: nullable }),
  livenessId: nullable.meta({ description: "The user's passed liveness check that saw the probe's face." }),
  reasons: z.array(reason),
  assurance,
  createdAt: instant,
});
export type VerificationData = z.input<typeof verificationData>;

/** Each picture is read anew, and a request should end while somebody waits. */
const MAX_RE_ENROLLED = 10;
export const reEnrolBody = z.strictObject({ limit: z.int().min(1).max(MAX_RE_ENROLLED).default(5) });
export type ReEnrolInput = z.output<typeof reEnrolBody>;

const number = z.int().nullable();
export const reEnrolData = z.object({
  object: z.literal("re_enrolment"),
  faces: z
    .array(z.object({ from: z.string(), to: z.string(), userId: z.string() }))
    .meta({ description: "Faces described anew: the old id, which steps back, and the new one." }),
  remaining: number.meta({
    description: "Faces of other nets left that have a picture: call again until it is 0.",
  }),
  withoutPicture: number.meta({
    description: "Faces of other nets whose picture was not kept: their people enrol again.",
  }),
});
export type ReEnrolData = z.input<typeof reEnrolData>;
