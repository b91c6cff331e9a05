import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { pictureSchema } from "../uploads/schemas.ts";
import { faceOutcome } from "./face-outcome.ts";

export const faceId = idOf("fac");

export const registerBody = z.strictObject({
  userId: idOf("usr"),
  image: pictureSchema,
  livenessId: idOf("liv").optional(),
  collectionId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "INVALID_IDENTIFIER")
    .default("default"),
  onDuplicate: z.enum(["flag", "reject"]).default("flag"),
  storeImage: z.boolean().default(true),
});
export type RegisterInput = z.output<typeof registerBody>;

/** What a 1:N search left out; null where there was none. */
export const notCompared = z
  .object({
    outdated: z.int().min(0).meta({
      description:
        "Other people's active faces of the collection that other nets described: enrol them again (`POST /biometric/templates/re-enrol`).",
    }),
  })
  .nullable()
  .meta({ description: "Enrolled faces that the search did not compare; null when nothing was searched." });

const template = z.object({ model: z.string(), version: z.string(), encrypted: z.literal(true) });

export const registrationData = z.object({
  id: z.string().meta({ description: "Of the face when `registered`, else of the attempt." }),
  object: z.literal("face"),
  userId: z.string(),
  collectionId: z.string(),
  registered: z.boolean(),
  outcome: faceOutcome,
  template: template.nullable(),
  quality: z.number().nullable(),
  livenessId: z.string().nullable(),
  duplicates: z.array(z.object({ userId: z.string(), similarity: z.number() })).meta({
    description:
      "Other people with a like face. Empty means none only where `assurance.notPerformed` names no duplicate search.",
  }),
  notCompared,
  reasons: z.array(reasonCode),
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
  livenessId: z.string().nullable(),
  imageStored: z.boolean(),
  createdAt: instant,
});
export type FaceData = z.input<typeof faceData>;

export const faceDeleted = z.object({ id: z.string(), object: z.literal("face"), deleted: z.literal(true) });
