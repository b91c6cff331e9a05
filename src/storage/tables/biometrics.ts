import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

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
    /** Name and version of the second net that described the face, `name@version`; null when none did. */
    second: text("second"),
    /** The embedding, and the second net's behind it, as little-endian float32, sealed; base64. */
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
    // Down to the person: faces of other nets are counted at every search, from the index alone.
    index("faces_collection").on(t.tenantId, t.collectionId, t.status, t.model, t.modelVersion, t.userId),
    index("faces_age").on(t.tenantId, t.createdAt),
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

/** What a person was asked to do before the camera; answered once, within its time. */
export const livenessChallenges = sqliteTable(
  "liveness_challenges",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id"),
    steps: text("steps", { mode: "json" }).$type<string[]>().notNull(),
    nonce: text("nonce").notNull(),
    /** Colours that the screen shows after the steps, in their order; null when it is to stay as it is. */
    flash: text("flash", { mode: "json" }).$type<string[]>(),
    state: text("state", { enum: ["open", "used"] }).notNull(),
    livenessId: text("liveness_id"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    usedAt: integer("used_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index("challenges_expiry").on(t.expiresAt)],
);

/** Hashes of frames that answered a challenge: a camera never makes the same file twice. */
export const livenessFrames = sqliteTable(
  "liveness_frames",
  {
    tenantId: text("tenant_id").notNull(),
    sha256: text("sha256").notNull(),
    livenessId: text("liveness_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.sha256] }), index("liveness_frames_age").on(t.createdAt)],
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

/** Sets of faces that are searched apart; `default` needs no row. */
export const faceCollections = sqliteTable(
  "face_collections",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    description: text("description"),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Secrets behind a tenant's searchable templates; deleting one makes every template under it noise. */
export const galleryKeys = sqliteTable(
  "gallery_keys",
  {
    tenantId: text("tenant_id").notNull(),
    version: integer("version").notNull(),
    /** 32 random bytes under the tenant's key; base64. */
    wrappedKey: text("wrapped_key").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.version] })],
);

/** Which shards there are; each is a Durable Object of that name. */
export const galleryShards = sqliteTable(
  "gallery_shards",
  {
    tenantId: text("tenant_id").notNull(),
    collectionId: text("collection_id").notNull(),
    model: text("model").notNull(),
    modelVersion: text("model_version").notNull(),
    keyVersion: integer("key_version").notNull(),
    shard: integer("shard").notNull(),
    /** As the shard last told: where it is full, the next one is opened. */
    faces: integer("faces").notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.tenantId, t.collectionId, t.model, t.modelVersion, t.keyVersion, t.shard],
    }),
  ],
);

/**
 * Faces whose gallery is behind their row in `faces`. Triggers write it (migration 0001), so that no change of a
 * face, whoever makes it, can lack its line; a line goes when the shard has confirmed.
 */
export const galleryOutbox = sqliteTable(
  "gallery_outbox",
  {
    /** Another number for each change, so that only the change that was carried out is crossed off. */
    number: integer("number").primaryKey({ autoIncrement: true }),
    tenantId: text("tenant_id").notNull(),
    faceId: text("face_id").notNull(),
    collectionId: text("collection_id").notNull(),
    model: text("model").notNull(),
    modelVersion: text("model_version").notNull(),
    /** `move`: is searchable under an older key and goes under the newest. */
    action: text("action", { enum: ["put", "move", "remove"] }).notNull(),
    attempts: integer("attempts").notNull(),
    dueAt: integer("due_at").notNull(),
  },
  (t) => [
    uniqueIndex("gallery_outbox_face").on(t.tenantId, t.faceId),
    index("gallery_outbox_due").on(t.dueAt),
    index("gallery_outbox_gallery").on(t.tenantId, t.collectionId, t.model, t.modelVersion, t.action),
  ],
);
