import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Lists that a tenant keeps itself. Their entries are sealed in R2 under the key of the list; erasing it erases them. */
export const tenantLists = sqliteTable(
  "tenant_lists",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["block", "allow", "watch"] }).notNull(),
    /** Of the file as it was sent. */
    sha256: text("sha256").notNull(),
    entries: integer("entries").notNull(),
    /** Counts the replacements, from 1. */
    version: integer("version").notNull(),
    /** Name of the sealed object. */
    object: text("object").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
