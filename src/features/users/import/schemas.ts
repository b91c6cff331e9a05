import * as z from "zod";
import { assurance, idOf, instant } from "../../../http/fields.ts";
import { IMPORT_STATES } from "../../../storage/tables/imports.ts";

export const importParams = z.strictObject({
  importId: idOf("imp"),
});

export const importQuery = z.strictObject({
  onDuplicate: z.enum(["skip", "error"]).default("error").meta({
    description:
      "What a row is whose `externalId` a user has already: left out (`skip`), or failed (`error`).",
  }),
  events: z.enum(["true", "false"]).default("true").meta({
    description: "`false` sends no webhook; the events stand on record all the same.",
  }),
  policyId: z.string().max(60).default("pol_default").meta({ description: "For rows that name no policy." }),
});
export type ImportQuery = z.output<typeof importQuery>;

/** The body as it arrives, unread. */
export const streamedFile = z.unknown().meta({
  type: "string",
  format: "binary",
  description: "CSV (`text/csv`) or one JSON object a line (`application/x-ndjson`), UTF-8, at most 50 MB.",
});

const count = z.int().min(0);

export const importData = z.object({
  id: z.string(),
  object: z.literal("import"),
  status: z.enum(IMPORT_STATES),
  format: z.enum(["csv", "ndjson"]),
  onDuplicate: z.enum(["skip", "error"]),
  events: z.boolean().meta({ description: "Whether `user.created` is sent to webhooks." }),
  policyId: z.string(),
  bytes: count,
  rows: z.object({
    total: count,
    read: count,
    created: count,
    failed: count,
    skipped: count.meta({ description: "Left out, since a user has the external id already." }),
    matched: count.meta({ description: "Created, with an identifier that another user carries." }),
  }),
  percent: z.number().min(0).max(100),
  assurance: assurance.meta({
    description: "`connector_lookup`: your own databases are not asked during an import.",
  }),
  createdAt: instant,
  updatedAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportData = z.input<typeof importData>;

export const importsData = z.object({ items: z.array(importData), nextCursor: z.string().nullable() });

export const importErrorsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});

export const importErrorsData = z.object({
  items: z.array(
    z.object({
      row: z.int().min(1).meta({ description: "As a spreadsheet counts: the header of a CSV is row 1." }),
      outcome: z.enum(["failed", "skipped"]),
      field: z.string(),
      code: z.string(),
      message: z.string(),
      userId: z.string().optional().meta({ description: "Who has the external id already." }),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type ImportErrorsData = z.input<typeof importErrorsData>;
