import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** A tenant's providers of criminal records, and how each of them fares. */
export const criminalProviders = sqliteTable(
  "criminal_providers",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    kind: text("kind", { enum: ["http", "verifik"] }).notNull(),
    enabled: integer("enabled", { mode: "boolean" }).notNull(),
    /** Ids of the registers that it reaches. */
    sources: text("sources", { mode: "json" }).$type<string[]>().notNull(),
    /** The whole configuration with its credentials as JSON, sealed with the tenant's key; base64. */
    config: text("config").notNull(),
    version: integer("version").notNull(),
    /** Queries that failed one after the other, and until when none is let through. */
    failures: integer("failures").notNull(),
    openUntil: integer("open_until").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Queries whose answer comes later, by callback or to a poll. */
export const providerQueries = sqliteTable(
  "provider_queries",
  {
    tenantId: text("tenant_id").notNull(),
    checkId: text("check_id").notNull(),
    sourceId: text("source_id").notNull(),
    providerId: text("provider_id").notNull(),
    /** Whom the check is about: its key seals the ticket, and erasing it erases the query. */
    subjectId: text("subject_id").notNull(),
    livemode: integer("livemode", { mode: "boolean" }).notNull(),
    state: text("state", { enum: ["pending", "settled"] }).notNull(),
    /** SHA-256 (hex) of the callback's token. */
    tokenHash: text("token_hash").notNull(),
    /** What was asked and the provider's name for it, as JSON, sealed with the subject's key; base64. */
    asked: text("asked").notNull(),
    polls: integer("polls").notNull(),
    /** When it is to be looked after: polled, or given up. */
    nextAt: integer("next_at").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    expiresAt: integer("expires_at").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.checkId, t.sourceId] }),
    // The two indexes that do not lead with the tenant: a callback brings nothing but its token, and the cron looks
    // for what is due in all tenants.
    uniqueIndex("provider_queries_token").on(t.tokenHash),
    index("provider_queries_due").on(t.state, t.nextAt),
    index("provider_queries_subject").on(t.tenantId, t.subjectId),
  ],
);
