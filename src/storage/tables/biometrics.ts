import { index, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const faces = sqliteTable(
  "faces",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    collectionId: text("collection_id").notNull(),
    status: text("status", { enum: ["active", "replaced", "deleted"] }).notNull(),
    model: text("model").notNull(),
    modelVersion: text("model_version").notNull(),
    /** The embedding as little-endian float32, sealed; base64. */
    template: text("template").notNull(),
    quality: real("quality").notNull(),
    imageSha256: text("image_sha256").notNull(),
    blobKey: text("blob_key"),
    livenessId: text("liveness_id"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("faces_user").on(t.tenantId, t.userId, t.status),
    index("faces_collection").on(t.tenantId, t.collectionId, t.status, t.model),
  ],
);

export const livenessChecks = sqliteTable(
  "liveness_checks",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id"),
    subjectId: text("subject_id").notNull(),
    method: text("method").notNull(),
    outcome: text("outcome").notNull(),
    score: real("score"),
    /** The face seen, sealed: it must be the one that is enrolled later; base64, null when none was found. */
    template: text("template"),
    model: text("model"),
    imageSha256: text("image_sha256").notNull(),
    reasons: text("reasons", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("liveness_user").on(t.tenantId, t.userId)],
);

export const verifications = sqliteTable(
  "verifications",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id"),
    outcome: text("outcome").notNull(),
    similarity: real("similarity"),
    threshold: real("threshold").notNull(),
    referenceType: text("reference_type").notNull(),
    referenceId: text("reference_id"),
    reasons: text("reasons", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("verifications_user").on(t.tenantId, t.userId)],
);
