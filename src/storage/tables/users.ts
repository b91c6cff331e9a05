import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const USER_STATUSES = [
  "created",
  "in_progress",
  "processing",
  "approved",
  "requires_input",
  "in_review",
  "rejected",
  "expired",
  "canceled",
  "redacted",
] as const;
export type UserStatus = (typeof USER_STATUSES)[number];

export const users = sqliteTable(
  "users",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    externalId: text("external_id"),
    // NOT NULL on purpose: a write against a stale version sets NULL, which aborts the whole batch.
    status: text("status", { enum: USER_STATUSES }).notNull(),
    version: integer("version").notNull(),
    policyId: text("policy_id").notNull(),
    policyVersion: integer("policy_version").notNull(),
    locale: text("locale").notNull(),
    /** Person, contact, address and metadata as JSON, sealed with the subject's key; base64. */
    profile: text("profile").notNull(),
    emailIndex: text("email_index"),
    phoneIndex: text("phone_index"),
    /** The policy's last decision, without personal data; null until there is one. */
    decision: text("decision", { mode: "json" }).$type<Record<string, unknown>>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("users_external").on(t.tenantId, t.externalId),
    index("users_email").on(t.tenantId, t.emailIndex),
    index("users_status").on(t.tenantId, t.status, t.createdAt),
    index("users_created").on(t.tenantId, t.createdAt),
  ],
);

export const userIdentifiers = sqliteTable(
  "user_identifiers",
  {
    tenantId: text("tenant_id").notNull(),
    userId: text("user_id").notNull(),
    type: text("type").notNull(),
    country: text("country").notNull(),
    /** HMAC of type, country and normalised number: found without being readable. */
    blindIndex: text("blind_index").notNull(),
    sealed: text("sealed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.type, t.country] }),
    index("user_identifiers_blind").on(t.tenantId, t.blindIndex),
  ],
);

export const consents = sqliteTable(
  "consents",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    scope: text("scope").notNull(),
    version: text("version").notNull(),
    acceptedAt: integer("accepted_at").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("consents_user").on(t.tenantId, t.userId, t.scope),
  ],
);

/** Every check made on a person, in the words the policy decides with: no personal data. */
export const userChecks = sqliteTable(
  "user_checks",
  {
    tenantId: text("tenant_id").notNull(),
    userId: text("user_id").notNull(),
    /** The id of the document, liveness, verification or background check itself. */
    checkId: text("check_id").notNull(),
    type: text("type", {
      enum: ["document", "liveness", "face_enrolment", "face_match", "watchlist", "criminal"],
    }).notNull(),
    outcome: text("outcome").notNull(),
    reasons: text("reasons", { mode: "json" }).$type<string[]>().notNull(),
    /** Named numbers the policy's rules look at, such as `similarity`. */
    observations: text("observations", { mode: "json" })
      .$type<Record<string, number | string | boolean>>()
      .notNull(),
    notPerformed: text("not_performed", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.checkId] }),
    index("user_checks_time").on(t.tenantId, t.userId, t.createdAt),
  ],
);

/** Versions of a tenant's policies; a version never changes, so that a decision can always be explained. */
export const policies = sqliteTable(
  "policies",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    // NOT NULL on purpose: of two that take the same number, the later writes NULL, which aborts its batch.
    version: integer("version").notNull(),
    /** The policy as `features/users/policy.ts` declares it. */
    body: text("body", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id, t.version] })],
);
