import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const backgroundChecks = sqliteTable(
  "background_checks",
  {
    tenantId: text("tenant_id").notNull(),
    id: text("id").notNull(),
    userId: text("user_id"),
    subjectId: text("subject_id").notNull(),
    type: text("type", { enum: ["watchlist", "criminal"] }).notNull(),
    status: text("status", { enum: ["completed", "pending", "incomplete"] }).notNull(),
    outcome: text("outcome").notNull(),
    /** The whole answer (subject, matches, sources) as JSON, sealed; base64. */
    result: text("result").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("background_user").on(t.tenantId, t.userId, t.createdAt),
  ],
);
