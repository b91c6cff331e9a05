import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { pictureSchema } from "../uploads/schemas.ts";
import { DEFAULT_MATCH_THRESHOLD, LOWEST_FALSE_MATCH_RATE } from "./face-match.ts";
import { faceOutcome } from "./face-outcome.ts";
import { faceId } from "./face-schemas.ts";

const reference = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("enrolled"), id: faceId.optional() }),
  z.strictObject({ type: z.literal("document"), id: idOf("doc").optional() }),
  z.strictObject({ type: z.literal("image"), image: pictureSchema }),
]);
/** More pictures of one person add little, and each takes its time. */
const MAX_PROBES = 5;

export const verifyBody = z
  .strictObject({
    userId: idOf("usr").optional(),
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

export const verificationData = z.object({
  id: z.string(),
  object: z.literal("verification"),
  userId: z.string().nullable(),
  outcome: faceOutcome,
  match: z.boolean(),
  similarity: z.number().nullable(),
  threshold: z.number(),
  falseMatchRate: z
    .number()
    .nullable()
    .meta({ description: "How often strangers reach the threshold, as measured; not this pair's odds." }),
  probes: z
    .array(z.object({ used: z.boolean(), similarity: z.number().nullable(), reasons: z.array(reasonCode) }))
    .meta({ description: "Each picture sent, in order: whether it was compared, and with what result." }),
  reference: z.object({ type: z.enum(["enrolled", "document", "image"]), id: z.string().nullable() }),
  livenessId: z
    .string()
    .nullable()
    .meta({ description: "The user's passed liveness check that saw the probe's face." }),
  reasons: z.array(reasonCode),
  assurance,
  createdAt: instant,
});
export type VerificationData = z.input<typeof verificationData>;
