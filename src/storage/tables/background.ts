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
    /** As it was answered; what a person has since decided of its hits stands in `match_decisions`. */
    outcome: text("outcome").notNull(),
    /** The whole answer (subject, matches, sources) as JSON, sealed; base64. */
    result: text("result").notNull(),
    createdAt: integer("created_at").notNull(),
    /** Counts the decisions on hits of its subject, so that of two made at once the later sees the earlier. */
    reviews: integer("reviews").notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("background_user").on(t.tenantId, t.userId, t.createdAt),
  ],
);

/** What a person decided of a hit; holds for the subject until the entry changes, since then its hash differs. */
export const matchDecisions = sqliteTable(
  "match_decisions",
  {
    tenantId: text("tenant_id").notNull(),
    /** The user, or the check itself where it belongs to nobody. */
    subjectId: text("subject_id").notNull(),
    entityId: text("entity_id").notNull(),
    /** The entry's fingerprint when it was screened. */
    entityHash: text("entity_hash").notNull(),
    listId: text("list_id").notNull(),
    /** The check whose hit was decided on. */
    checkId: text("check_id").notNull(),
    decision: text("decision", { enum: ["true_match", "false_positive"] }).notNull(),
    /** JSON string, sealed with the subject's key; base64. */
    note: text("note"),
    decidedBy: text("decided_by").notNull(),
    decidedAt: integer("decided_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subjectId, t.entityId, t.entityHash] })],
);
