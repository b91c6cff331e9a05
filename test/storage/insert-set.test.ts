import { asc, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertSet } from "../../src/storage/insert-set.ts";
import { audit, events } from "../../src/storage/tables/records.ts";
import { aTenant, testDeps } from "../support/deps.ts";

const deps = testDeps();
const { database } = deps;

const eventRow = (tenantId: string, at: number, overrides: Partial<typeof events.$inferInsert> = {}) => ({
  tenantId,
  id: `evt_${at}`,
  type: "user.created",
  userId: `usr_${at}`,
  sequence: 1,
  data: { at },
  createdAt: at,
  ...overrides,
});
const stored = (tenantId: string) =>
  database.select().from(events).where(eq(events.tenantId, tenantId)).orderBy(asc(events.createdAt));

describe("inserting a set", () => {
  it("writes as many rows as there are, by one statement, as inserting each would", async () => {
    const [set, each] = [await aTenant(deps), await aTenant(deps)];
    const rowsOf = (tenantId: string) => [
      // Texts that look like other things, nulls, JSON, quotes, and more than D1 binds values.
      eventRow(tenantId, 1, { type: "0012", data: { text: `"it's" \\ 😀` } }),
      eventRow(tenantId, 2, { type: "null", userId: null, sequence: null }),
      eventRow(tenantId, 3, { type: "1e3", data: { list: [1, null, true], nested: { a: "b" } } }),
      ...Array.from({ length: 300 }, (_, at) => eventRow(tenantId, 10 + at)),
    ];
    await database.batch([insertSet(database, events, rowsOf(set))]);
    for (const row of rowsOf(each)) await database.insert(events).values(row);
    const bare = (rows: Awaited<ReturnType<typeof stored>>) => rows.map(({ tenantId: _, ...row }) => row);
    expect(bare(await stored(set))).toEqual(bare(await stored(each)));
    const types = await database.all<{ kinds: string }>(
      sql`SELECT DISTINCT typeof(type) || typeof(created_at) || typeof(data) AS kinds FROM events WHERE tenant_id = ${set}`,
    );
    expect(types).toEqual([{ kinds: "textintegertext" }]);
  });

  it("writes a single row, whose every value is one that all rows share", async () => {
    const tenantId = await aTenant(deps);
    await database.batch([insertSet(database, events, [eventRow(tenantId, 7)])]);
    expect(await stored(tenantId)).toEqual([eventRow(tenantId, 7)]);
  });

  it("lets the database work a column out, from what stood before the set", async () => {
    const tenantId = await aTenant(deps);
    const entry = (targetId: string) => ({
      ...{ tenantId, seq: 0, at: 1, actor: "a", action: "x.y", targetType: "user", requestId: "req_1" },
      targetId,
      details: {},
    });
    const seq = sql`(SELECT coalesce(max(seq), 0) + 1 FROM audit WHERE tenant_id = ${tenantId}) + key`;
    for (const ids of [
      ["a", "b"],
      ["c", "d", "e"],
    ]) {
      await database.batch([insertSet(database, audit, ids.map(entry), { seq })]);
    }
    const rows = await database.select().from(audit).where(eq(audit.tenantId, tenantId)).orderBy(audit.seq);
    expect(rows.map((row) => [row.seq, row.targetId])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "d"],
      [5, "e"],
    ]);
  });
});
