import * as z from "zod";
import { assurance, instant, reasonCode } from "../../http/fields.ts";
import { pictureSchema } from "../uploads/schemas.ts";
import { CANDIDATE_THRESHOLD } from "./face-match.ts";
import { faceId, notCompared } from "./face-schemas.ts";

export const collectionId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "INVALID_IDENTIFIER");

export const searchBody = z
  .strictObject({
    image: pictureSchema.optional(),
    faceId: faceId.optional().meta({ description: "An enrolled face; its own person is left out." }),
    collectionId: collectionId.default("default"),
    limit: z.int().min(1).max(20).default(10),
    minSimilarity: z
      .number()
      .min(CANDIDATE_THRESHOLD)
      .max(0.95)
      .default(CANDIDATE_THRESHOLD)
      .meta({ description: "May be raised, not lowered." }),
  })
  .superRefine(({ image, faceId: face }, context) => {
    if ((image === undefined) === (face === undefined))
      context.addIssue({ code: "custom", path: ["image"], message: image ? "DUPLICATE" : "REQUIRED" });
  });
export type SearchInput = z.output<typeof searchBody>;

export const searchData = z.object({
  object: z.literal("face_search"),
  collectionId: z.string(),
  outcome: z
    .enum(["candidates", "none", "inconclusive"])
    .meta({ description: "`none` only when every face of the collection was compared." }),
  candidates: z.array(z.object({ userId: z.string(), faceId: z.string(), similarity: z.number() })),
  notCompared,
  minSimilarity: z.number(),
  falseMatchRate: z.number().nullable().meta({
    description:
      "How often one stranger reaches `minSimilarity`: times the faces searched, the strangers named.",
  }),
  decision: z
    .literal("human")
    .meta({ description: "A candidate is for a person to look at, never a match." }),
  reasons: z.array(reasonCode),
  assurance,
  createdAt: instant,
});
export type SearchData = z.input<typeof searchData>;

// ── Collections ──────────────────────────────────────────────────────────────────────────────────────────

export const collectionBody = z.strictObject({
  id: collectionId,
  description: z
    .string()
    .max(200)
    .refine((text) => text.isWellFormed(), "ILL_FORMED_TEXT")
    .optional(),
});
export type CollectionInput = z.output<typeof collectionBody>;

export const collectionData = z.object({
  id: z.string(),
  object: z.literal("collection"),
  description: z.string().nullable(),
  faces: z.int().meta({ description: "Active faces." }),
  createdAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: "null when it came into being by a registration." }),
});
export type CollectionData = z.input<typeof collectionData>;

export const collectionList = z.object({ items: z.array(collectionData), nextCursor: z.null() });
export const collectionDeleted = z.object({
  id: z.string(),
  object: z.literal("collection"),
  deleted: z.literal(true),
});

export const renewalData = z.object({
  object: z.literal("template_renewal"),
  keyVersion: z.int().meta({ description: "Of the key under which every searchable template is made anew." }),
});
