import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Versions of a tenant's brand; a version never changes, the newest holds. */
export const brandings = sqliteTable(
  "brandings",
  {
    tenantId: text("tenant_id").notNull(),
    // NOT NULL on purpose: of two that take the same number, the later writes NULL, which aborts its batch.
    version: integer("version").notNull(),
    /** The brand as `features/branding/brand.ts` declares it: public by nature, so not sealed. */
    body: text("body", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.version] })],
);

/** Which tenant brought which public picture; the bytes are in R2 under their own hash. */
export const brandAssets = sqliteTable(
  "brand_assets",
  {
    tenantId: text("tenant_id").notNull(),
    /** Of the stored bytes, hexadecimal. */
    sha256: text("sha256").notNull(),
    extension: text("extension", { enum: ["png", "jpg", "webp"] }).notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    byteLength: integer("byte_length").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.sha256] })],
);
