import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const documents = sqliteTable(
  "documents",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id"),
    /** Whose key seals this row: the user, or the document itself when it belongs to nobody. */
    subjectId: text("subject_id").notNull(),
    status: text("status").notNull(),
    documentType: text("document_type"),
    issuingCountry: text("issuing_country"),
    format: text("format"),
    /** What the pictures showed (readings, fields, regions) as JSON, sealed; base64. */
    reading: text("reading").notNull(),
    /** HMAC of issuer, type and number, to find the same document enrolled twice. */
    numberIndex: text("number_index"),
    /** The last validation, without personal data. */
    validation: text("validation", { mode: "json" }).$type<Record<string, unknown>>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("documents_user").on(t.tenantId, t.userId, t.createdAt),
    index("documents_number").on(t.tenantId, t.numberIndex),
  ],
);

/** One stored picture; the bytes are sealed in R2 under `blobKey`. */
export const documentImages = sqliteTable(
  "document_images",
  {
    tenantId: text("tenant_id").notNull(),
    documentId: text("document_id").notNull(),
    side: text("side").notNull(),
    sha256: text("sha256").notNull(),
    blobKey: text("blob_key").notNull(),
    mimeType: text("mime_type").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.documentId, t.side] }),
    index("document_images_age").on(t.tenantId, t.createdAt),
  ],
);

/** Raw pictures sent ahead with `POST /uploads`, named by id in a later request. */
export const uploads = sqliteTable(
  "uploads",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    sha256: text("sha256").notNull(),
    mimeType: text("mime_type").notNull(),
    byteLength: integer("byte_length").notNull(),
    /** The image editor that its metadata named; these are removed before it is kept. A word of our own list. */
    editedWith: text("edited_with"),
    blobKey: text("blob_key").notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("uploads_expiry").on(t.expiresAt)],
);
