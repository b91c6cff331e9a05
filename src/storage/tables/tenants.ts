import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Days for which each kind is kept; null or absent: until somebody erases it. */
export interface RetentionDays {
  /** Pictures of documents, from their scan. What was read from them stays with the person. */
  documentPictures?: number | null;
  /** Pictures of enrolled faces, from their enrolment. Templates stay. */
  facePictures?: number | null;
  /** Faces that a newer enrolment has replaced, picture and template, from their enrolment. */
  replacedFaces?: number | null;
  /** People whose enrolment expired or was canceled, wholly, from their last change. */
  unfinishedUsers?: number | null;
  /** People who were rejected, wholly, from their last change. */
  rejectedUsers?: number | null;
  /** People who were approved, wholly, from their last change. */
  approvedUsers?: number | null;
}

/** Requests a user (tenant and subject) may make in any 60 seconds, where an operator has set other than usual. */
export interface TenantLimits {
  documents?: number | undefined;
  biometrics?: number | undefined;
  background?: number | undefined;
}

export interface TenantSettings {
  limits?: TenantLimits;
  retention?: RetentionDays;
  /** Origins of webhook receivers that may be plain http on loopback (development only). */
  allowLoopbackWebhooks?: boolean;
}

export const tenants = sqliteTable("tenants", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  status: text("status", { enum: ["active", "suspended"] }).notNull(),
  livemode: integer("livemode", { mode: "boolean" }).notNull(),
  settings: text("settings", { mode: "json" }).$type<TenantSettings>().notNull(),
  /** The tenant's data key, wrapped by the KEK named in `kekId`; base64. */
  wrappedKey: text("wrapped_key").notNull(),
  kekId: text("kek_id").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** API clients of Enroll's own token issuer. */
export const clients = sqliteTable(
  "clients",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
    status: text("status", { enum: ["active", "revoked"] }).notNull(),
    createdAt: integer("created_at").notNull(),
  },
  // The token endpoint knows only the client id, so it must be unique across tenants.
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex("clients_id").on(t.id)],
);

/** Secrets of API clients, kept only as salted hashes; while one is rotated, two are good. */
export const clientSecrets = sqliteTable(
  "client_secrets",
  {
    tenantId: text("tenant_id").notNull(),
    clientId: text("client_id").notNull(),
    secretSalt: text("secret_salt").notNull(),
    secretHash: text("secret_hash").notNull(),
    createdAt: integer("created_at").notNull(),
    /** Until when it is good; null: until it is rotated. */
    expiresAt: integer("expires_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.clientId, t.secretHash] }),
    // The token endpoint knows only the client id.
    index("client_secrets_client").on(t.clientId),
  ],
);

/** Revoked tokens: one by `jti`, or all of a subject issued before an instant (`notBefore`). */
export const revocations = sqliteTable(
  "revocations",
  {
    tenantId: text("tenant_id").notNull(),
    kind: text("kind", { enum: ["jti", "subject"] }).notNull(),
    value: text("value").notNull(),
    notBefore: integer("not_before").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.value] })],
);

/** One data key a person (or a document scanned for nobody), wrapped by the tenant's key; erasing it erases. */
export const subjectKeys = sqliteTable(
  "subject_keys",
  {
    tenantId: text("tenant_id").notNull(),
    subjectId: text("subject_id").notNull(),
    wrappedKey: text("wrapped_key").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subjectId] })],
);

/** Answers kept 24 h so that a POST can be repeated safely. */
export const idempotency = sqliteTable(
  "idempotency",
  {
    tenantId: text("tenant_id").notNull(),
    subject: text("subject").notNull(),
    method: text("method").notNull(),
    route: text("route").notNull(),
    key: text("key").notNull(),
    fingerprint: text("fingerprint").notNull(),
    // NOT NULL on purpose: a stale fence writes NULL here, which aborts the whole batch.
    state: text("state", { enum: ["running", "done"] }).notNull(),
    fence: text("fence").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    status: integer("status"),
    /** The answer's data (or error), sealed with the tenant's key; base64. */
    answer: text("answer"),
    requestId: text("request_id").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.subject, t.method, t.route, t.key] }),
    index("idempotency_created").on(t.createdAt),
  ],
);

/** Whose pictures must go from R2; written in the batch that erases, so that no crash can forget one. */
export const erasedSubjects = sqliteTable(
  "erased_subjects",
  {
    tenantId: text("tenant_id").notNull(),
    /** A user, or an upload that a picture of the user came from. */
    subjectId: text("subject_id").notNull(),
    /** The signed deletion receipt; null for uploads, which stand in their user's. */
    receipt: text("receipt"),
    erasedAt: integer("erased_at").notNull(),
    /** When to look for objects (again); null once it is certain that no more can come. */
    dueAt: integer("due_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subjectId] }), index("erased_due").on(t.dueAt)],
);

/** How far a sweep that takes many runs has come. */
export const sweeps = sqliteTable("sweeps", {
  name: text("name").primaryKey(),
  /** The last key it has looked at; null: it begins anew. */
  cursor: text("cursor"),
  updatedAt: integer("updated_at").notNull(),
});
