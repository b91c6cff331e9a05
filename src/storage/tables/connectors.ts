import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { USER_STATUSES } from "./users.ts";

/** Where a tenant keeps the people it knows already. */
export const connectors = sqliteTable(
  "connectors",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["postgres", "mysql", "http"] }).notNull(),
    // NOT NULL on purpose: a write against a stale version sets NULL, which aborts the whole batch.
    status: text("status", { enum: ["enabled", "disabled"] }).notNull(),
    /** What its owner may read back: table, columns, address, bounds. */
    settings: text("settings", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    /** Whether the outbox writes statuses back; beside the settings, since every event asks for it. */
    writesBack: integer("writes_back", { mode: "boolean" }).notNull(),
    /** Connection string, signing secrets and blinding key as JSON, sealed with the tenant's key; base64. */
    secrets: text("secrets").notNull(),
    version: integer("version").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A user and the same person at a connector; without a row the person is not there, or was never looked for. */
export const connectorLinks = sqliteTable(
  "connector_links",
  {
    tenantId: text("tenant_id").notNull(),
    userId: text("user_id").notNull(),
    connectorId: text("connector_id").notNull(),
    /** `unresolved`: the source did not answer when the user was created; it is asked again before a write. */
    state: text("state", { enum: ["linked", "unresolved"] }).notNull(),
    matchedBy: text("matched_by"),
    /** The row's key there, or what to look for it by, as JSON sealed with the subject's key; base64. */
    sealed: text("sealed").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.connectorId] }),
    index("connector_links_connector").on(t.tenantId, t.connectorId),
  ],
);

/**
 * The newest status that a connector is to hold of a user: one row, overwritten by each later status, so that an
 * older one can never be sent after it.
 */
export const connectorWrites = sqliteTable(
  "connector_writes",
  {
    tenantId: text("tenant_id").notNull(),
    userId: text("user_id").notNull(),
    connectorId: text("connector_id").notNull(),
    status: text("status", { enum: USER_STATUSES }).notNull(),
    /** The number of the user's event that told of the status: grows with each. */
    sequence: integer("sequence").notNull(),
    /** `absent`: the person is not there. */
    state: text("state", { enum: ["pending", "claimed", "written", "absent", "dead"] }).notNull(),
    attempts: integer("attempts").notNull(),
    nextAt: integer("next_at").notNull(),
    leaseUntil: integer("lease_until").notNull(),
    lastError: text("last_error"),
    createdAt: integer("created_at").notNull(),
    writtenAt: integer("written_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId, t.connectorId] }),
    index("connector_writes_connector").on(t.tenantId, t.connectorId, t.state),
    // Does not lead with the tenant: the deliverer looks for due rows of all tenants.
    index("connector_writes_due").on(t.state, t.nextAt),
  ],
);
