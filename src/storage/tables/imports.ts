import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const IMPORT_STATES = ["receiving", "queued", "running", "completed", "canceled", "failed"] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

export interface ImportOptions {
  format: "csv" | "ndjson";
  /** A row whose external id a user has already: left out, or counted as failed. */
  onDuplicate: "skip" | "error";
  /** False: nobody's webhooks are sent; the events are on record all the same. */
  webhooks: boolean;
  /** The policy of rows that name none. */
  policyId: string;
}

/** Files of users, received whole before the first is created, and how far their creation has come. */
export const imports = sqliteTable(
  "imports",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    state: text("state", { enum: IMPORT_STATES }).notNull(),
    options: text("options", { mode: "json" }).$type<ImportOptions>().notNull(),
    /** Who asked, with which request and in which language: what the audit and the users' rows tell. */
    createdBy: text("created_by").notNull(),
    requestId: text("request_id").notNull(),
    locale: text("locale", { enum: ["es", "en"] }).notNull(),
    bytes: integer("bytes").notNull(),
    rowsTotal: integer("rows_total").notNull(),
    chunks: integer("chunks").notNull(),
    // NOT NULL on purpose: a chunk written twice, or after a cancellation, sets NULL, which aborts its batch.
    nextChunk: integer("next_chunk").notNull(),
    rowsRead: integer("rows_read").notNull(),
    created: integer("created").notNull(),
    failed: integer("failed").notNull(),
    skipped: integer("skipped").notNull(),
    /** Users created with an identifier that another user carries. */
    matched: integer("matched").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    /** Runs that broke off since the last chunk was written. */
    failures: integer("failures").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    finishedAt: integer("finished_at"),
    /** When the received rows were deleted from R2; null while they may be there. */
    clearedAt: integer("cleared_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("imports_time").on(t.tenantId, t.createdAt),
    // The sweeper looks for what is to be gone on with, or cleared away, of all tenants.
    index("imports_open").on(t.clearedAt, t.leaseUntil),
  ],
);

/** Rows that made no user, and why: numbers, names of fields and codes, never a value. */
export const importErrors = sqliteTable(
  "import_errors",
  {
    tenantId: text("tenant_id").notNull(),
    importId: text("import_id").notNull(),
    /** As a spreadsheet counts: the header is row 1. */
    row: integer("row").notNull(),
    /** Counts the findings of a row from 0. */
    at: integer("at").notNull(),
    outcome: text("outcome", { enum: ["failed", "skipped"] }).notNull(),
    field: text("field").notNull(),
    code: text("code").notNull(),
    /** The bound that was passed, for the message; null where there is none. */
    bound: integer("bound"),
    /** The user who has the external id already. */
    userId: text("user_id"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.importId, t.row, t.at] })],
);
