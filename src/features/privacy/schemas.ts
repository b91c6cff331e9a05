import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { checkData } from "../background/check-schemas.ts";
import { linkData } from "../connectors/of-user.ts";
import { documentData, fieldsData } from "../documents/schemas.ts";
import { messageData } from "../messages/of-user.ts";
import { timelineData, userDetailsData, userStatusData } from "../users/answers.ts";
import { userId } from "../users/schemas.ts";

export const erasureData = z.object({
  userId,
  object: z.literal("erasure"),
  status: z.literal("redacted"),
  erasedAt: instant,
  receipt: z.string().meta({
    description:
      "Compact JWS of type `deletion-receipt+jwt`, signed by a key of /.well-known/jwks.json: whose data, how much of each kind, when.",
  }),
});
export type ErasureData = z.input<typeof erasureData>;

/** What is kept and not in an export: pictures are told by their hash, templates and a reviewer's notes stay. */
export const NOT_INCLUDED = ["picture_bytes", "face_templates", "review_note"] as const;

const reasons = z.array(z.string());
const biometricsData = z.object({
  faces: z.array(
    z.object({
      id: z.string(),
      collectionId: z.string(),
      status: z.string(),
      model: z.string(),
      quality: z.number(),
      imageSha256: z.string(),
      imageStored: z.boolean(),
      livenessId: z.string().nullable(),
      createdAt: instant,
    }),
  ),
  livenessChecks: z.array(
    z.object({
      id: z.string(),
      method: z.string(),
      outcome: z.string(),
      score: z.number().nullable(),
      imageSha256: z.string(),
      reasons,
      createdAt: instant,
    }),
  ),
  verifications: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      similarity: z.number().nullable(),
      threshold: z.number(),
      reference: z.object({ type: z.string(), id: z.string().nullable() }),
      reasons,
      createdAt: instant,
    }),
  ),
});

export const exportData = z.object({
  userId,
  object: z.literal("export"),
  exportedAt: instant,
  user: userDetailsData,
  checks: userStatusData.shape.checks,
  decision: userStatusData.shape.decision,
  assurance: userStatusData.shape.assurance,
  documents: z.array(z.object({ document: documentData, fields: fieldsData })),
  biometrics: biometricsData,
  backgroundChecks: z.array(checkData),
  connectorLinks: z.array(linkData).meta({ description: "Where the person is in your own databases." }),
  messages: z.array(messageData).meta({ description: "Sent to the person; their text is kept until then." }),
  events: timelineData.shape.items,
  notIncluded: z.array(z.enum(NOT_INCLUDED)).meta({ description: "Kept, and not told here." }),
});
export type ExportData = z.input<typeof exportData>;
