import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const webhookEndpoints = sqliteTable(
  "webhook_endpoints",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    url: text("url").notNull(),
    description: text("description").notNull(),
    /** `["*"]` or a list of event types. */
    eventTypes: text("event_types", { mode: "json" }).$type<string[]>().notNull(),
    status: text("status", { enum: ["enabled", "disabled"] }).notNull(),
    disabledReason: text("disabled_reason"),
    signing: text("signing", { enum: ["v1", "v1a"] }).notNull(),
    /** Signing secrets as JSON `[{secret, validUntil|null}]`, newest first, sealed with the tenant's key; base64. */
    secrets: text("secrets").notNull(),
    /** Since when every attempt has failed; null after a success. */
    failingSince: integer("failing_since"),
    warnedAt: integer("warned_at"),
    version: integer("version").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const deliveries = sqliteTable(
  "deliveries",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    eventId: text("event_id").notNull(),
    endpointId: text("endpoint_id").notNull(),
    state: text("state", { enum: ["pending", "claimed", "delivered", "dead", "skipped"] }).notNull(),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    lastStatus: integer("last_status"),
    lastError: text("last_error"),
    createdAt: integer("created_at").notNull(),
    deliveredAt: integer("delivered_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("deliveries_once").on(t.tenantId, t.eventId, t.endpointId),
    index("deliveries_endpoint").on(t.tenantId, t.endpointId, t.createdAt),
    // The one index that does not lead with the tenant: the sweeper looks for due rows of all tenants.
    index("deliveries_due").on(t.state, t.nextAt),
  ],
);

export const deliveryAttempts = sqliteTable(
  "delivery_attempts",
  {
    tenantId: text("tenant_id").notNull(),
    deliveryId: text("delivery_id").notNull(),
    attempt: integer("attempt").notNull(),
    at: integer("at").notNull(),
    status: integer("status"),
    durationMs: integer("duration_ms").notNull(),
    error: text("error"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.deliveryId, t.attempt] })],
);
