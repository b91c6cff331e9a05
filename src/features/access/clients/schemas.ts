import * as z from "zod";
import { instant } from "../../../http/fields.ts";
import { SCOPES } from "../../../kernel/caller.ts";

export const clientParams = z.strictObject({
  clientId: z.string().regex(/^cli_[A-Za-z0-9_-]{8,60}$/, "INVALID_IDENTIFIER"),
});

export const clientName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((text) => text.isWellFormed(), "INVALID_FORMAT")
  .meta({ description: "For people: the system that uses it. One active client of a name at a time." });
export const clientScopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .transform((scopes) => [...new Set(scopes)]);

export const createClientBody = z.strictObject({ name: clientName, scopes: clientScopes });
export type CreateClientInput = z.output<typeof createClientBody>;

/** A week: long enough for a release, short enough for a secret that may have leaked. */
const MAX_OVERLAP_HOURS = 168;
export const rotateBody = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(MAX_OVERLAP_HOURS)
    .default(24)
    .meta({ description: "For how long the secrets before stay good; 0 ends them at once." }),
});
export type RotateInput = z.output<typeof rotateBody>;

export const clientData = z.object({
  id: z.string(),
  object: z.literal("client"),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  status: z.enum(["active", "revoked"]),
  createdAt: instant,
});
export type ClientData = z.input<typeof clientData>;

export const clientWithSecretData = clientData.extend({
  secret: z.string().meta({ description: "Shown here and never again." }),
  previousSecretsUntil: instant.nullable(),
});
export type ClientWithSecretData = z.input<typeof clientWithSecretData>;
export const clientsData = z.object({ items: z.array(clientData), nextCursor: z.null() });
