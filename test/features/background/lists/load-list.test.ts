import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { getLists } from "../../../../src/features/background/get-lists.ts";
import { listsData } from "../../../../src/features/background/list-schemas.ts";
import { importList } from "../../../../src/features/background/lists/import-list.ts";
import { loadList } from "../../../../src/features/background/lists/load-list.ts";
import { r2Catalogue } from "../../../../src/features/background/lists/r2-catalogue.ts";
import { packSegment, unpackSegment } from "../../../../src/features/background/lists/segment-file.ts";
import { buildIndex } from "../../../../src/features/background/screening/name-index.ts";
import { search } from "../../../../src/features/background/screening/search.ts";
import { checkWatchlists } from "../../../../src/features/background/watchlist-check.ts";
import { watchlistBody } from "../../../../src/features/background/watchlist-schemas.ts";
import { utf8 } from "../../../../src/kernel/bytes.ts";
import { listVersions } from "../../../../src/storage/tables/lists.ts";
import { aCaller, aTenant } from "../../../support/deps.ts";
import { catalogueOf } from "../support.ts";
import { aSource, fileOf, forgetLists, listsDeps, people } from "./support.ts";

afterAll(forgetLists);

const DAY_MS = 86_400_000;
const BY_HAND = { fromPublisher: false };

describe("a loaded list", () => {
  it("serves at once: a live tenant's check on it finds, explains and may be clear", async () => {
    const deps = listsDeps();
    const source = aSource();
    const loaded = await loadList(deps, source, fileOf(people(source, 10)), BY_HAND);
    expect(loaded).toMatchObject({ outcome: "loaded", entities: 10, changed: 10, removed: 0 });
    const caller = aCaller(await aTenant(deps));
    const ask = (fullName: string) =>
      checkWatchlists(deps, caller, watchlistBody.parse({ subject: { fullName }, lists: [source.listId] }));
    const hit = await ask("Zefirin Ashgroveael");
    expect(hit.matches[0]).toMatchObject({ entityId: `${source.listId}:4` });
    expect(hit.lists).toMatchObject([
      { version: "2026-06-15", sha256: loaded.sha256, entities: 10, stale: false, bundled: false },
    ]);
    expect(await ask("Ana María Ruiz")).toMatchObject({ status: "completed", outcome: "clear" });
  });

  it("is stale when its file is older than the list's rhythm, and then nothing is clear for a live tenant", async () => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10), "2026-06-11T00:00:00Z"), BY_HAND);
    const caller = aCaller(await aTenant(deps));
    const input = watchlistBody.parse({ subject: { fullName: "Ana Ruiz" }, lists: [source.listId] });
    expect(await checkWatchlists(deps, caller, input)).toMatchObject({
      outcome: "incomplete",
      reasons: ["LIST_STALE"],
    });
  });

  it("is changed by nothing when the same bytes come again", async () => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10)), BY_HAND);
    deps.sent.length = 0;
    expect(await loadList(deps, source, fileOf(people(source, 10)), BY_HAND)).toMatchObject({
      outcome: "unchanged",
    });
    expect(deps.sent).toEqual([]);
  });

  it("keeps the version before it, and no older one", async () => {
    const deps = listsDeps();
    const source = aSource();
    for (const day of [13, 14, 15]) {
      const file = fileOf(people(source, 10), `2026-06-${day}T00:00:00Z`);
      expect((await loadList(deps, source, file, BY_HAND)).outcome).toBe("loaded");
    }
    const rows = await deps.database
      .select()
      .from(listVersions)
      .where(eq(listVersions.listId, source.listId));
    expect(rows.map((row) => [row.version, row.status]).sort()).toEqual([
      ["2026-06-14", "previous"],
      ["2026-06-15", "serving"],
    ]);
    expect(await deps.shelf.get(rows[0]?.segments[0]?.key ?? "")).not.toBeNull();
  });

  it("goes back to the version before it when forced to", async () => {
    const deps = listsDeps();
    const source = aSource();
    const [first, second] = [14, 15].map((day) => fileOf(people(source, 10), `2026-06-${day}T00:00:00Z`));
    await loadList(deps, source, first ?? new Map(), BY_HAND);
    await loadList(deps, source, second ?? new Map(), BY_HAND);
    await loadList(deps, source, first ?? new Map(), { ...BY_HAND, force: true });
    const [list] = await deps.lists.open([source.listId]);
    expect(list?.version.version).toBe("2026-06-14");
    expect(list?.segments[0]?.entities).toHaveLength(10);
  });

  it("tells the queue only what differs", async () => {
    const deps = listsDeps();
    const source = aSource();
    const before = people(source, 10);
    await loadList(deps, source, fileOf(before, "2026-06-14T00:00:00Z"), BY_HAND);
    const after = before.slice(0, 9).map((one, at) => (at === 3 ? { ...one, programmes: ["NEW"] } : one));
    deps.sent.length = 0;
    const loaded = await loadList(deps, source, fileOf(after), BY_HAND);
    expect(loaded).toMatchObject({ outcome: "loaded", changed: 1, removed: 1 });
    const [message] = deps.sent;
    if (message?.kind !== "rescreen") throw new Error("no rescreen");
    const segment = await deps.shelf.get(message.segments[0] ?? "");
    expect(unpackSegment(segment ?? new Uint8Array()).entities.map(({ id }) => id)).toEqual([
      `${source.listId}:4`,
    ]);
  });
});

