import * as z from "zod";
import { instant } from "../../http/fields.ts";
import { topic } from "./match-schemas.ts";

/** A list as a check names it: what was searched, and how old it was. */
export const listData = z.object({
  id: z.string(),
  name: z.string(),
  publisher: z.string(),
  status: z.enum(["searched", "not_loaded"]),
  version: z.string().nullable(),
  publishedAt: z.string().nullable(),
  fetchedAt: z.string().nullable(),
  sha256: z.string().nullable(),
  entities: z.int(),
  stale: z.boolean(),
  bundled: z.boolean(),
  licence: z.string(),
  truncated: z.boolean().optional().meta({
    description:
      "True where the list may hold more entries like the one asked for than the answer names: a common name, which a date of birth or an identifier tells apart.",
  }),
});
export type ListData = z.input<typeof listData>;

export const listsData = z.object({
  items: z.array(
    listData.extend({
      topics: z.array(topic),
      sourceUrl: z.string(),
      kind: z.enum(["block", "allow", "watch"]).optional().meta({ description: "Of a list of your own." }),
      lastRefresh: z
        .object({
          checkedAt: instant,
          outcome: z.enum(["loaded", "unchanged", "rejected", "failed"]),
          reason: z.string().nullable(),
        })
        .nullable()
        .meta({
          description: "How the last look at the publisher ended; what served goes on after a bad one.",
        }),
    }),
  ),
  nextCursor: z.null(),
});
