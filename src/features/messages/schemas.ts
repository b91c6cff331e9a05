import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { email } from "../users/fields.ts";

const http = z.strictObject({
  kind: z.literal("http"),
  url: z.string().max(2_048).meta({
    description: "https on port 443 or 8443, a public host name.",
    example: "https://example.com/sms",
  }),
  rotateSecret: z.boolean().default(false).meta({
    description: "Makes a new signing secret, shown in this answer alone; both sign for 24 h.",
  }),
});
const cloudflare = z.strictObject({
  kind: z.literal("cloudflare_email"),
  from: email.meta({ description: "An address that the operator opened to you." }),
});

export const sendersBody = z.strictObject({
  email: z.discriminatedUnion("kind", [http, cloudflare]).nullable().default(null),
  phone: http.nullable().default(null),
});
export type SendersInput = z.output<typeof sendersBody>;

const httpShown = z.object({
  kind: z.literal("http"),
  url: z.string(),
  secret: z.string().optional().meta({ description: "`whsec_…`; only in the answer that made it." }),
});

export const sendersData = z.object({
  object: z.literal("message_senders"),
  email: z
    .discriminatedUnion("kind", [
      httpShown,
      z.object({ kind: z.literal("cloudflare_email"), from: z.string() }),
    ])
    .nullable(),
  phone: httpShown.nullable(),
  version: z.int().meta({ description: "0 until senders were configured." }),
  updatedAt: instant.nullable(),
});
export type SendersData = z.input<typeof sendersData>;
