import * as z from "zod";
import { instant } from "../../http/fields.ts";

const printable = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x21-\x7e]+$/);

/** OAuth's own names; what it does not know is ignored (RFC 6749 §3.2). */
export const tokenBody = z.object({
  grant_type: z
    .literal("client_credentials", "UNSUPPORTED_GRANT_TYPE")
    .meta({ description: "The only grant there is (RFC 6749 §4.4)." }),
  client_id: printable
    .optional()
    .meta({ description: "Unless sent by HTTP Basic.", example: "cli_your-client-id" }),
  client_secret: printable
    .optional()
    .meta({ description: "Unless sent by HTTP Basic.", example: "enrs_your-client-secret" }),
  scope: z
    .string()
    .max(1024)
    .optional()
    .meta({ description: "Scopes separated by spaces; all of the client's when absent." }),
});

export const tokenData = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int().meta({ description: "Seconds." }),
  scope: z.string(),
});

export const revokeBody = z.union([
  z.strictObject({ jti: printable.meta({ description: "One token, by its id." }) }),
  z.strictObject({
    subject: printable.meta({ description: "Every token the subject was given up to now." }),
  }),
]);

export const revokeData = z.object({ kind: z.enum(["jti", "subject"]), revokedAt: instant });
