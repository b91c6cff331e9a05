import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Loads of public lists that are too large for an isolate: their entries and blocking keys live in the two tables
 * below, under the number of the load. Without a tenant on purpose, as the lists are public.
 */
export const listLoads = sqliteTable(
  "list_loads",
  {
    /** 1 and up; in every entry's id and every key, so that a load never mixes with another. */
    number: integer("number").primaryKey({ autoIncrement: true }),
    listId: text("list_id").notNull(),
    sha256: text("sha256").notNull(),
    matcher: text("matcher").notNull(),
    /** Entries stored so far: where a load goes on after a kill. */
    done: integer("done").notNull(),
    /** Of the entries stored so far, those that are new or differ from the load that serves. */
    changed: integer("changed").notNull(),
    /** The latest date that an entry states, in milliseconds since 1970. */
    publishedAt: integer("published_at"),
    state: text("state", { enum: ["loading", "ready", "dropping"] }).notNull(),
    startedAt: integer("started_at").notNull(),
  },
  (t) => [index("list_loads_list").on(t.listId)],
);

export const largeEntities = sqliteTable("large_entities", {
  /** `number × 2^24 + place`: appended in order, and found without another index. */
  id: integer("id").primaryKey(),
  entityHash: text("entity_hash").notNull(),
  /** The entry as JSON. */
  entity: text("entity").notNull(),
});

/** What an entry alone bears: its id, its documents. `number × 2^40 +` 40 bits of a hash. WITHOUT ROWID. */
export const largeKeys = sqliteTable(
  "large_keys",
  { key: integer("key").notNull(), entityId: integer("entity_id").notNull() },
  (t) => [primaryKey({ columns: [t.key, t.entityId] })],
);

/**
 * Names by their blocking keys, thousands of keys packed into a row: a row a key would be ten million rows to write,
 * each in another corner of the table.
 */
export const largePostings = sqliteTable("large_postings", {
  /** `number × 2^25 + bucket × 2^10 + block`: the blocks of a bucket lie together. */
  id: integer("id").primaryKey(),
  postings: text("postings").notNull(),
});
