import * as z from "zod";
import { userId } from "../users/schemas.ts";
import { RECEIPT_TYPES } from "./sign-receipt.ts";

export const receiptData = z.object({
  id: z.string(),
  object: z.literal("receipt"),
  userId,
  status: z.enum(["approved", "rejected"]),
  receipt: z.string().meta({
    description:
      "Compact JWS of type `receipt+jwt`, ES256, by a key of /.well-known/jwks.json: decision, policy and version, trace, checks with hashes of their evidence, assurance.",
  }),
});
export type ReceiptData = z.input<typeof receiptData>;

/** Ten times what a receipt of many checks takes. */
const MAX_RECEIPT = 50_000;

export const verifyBody = z.strictObject({
  receipt: z
    .string()
    .min(1)
    .max(MAX_RECEIPT)
    .refine((text) => text.isWellFormed(), "ILL_FORMED_TEXT"),
});

export const verifiedData = z.object({
  valid: z.boolean(),
  reason: z.enum(["MALFORMED", "WRONG_TYPE", "UNKNOWN_KEY", "BAD_SIGNATURE", "WRONG_ISSUER"]).nullable(),
  type: z.enum(RECEIPT_TYPES).nullable(),
  claims: z.record(z.string(), z.unknown()).nullable(),
});
export type VerifiedData = z.input<typeof verifiedData>;
