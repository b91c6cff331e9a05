import * as z from "zod";
import { assurance, idOf, instant, reasonCode } from "../../http/fields.ts";
import { isCountry } from "../../kernel/countries.ts";
import { hasOnePicture, ONE_PICTURE, pictureShape } from "../uploads/schemas.ts";
import { BARCODE_LAYOUTS, PAYLOAD_KINDS } from "./barcodes/parsed-barcode.ts";
import { CHECK_NAMES, CHECK_RESULTS } from "./checks/entry.ts";
import { DOCUMENT_TYPES } from "./document-type.ts";
import { RESOLUTIONS } from "./fields/conflict.ts";

export const userId = idOf("usr");
export const documentId = idOf("doc");
const country = z.string().refine(isCountry, "INVALID_COUNTRY").meta({ example: "CO" });
const text = (max: number) => z.string().min(1).max(max);

const picture = z
  .strictObject({ side: z.enum(["front", "back"]).default("front"), ...pictureShape })
  .refine(hasOnePicture, ONE_PICTURE);

export const scanBody = z.strictObject({
  userId: userId.optional(),
  documentType: z.enum(["auto", ...DOCUMENT_TYPES]).default("auto"),
  issuingCountry: country.optional(),
  images: z
    .array(picture)
    .min(1)
    .max(2)
    .refine((images) => new Set(images.map(({ side }) => side)).size === images.length, "DUPLICATE")
    .meta({ description: "One picture of each side, `front` unless told otherwise." }),
});
export type ScanInput = z.output<typeof scanBody>;

/** Either a document that was scanned, or pictures to scan first. */
export const extractBody = scanBody
  .partial({ images: true })
  .extend({ documentId: documentId.optional() })
  .superRefine((body, context) => {
    const extra = [body.userId, body.issuingCountry, body.images].some((part) => part !== undefined);
    if (body.documentId === undefined && body.images === undefined) {
      context.addIssue({ code: "custom", path: ["documentId"], message: "REQUIRED" });
    } else if (body.documentId !== undefined && (extra || body.documentType !== "auto")) {
      context.addIssue({ code: "custom", path: ["images"], message: "UNKNOWN_FIELD" });
    }
  });
export type ExtractInput = z.output<typeof extractBody>;

export const validateBody = z.strictObject({
  documentId,
  expected: z
    .strictObject({
      givenNames: text(200).optional(),
      familyName: text(200).optional(),
      fullName: text(300).optional(),
      dateOfBirth: z.iso.date().optional(),
      documentNumber: text(60).optional(),
      nationality: country.optional(),
      sex: z.enum(["F", "M", "X"]).optional(),
    })
    .default({}),
  minimumAge: z.int().min(0).max(120).optional(),
});
export type ValidateInput = z.output<typeof validateBody>;

// ── Answers ──────────────────────────────────────────────────────────────────────────────────────────────

const side = z.enum(["front", "back"]);
const point = z.tuple([z.number(), z.number()]).readonly();
const polygon = z.array(point).readonly();
const nullable = z.string().nullable();

const quality = z.object({
  acceptable: z.boolean(),
  sharpness: z.number(),
  glare: z.number(),
  brightness: z.number(),
  contrast: z.number(),
  moire: z.number().optional(),
  issues: z.array(reasonCode),
});

export const checkEntry = z.object({
  name: z.enum(CHECK_NAMES),
  result: z.enum(CHECK_RESULTS),
  score: z.number().optional(),
  threshold: z.number().optional(),
  reasons: z.array(reasonCode).optional(),
});

export const validationData = z.object({
  documentId: z.string(),
  object: z.literal("document_validation"),
  outcome: z.enum(["pass", "review", "fail", "inconclusive"]),
  breakdown: z.array(checkEntry),
  reasons: z.array(reasonCode),
  assurance,
  validatedAt: instant,
});
export type ValidationData = z.input<typeof validationData>;

const barcode = z.object({
  format: z.string(),
  side,
  parsedAs: z.enum(BARCODE_LAYOUTS),
  payload: z.enum(PAYLOAD_KINDS).nullable(),
  verificationUrl: nullable.meta({
    description: "The link in the symbol, as printed. It is never followed.",
  }),
  verificationHost: z
    .object({ name: z.string(), standing: z.enum(["issuer", "government", "other"]), country: nullable })
    .nullable(),
  seal: z
    .object({
      issuingStateCode: z.string(),
      signer: z.string(),
      certificateReference: z.string(),
      issuedOn: nullable,
      signedOn: nullable,
      profile: z.string(),
      signature: z.enum(["not_verified", "absent"]),
    })
    .nullable()
    .meta({ description: "Header of a visible digital seal (ICAO 9303-13)." }),
});

export const documentData = z.object({
  id: z.string().meta({ example: "doc_Zk3J9w2b7QpV0tLx5sRnY1cD" }),
  object: z.literal("document"),
  userId: nullable,
  status: z.enum(["completed", "failed"]),
  reasons: z.array(reasonCode),
  documentType: z.enum(DOCUMENT_TYPES).nullable(),
  issuingCountry: nullable,
  issuingStateCode: nullable,
  format: nullable,
  quality: quality.meta({ description: "The least of all pictures; each picture's own stands in `images`." }),
  mrz: z
    .object({
      side,
      lines: z.array(z.string()),
      valid: z.boolean(),
      checkDigits: z.record(z.string(), z.boolean()),
      problems: z.array(z.string()),
    })
    .nullable(),
  barcodes: z.array(barcode),
  portrait: z.object({
    detected: z.boolean(),
    side: side.nullable(),
    box: z
      .array(z.number())
      .nullable()
      .meta({ description: "Left, top, width, height in pixels of the upright picture." }),
  }),
  images: z.array(
    z.object({ side, sha256: z.string(), stored: z.boolean(), width: z.int(), height: z.int(), quality }),
  ),
  validation: validationData.nullable(),
  engines: z.array(z.object({ name: z.string(), version: z.string() })),
  assurance,
  createdAt: instant,
});
export type DocumentData = z.input<typeof documentData>;

export const fieldsData = z.object({
  documentId: z.string(),
  object: z.literal("document_fields"),
  documentType: z.enum(DOCUMENT_TYPES).nullable(),
  issuingCountry: nullable,
  fields: z.record(
    z.string(),
    z.object({
      value: z.string(),
      raw: z.string(),
      confidence: z.number(),
      source: z.enum(["mrz", "barcode", "viz"]),
      checkDigit: z.enum(["pass", "fail", "unprotected"]).nullable(),
      region: z.object({ side, polygon }).nullable(),
    }),
  ),
  conflicts: z.array(
    z.object({
      field: z.string(),
      values: z.array(z.object({ source: z.string(), value: z.string() })),
      resolution: z.enum(RESOLUTIONS),
    }),
  ),
  missing: z.array(z.string()),
  assurance,
});
export type FieldsData = z.input<typeof fieldsData>;
