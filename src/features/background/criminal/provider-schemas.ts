import * as z from "zod";
import { instant } from "../../../http/fields.ts";
import { country } from "../../users/fields.ts";
import { providerConfig, VERIFIK_SOURCES } from "./provider-config.ts";

const providerId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{1,59}$/, "INVALID_IDENTIFIER")
  .meta({ description: "Your own name for the provider.", example: "verifik" });

export const providerCreation = z.strictObject({
  id: providerId,
  enabled: z.boolean().default(true),
  config: providerConfig,
});
export type ProviderCreation = z.output<typeof providerCreation>;

/** A whole configuration, its credentials included: what is not sent is not kept. */
export const providerReplacement = providerCreation.omit({ id: true });
export type ProviderReplacement = z.output<typeof providerReplacement>;

export const providerParams = z.strictObject({ providerId });

const circuit = z.enum(["closed", "open", "half_open"]).meta({
  description:
    "`open` after five failures in a row: nobody is asked for a while; `half_open`: one query tries.",
});

export const providerData = z.object({
  id: z.string(),
  object: z.literal("criminal_provider"),
  kind: z.enum(["http", "verifik"]),
  name: z.string(),
  enabled: z.boolean(),
  auth: z.enum(["none", "bearer", "header", "signed"]).meta({ description: "Credentials are never shown." }),
  signsCallbacks: z.boolean(),
  sources: z.array(
    z.object({ sourceId: z.string(), host: z.string(), polled: z.boolean(), consentRequired: z.boolean() }),
  ),
  circuit: z.object({ state: circuit, failures: z.int(), openUntil: instant.nullable() }),
  version: z.int(),
  createdAt: instant,
  updatedAt: instant,
});
export type ProviderData = z.input<typeof providerData>;

export const providerList = z.object({ items: z.array(providerData), nextCursor: z.null() });
export const providerDeleted = z.object({ id: z.string(), deleted: z.literal(true) });

export const sourcesQuery = z.strictObject({ jurisdiction: country.optional() });

export const sourceList = z.object({
  items: z.array(
    z.object({
      id: z.string().meta({ example: "co_policia" }),
      jurisdiction: z.string(),
      name: z.string(),
      authority: z.string(),
      access: z.enum(["public", "consent", "person"]),
      consentRequired: z.boolean().meta({ description: "A check asks it only with a `consentId`." }),
      status: z.enum(["configured", "not_configured"]),
      providerId: z.string().nullable(),
      circuit: circuit.nullable(),
    }),
  ),
  nextCursor: z.null(),
});
export type SourceListData = z.input<typeof sourceList>;

export const callbackParams = z.strictObject({
  token: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, "INVALID_IDENTIFIER")
    .meta({ description: "From the address that the provider was given; works once." }),
});
/** For the docs alone: which fields a provider sends is the business of its mapping. */
export const callbackBody = z.looseObject({}).meta({ description: "The provider's own JSON." });
export const callbackData = z.object({ received: z.literal(true) });

export const PROVIDER_EXAMPLE = {
  id: "verifik",
  config: { kind: "verifik", token: "your-access-token", sources: [...VERIFIK_SOURCES] },
};