describe("a suspicious version", () => {
  const whole = "2026-06-14T00:00:00Z";
  it.each([
    ["cut in the middle", "UNREADABLE", (file: Uint8Array) => file.slice(0, file.length / 2)],
    ["another kind of file", "UNREADABLE", () => utf8("<html>503</html>")],
  ])("is refused and what served goes on serving: %s", async (_case, reason, damage) => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10), whole), BY_HAND);
    const file = fileOf(people(source, 10)).get("list.jsonl") ?? new Uint8Array();
    const outcome = await importList(deps, source, new Map([["list.jsonl", damage(file)]]), {});
    expect(outcome).toMatchObject({ outcome: "rejected", reason });
    const [serving] = await deps.lists.open([source.listId]);
    expect(serving?.version).toMatchObject({ version: "2026-06-14", entities: 10 });
    const answer = await getLists(deps, aCaller(await aTenant(deps)));
    expect(listsData.safeParse(answer).error).toBeUndefined();
    expect(answer.items.find((list) => list.id === source.listId)).toMatchObject({
      status: "searched",
      version: "2026-06-14",
      lastRefresh: { outcome: "rejected", reason },
    });
  });

  it.each([
    ["half its former size", "ENTITY_COUNT_CHANGED", { keep: 5, date: "2026-06-15T00:00:00Z" }],
    ["grown by half in a day", "ENTITY_COUNT_CHANGED", { keep: 15, date: "2026-06-15T00:00:00Z" }],
    ["older than what serves", "OLDER_THAN_SERVING", { keep: 10, date: "2026-06-01T00:00:00Z" }],
  ])("is refused: %s", async (_case, reason, { keep, date }) => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10), whole), BY_HAND);
    const file = fileOf(people(source, keep), date);
    expect(await loadList(deps, source, file, BY_HAND)).toMatchObject({ outcome: "rejected", reason });
    expect(await loadList(deps, source, file, { ...BY_HAND, force: true })).toMatchObject({
      outcome: "loaded",
      entities: keep,
    });
  });

  it("is refused without what has always stood on the list, and when the first copy is too small", async () => {
    const deps = listsDeps();
    const source = aSource();
    const outcome = await loadList(deps, source, fileOf(people(source, 10).slice(1)), BY_HAND);
    expect(outcome).toMatchObject({ outcome: "rejected", reason: "SENTINEL_MISSING" });
    const small = aSource({ leastEntities: 100 });
    expect(await loadList(deps, small, fileOf(people(small, 10)), BY_HAND)).toMatchObject({
      reason: "TOO_FEW_ENTITIES",
    });
    expect(await deps.lists.open([source.listId, small.listId])).toEqual([]);
  });

  it("may have grown honestly when months have passed", async () => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 50), "2025-12-15T00:00:00Z"), BY_HAND);
    const outcome = await loadList(deps, source, fileOf(people(source, 57)), BY_HAND);
    expect(outcome).toMatchObject({ outcome: "loaded", changed: 7 });
  });
});

describe("the catalogue of loaded lists", () => {
  it("falls back to the bundled entries of a list that was never loaded", async () => {
    const deps = listsDeps();
    const catalogue = r2Catalogue(deps, catalogueOf([], { id: "gb_sanctions", bundled: true }));
    expect((await catalogue.versions()).find(({ id }) => id === "gb_sanctions")?.bundled).toBe(true);
    expect(await catalogue.open(["gb_sanctions"])).toHaveLength(1);
  });

  it("leaves out a list whose segments are gone, so that nobody takes it for searched", async () => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10)), BY_HAND);
    const [row] = await deps.database
      .select()
      .from(listVersions)
      .where(eq(listVersions.listId, source.listId));
    await deps.shelf.delete(row?.segments.map(({ key }) => key) ?? []);
    expect(await deps.lists.open([source.listId])).toEqual([]);
    const caller = aCaller(await aTenant(deps));
    const input = watchlistBody.parse({ subject: { fullName: "Ana Ruiz" }, lists: [source.listId] });
    expect(await checkWatchlists(deps, caller, input)).toMatchObject({
      outcome: "incomplete",
      reasons: ["SOURCE_UNAVAILABLE"],
    });
  });

  it("serves a list that nobody confirmed for three days as stale", async () => {
    const deps = listsDeps();
    const source = aSource();
    await loadList(deps, source, fileOf(people(source, 10)), { fromPublisher: true });
    const stale = async () => (await deps.lists.open([source.listId]))[0]?.version.stale;
    deps.clock.advance(3 * DAY_MS);
    expect(await stale()).toBe(false);
    deps.clock.advance(1);
    expect(await stale()).toBe(true);
  });
});

describe("a segment as bytes", () => {
  it("answers as the index it was made of", () => {
    const index = buildIndex(people(aSource(), 60));
    const opened = unpackSegment(packSegment(index));
    expect(opened).toEqual(index);
    const query = { names: ["Zephirin Tollmandercel"] };
    expect(search(opened, query, 0.8)).toEqual(search(index, query, 0.8));
    expect(search(opened, query, 0.8).length).toBeGreaterThan(0);
  });

  it("is refused when cut or when it is something else", () => {
    const bytes = packSegment(buildIndex(people(aSource(), 3)));
    expect(() => unpackSegment(bytes.slice(0, bytes.length - 8))).toThrow();
    expect(() => unpackSegment(utf8("something else altogether"))).toThrow();
  });
});
