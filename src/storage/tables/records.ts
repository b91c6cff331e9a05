import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Append-only: triggers in the migration refuse UPDATE and DELETE. */
export const audit = sqliteTable(
  "audit",
  {
    tenantId: text("tenant_id").notNull(),
    /** Counts from 1 a tenant without a gap, given by the database inside the batch. */
    seq: integer("seq").notNull(),
    at: integer("at").notNull(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    targetType: text("target_type").notNull(),
    targetId: text("target_id").notNull(),
    requestId: text("request_id").notNull(),
    details: text("details", { mode: "json" })
      .$type<Record<string, string | number | boolean | null>>()
      .notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.seq] }),
    index("audit_target").on(t.tenantId, t.targetType, t.targetId),
  ],
);

/** The outbox: an event is written with the change it tells of, and never without it. */
export const events = sqliteTable(
  "events",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    type: text("type").notNull(),
    userId: text("user_id"),
    /** Counts from 1 a user; null for events of no user. */
    sequence: integer("sequence"),
    /** The event's `data`: ids, statuses and reason codes only. */
    data: text("data", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("events_sequence").on(t.tenantId, t.userId, t.sequence),
    index("events_time").on(t.tenantId, t.createdAt),
  ],
);

/** The hash chain over the audit, made from rows that can no longer change; append-only by triggers as well. */
export const auditChain = sqliteTable(
  "audit_chain",
  {
    tenantId: text("tenant_id").notNull(),
    seq: integer("seq").notNull(),
    /** SHA-256 of the previous hash and the row of this number; hexadecimal. */
    hash: text("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seq] })],
);
