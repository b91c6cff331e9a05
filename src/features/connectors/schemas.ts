import * as z from "zod";
import { fromBase64 } from "../../kernel/bytes.ts";
import { isCountry } from "../../kernel/countries.ts";
import { LOOKUP_KEYS, PREFILL_FIELDS } from "./port.ts";

const wellFormed = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => value.isWellFormed(), "ILL_FORMED_TEXT");

/**
 * A name in SQL: letters, digits and underscores, at most 63 (PostgreSQL §4.1.1; MySQL allows 64). It is quoted as
 * well where it is used; here, what nobody names a column is refused before it gets that far.
 */
const identifier = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, "INVALID_IDENTIFIER");

const column = identifier.meta({ example: "customer_id" });

const type = z.string().regex(/^[A-Z][A-Z0-9_]{1,19}$/, "INVALID_IDENTIFIER");
const country = z.string().refine(isCountry, "INVALID_COUNTRY");

/** An identifier is looked for by its number alone, so which numbers the column holds has to be said. */
const whichIdentifier = ({
  by,
  type: of,
  country: from,
}: {
  by: string;
  type?: unknown;
  country?: unknown;
}) => (by === "identifier") === (of !== undefined) && (of === undefined) === (from === undefined);

const httpLookup = z.strictObject({
  by: z.enum(LOOKUP_KEYS),
  type: type.optional(),
  country: country.optional(),
});
const sqlLookup = httpLookup.extend({ column });

const lookups = <T extends z.ZodType<{ by: string; type?: unknown; country?: unknown }>>(entry: T) =>
  z
    .array(entry.refine(whichIdentifier, { message: "REQUIRED", path: ["type"] }))
    .min(1)
    .max(8)
    .meta({ description: "Tried in this order; the first that finds somebody counts." });

const hmacKey = z
  .string()
  .refine((text) => (fromBase64(text)?.length ?? 0) >= 32, "INVALID_BASE64")
  .meta({
    description:
      "At least 32 bytes in base64. With it only HMACs leave: see docs/connectors.md. Never shown.",
  });

const common = {
  name: wellFormed(80).meta({ example: "CRM" }),
  status: z.enum(["enabled", "disabled"]).default("enabled"),
  timeoutMs: z
    .int()
    .min(100)
    .max(10_000)
    .default(3_000)
    .meta({ description: "Bound of each look-up and write." }),
  onUnavailable: z.enum(["open", "closed"]).optional().meta({
    description:
      "A source that does not answer: `open` creates the user and says `checked: false`, `closed` answers 503. By default `closed` where the source can block a person, else `open`.",
  }),
  blindingKey: hmacKey.nullable().optional().meta({ description: "null takes it away; left out, it stays." }),
};

const connection = z
  .strictObject({
    binding: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]{0,62}$/, "INVALID_IDENTIFIER")
      .optional()
      .meta({
        description: "A Hyperdrive binding that the operator has opened to the tenant.",
        example: "HYPERDRIVE_CRM",
      }),
    connectionString: wellFormed(2_000).optional().meta({
      description: "Only where the operator allows it (CONNECTOR_CONNECTION_STRINGS). Sealed, never shown.",
    }),
  })
  .refine(({ binding, connectionString }) => (binding === undefined) !== (connectionString === undefined), {
    message: "REQUIRED",
    path: ["binding"],
  });

const sql = {
  ...common,
  connection,
  table: z.strictObject({ schema: identifier.optional(), name: identifier }),
  keyColumn: column.meta({ description: "The primary key, or another unique column." }),
  lookup: lookups(sqlLookup),
  prefill: z.partialRecord(z.enum(PREFILL_FIELDS), column).default({}),
  blockColumn: column
    .optional()
    .meta({ description: "True, 1, t or yes: the person is rejected, BLOCKLISTED." }),
  writeBack: z
    .strictObject({
      statusColumn: column,
      sequenceColumn: column.meta({ description: "An integer, null at first: keeps an older status out." }),
      updatedAtColumn: column.optional(),
      userIdColumn: column.optional(),
    })
    .optional(),
};

export const connectorBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("postgres"), ...sql }),
  z.strictObject({ kind: z.literal("mysql"), ...sql }),
  z.strictObject({
    kind: z.literal("http"),
    ...common,
    url: wellFormed(2_048).meta({ description: "https on port 443 or 8443, a public host name." }),
    lookup: lookups(httpLookup),
    writeBack: z.boolean().default(false),
    rotateSecret: z.boolean().default(false).meta({
      description: "Makes a new signing secret, shown in this answer alone; both sign for 24 h.",
    }),
  }),
]);
export type ConnectorInput = z.output<typeof connectorBody>;

export const connectorParams = z.strictObject({ connectorId: z.string().max(100) });
