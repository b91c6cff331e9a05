import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** By what a person is reached. */
export const CHANNELS = ["email", "phone"] as const;
export type Channel = (typeof CHANNELS)[number];

/** The outbox of messages to people: written with the change that causes them, sent by the deliverer. */
export const messages = sqliteTable(
  "messages",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id").notNull(),
    channel: text("channel", { enum: CHANNELS }).notNull(),
    /** Address and text as JSON, sealed with the subject's key; base64. null once it was sent or given up. */
    content: text("content"),
    // NOT NULL on purpose: a run whose lease has passed on writes NULL, which aborts its batch.
    state: text("state", { enum: ["pending", "claimed", "sent", "dead", "dropped"] }).notNull(),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    lastError: text("last_error"),
    /** A message that comes later than this is of no use to the person. */
    expiresAt: integer("expires_at").notNull(),
    createdAt: integer("created_at").notNull(),
    sentAt: integer("sent_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("messages_user").on(t.tenantId, t.userId),
    // Does not lead with the tenant: the deliverer looks for due rows of all tenants.
    index("messages_due").on(t.state, t.nextAt),
  ],
);

/** By whom a tenant's messages are sent. */
export const messageSenders = sqliteTable("message_senders", {
  tenantId: text("tenant_id").primaryKey(),
  // NOT NULL on purpose: a write against a stale version sets NULL, which aborts the whole batch.
  version: integer("version").notNull(),
  /** What its owner may read back: kinds and addresses. */
  settings: text("settings", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  /** Signing secrets as JSON, sealed with the tenant's key; base64. */
  secrets: text("secrets").notNull(),
  updatedAt: integer("updated_at").notNull(),
});
