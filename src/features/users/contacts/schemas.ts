import * as z from "zod";
import { instant } from "../../../http/fields.ts";
import { CHANNELS, type Channel } from "../../../storage/tables/messages.ts";
import { userId } from "../schemas.ts";

const channel = z.enum(CHANNELS);

/** Which address of which user. */
export interface ContactInput {
  userId: string;
  channel: Channel;
}

export const confirmBody = z.strictObject({
  code: z
    .string()
    .max(20)
    // People copy blanks along, and telephones show codes in two groups.
    .overwrite((code) => code.replace(/[\s-]/g, ""))
    .regex(/^\d{6}$/, "INVALID_FORMAT")
    .meta({ example: "123456" }),
});

export const sentCodeData = z.object({
  object: z.literal("contact_verification"),
  userId,
  channel,
  status: z.enum(["pending", "verified"]).meta({
    description: "`verified`: the address was verified before, and nothing was sent.",
  }),
  verifiedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  resendAt: instant.nullable().meta({ description: "When another code may be asked for." }),
  triesLeft: z.int().nullable(),
});
export type SentCodeData = z.input<typeof sentCodeData>;

export const CONFIRM_REASONS = [
  "CODE_WRONG",
  "CODE_EXPIRED",
  "CODE_USED",
  "TOO_MANY_TRIES",
  "NO_CODE",
  "CONTACT_CHANGED",
] as const;
export type ConfirmReason = (typeof CONFIRM_REASONS)[number];

export const confirmedData = z.object({
  object: z.literal("contact_confirmation"),
  userId,
  channel,
  outcome: z.enum(["pass", "fail"]),
  reason: z.enum(CONFIRM_REASONS).nullable().meta({
    description: "`CONTACT_CHANGED`: the code was sent to an address that the user no longer has.",
  }),
  triesLeft: z.int().nullable().meta({ description: "Of this code; null where there is none to try." }),
  verifiedAt: instant.nullable().meta({ description: "Of the user's present address." }),
});
export type ConfirmedData = z.input<typeof confirmedData>;
