import * as z from "zod";
import { instant } from "../../../http/fields.ts";
import { text } from "../../users/fields.ts";

export const OWN_LIST_KINDS = ["block", "allow", "watch"] as const;

export const ownListQuery = z.strictObject({
  name: text(100).meta({ description: "What the list is called; no two of a tenant's are called alike." }),
  kind: z.enum(OWN_LIST_KINDS).meta({
    description:
      "`block`: a match is BLOCKLISTED. `watch`: a hit is put before a person. `allow`: a hit is told, and counts for nothing.",
  }),
});
export type OwnListQuery = z.output<typeof ownListQuery>;

export const ownListParams = z.strictObject({
  listId: z
    .string()
    .regex(/^(?:own:)?lst_[A-Za-z0-9_-]{24}$/, "INVALID_IDENTIFIER")
    .transform((id) => id.replace(/^own:/, "")),
});

/** The body of a raw request, as the edge hands it over. */
export const uploadedList = z
  .unknown()
  .refine((body) => body instanceof Uint8Array)
  .meta({
    type: "string",
    format: "binary",
    description:
      "CSV with a header, or JSON (a list, or `{entries}`), at most 4 MB and 10,000 entries: `name`, and if known `id`, `aliases`, `type`, `dateOfBirth`, `country`, `identifiers`, `note`. In CSV aliases and identifiers are parted by `|`.",
  });

export const ownListData = z.object({
  id: z.string(),
  object: z.literal("own_list"),
  name: z.string(),
  kind: z.enum(OWN_LIST_KINDS),
  version: z.int(),
  entries: z.int(),
  sha256: z.string(),
  createdAt: instant,
  updatedAt: instant,
});
export type OwnListData = z.input<typeof ownListData>;

export const deletedListData = z.object({ id: z.string(), deleted: z.literal(true) });
