import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** A part of a loaded list in R2: an index of at most 16,000 entities. */
export interface StoredSegment {
  key: string;
  entities: number;
  bytes: number;
}

/** A file as its publisher sent it, kept in R2 under its SHA-256 (hex). */
export interface StoredFile {
  name: string;
  sha256: string;
  bytes: number;
}

/**
 * Versions of the public lists. Without a tenant on purpose: the lists are public data, the same for everybody, and
 * nothing of any tenant is derived into them.
 */
export const listVersions = sqliteTable(
  "list_versions",
  {
    listId: text("list_id").notNull(),
    /** Of the file's bytes; of a list in several files, of their names and hashes (`name:sha256` lines). */
    sha256: text("sha256").notNull(),
    version: text("version").notNull(),
    publishedAt: integer("published_at"),
    fetchedAt: integer("fetched_at").notNull(),
    /** When the publisher was last known to publish exactly this; null for files of unknown date. */
    confirmedAt: integer("confirmed_at"),
    entities: integer("entities").notNull(),
    /** Number of the load whose entries are in `large_entities`; null for lists that are kept in segments. */
    loadNumber: integer("load_number"),
    segments: text("segments", { mode: "json" }).$type<StoredSegment[]>().notNull(),
    files: text("files", { mode: "json" }).$type<StoredFile[]>().notNull(),
    status: text("status", { enum: ["serving", "previous", "rejected"] }).notNull(),
    /** Why it was rejected. */
    reason: text("reason"),
  },
  (t) => [
    primaryKey({ columns: [t.listId, t.sha256] }),
    uniqueIndex("list_versions_serving").on(t.listId).where(sql`status = 'serving'`),
  ],
);

/** What a file's server said of it, for asking "changed since?", and where its bytes are kept. */
export interface FileValidator {
  etag: string | null;
  lastModified: string | null;
  sha256: string;
}

/** How the last look at each publisher ended. */
export const listRefreshes = sqliteTable("list_refreshes", {
  listId: text("list_id").primaryKey(),
  checkedAt: integer("checked_at").notNull(),
  outcome: text("outcome", { enum: ["loaded", "unchanged", "rejected", "failed"] }).notNull(),
  reason: text("reason"),
  /** By file name. */
  validators: text("validators", { mode: "json" }).$type<Record<string, FileValidator>>().notNull(),
});

/** Who is to be screened again when a list changes. */
export const monitoredSubjects = sqliteTable(
  "monitored_subjects",
  {
    tenantId: text("tenant_id").notNull(),
    subjectId: text("subject_id").notNull(),
    userId: text("user_id"),
    /** The check that asked for it. */
    checkId: text("check_id").notNull(),
    /** Name, birth, nationality and identifiers as JSON, sealed with the subject's key; base64. */
    subject: text("subject").notNull(),
    livemode: integer("livemode", { mode: "boolean" }).notNull(),
    sensitivity: text("sensitivity", { enum: ["normal", "high"] }).notNull(),
    /** Ids of the lists asked for; null: every list. */
    lists: text("lists", { mode: "json" }).$type<string[]>(),
    createdAt: integer("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subjectId] })],
);

/** Which entries a monitored subject was found to be like, and in which state of the entry. No personal data. */
export const monitoredMatches = sqliteTable(
  "monitored_matches",
  {
    tenantId: text("tenant_id").notNull(),
    subjectId: text("subject_id").notNull(),
    entityId: text("entity_id").notNull(),
    entityHash: text("entity_hash").notNull(),
    checkId: text("check_id").notNull(),
    state: text("state", { enum: ["open", "resolved"] }).notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.subjectId, t.entityId] }),
    index("monitored_matches_entity").on(t.entityId),
  ],
);
