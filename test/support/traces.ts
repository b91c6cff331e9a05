import { asc, eq } from "drizzle-orm";
import type { Database } from "../../src/storage/database.ts";
import { audit, events } from "../../src/storage/tables/records.ts";

/** What a tenant's audit says, oldest first. */
export async function auditOf(database: Database, tenantId: string) {
  const rows = await database
    .select()
    .from(audit)
    .where(eq(audit.tenantId, tenantId))
    .orderBy(asc(audit.seq));
  return rows.map(({ action, targetId, actor, details }) => ({ action, targetId, actor, details }));
}

/** A user's events in their order. */
export async function eventsOf(database: Database, userId: string) {
  const rows = await database
    .select()
    .from(events)
    .where(eq(events.userId, userId))
    .orderBy(asc(events.sequence));
  return rows.map(({ type, sequence, data }) => ({ type, sequence, data }));
}

/** Every row of every table as one text: what a thief of the database reads. */
export async function everythingStored(binding: D1Database): Promise<string> {
  const tables = await binding
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")
    .all<{ name: string }>();
  const dumps: string[] = [];
  for (const { name } of tables.results) {
    const rows = await binding.prepare(`SELECT * FROM "${name}"`).all();
    dumps.push(`${name} ${JSON.stringify(rows.results)}`);
  }
  return dumps.join("\n");
}
