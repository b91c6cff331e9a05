import { eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import type { Entity } from "../../../../../src/features/background/lists/entity.ts";
import type { LargeFile } from "../../../../../src/features/background/lists/large/large-file.ts";
import {
  type LargeOptions,
  loadLargeList,
} from "../../../../../src/features/background/lists/large/load-large.ts";
import type { ListMessage } from "../../../../../src/features/background/lists/list-message.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { rescreenMonitored } from "../../../../../src/features/background/monitoring/rescreen.ts";
import { checkWatchlists } from "../../../../../src/features/background/watchlist-check.ts";
import { watchlistBody } from "../../../../../src/features/background/watchlist-schemas.ts";
import { largeKeys, listLoads } from "../../../../../src/storage/tables/large-lists.ts";
import { aCaller, aTenant } from "../../../../support/deps.ts";
import { aSource, forgetLists, listsDeps, people } from "../support.ts";

afterAll(forgetLists);

type Deps = ReturnType<typeof listsDeps>;

/** A large list of this test alone. */
function aLargeList() {
  const source = aSource();
  const file = (entities: Entity[], sha256: string, end?: () => void): LargeFile => ({
    listId: source.listId,
    name: "targets.simple.csv",
    sha256,
    bytes: 1,
    leastEntities: 2,
    async *open() {
      for (const entity of entities) yield { entity, seenAt: Date.UTC(2026, 5, 15) };
      end?.();
    },
  });
  return { source, file, everybody: people(source, 60) };
}

const load = (deps: Deps, file: LargeFile, options: Partial<LargeOptions> = {}) =>
  loadLargeList(deps, file, { fromPublisher: true, ...options });

async function screen(deps: Deps, listId: string, fullName: string, dateOfBirth?: string) {
  const caller = aCaller(await aTenant(deps));
  const subject = { fullName, ...(dateOfBirth ? { dateOfBirth } : {}) };
  return checkWatchlists(deps, caller, watchlistBody.parse({ subject, lists: [listId] }));
}

const loadsOf = (deps: Deps, listId: string) =>
  deps.database.select().from(listLoads).where(eq(listLoads.listId, listId));

describe("a list too large for an isolate", () => {
  it("is loaded into the database and answers checks like any other, explained and dated", async () => {
    const deps = listsDeps();
    const { source, file, everybody } = aLargeList();
    expect(await load(deps, file(everybody, "a1"))).toEqual({
      outcome: "loaded",
      sha256: "a1",
      entities: 60,
      changed: 60,
    });
    const data = await screen(deps, source.listId, "Zefirin Brigthwateraell", "1951-05-05");
    expect(data.matches[0]).toMatchObject({
      entityId: `${source.listId}:2`,
      caption: "Zephyrin Brightwaterael",
      explanations: { pairs: [{ query: "zefirin" }, { query: "brigthwateraell" }] },
    });
    expect(data.lists).toMatchObject([
      { id: source.listId, status: "searched", version: "2026-06-15", entities: 60, sha256: "a1" },
    ]);
    expect((await screen(deps, source.listId, "Obadiah Wintergreen")).outcome).toBe("clear");
  });

  it("finds whoever bears a document that was asked for, whatever the name", async () => {
    const deps = listsDeps();
    const { source, file, everybody } = aLargeList();
    const bearer = {
      ...(everybody[5] as Entity),
      identifiers: [{ type: "other" as const, number: "AB-123456" }],
    };
    await load(deps, file([...everybody.slice(0, 5), bearer], "i1"));
    const body = {
      subject: { fullName: "Obadiah Wintergreen", identifiers: [{ number: "ab 123456" }] },
      lists: [source.listId],
    };
    const data = await checkWatchlists(deps, aCaller(await aTenant(deps)), watchlistBody.parse(body));
    expect(data.matches.map(({ entityId }) => entityId)).toEqual([bearer.id]);
  });

  it("goes on after a kill where it was, and adds nothing twice", async () => {
    const deps = listsDeps();
    const { source, file } = aLargeList();
    const many = people(source, 7 * 26).flatMap((one, at) =>
      Array.from({ length: 14 }, (_, copy) => ({ ...one, id: `${source.listId}:${at}-${copy}` })),
    );
    const killed = file(many, "k1", () => {
      throw new Error("killed");
    });
    expect(await load(deps, file(many, "k1"), { atMost: 1 })).toMatchObject({ outcome: "more" });
    await expect(load(deps, killed)).rejects.toThrow("killed");
    expect(await loadsOf(deps, source.listId)).toMatchObject([{ done: 2_000, state: "loading" }]);
    // Nothing of it serves.
    expect((await deps.lists.versions()).map(({ id }) => id)).not.toContain(source.listId);
    expect(await load(deps, file(many, "k1"))).toMatchObject({ outcome: "loaded", entities: many.length });
    expect(await loadsOf(deps, source.listId)).toMatchObject([{ done: many.length, state: "ready" }]);
  });

  it("may be loaded in steps", async () => {
    const deps = listsDeps();
    const { source, file } = aLargeList();
    const many = Array.from({ length: 2_500 }, (_, at) => ({
      ...(people(source, 182)[at % 182] as Entity),
      id: `${source.listId}:${at}`,
    }));
    expect(await load(deps, file(many, "s1"), { atMost: 1 })).toMatchObject({
      outcome: "more",
      entities: 2_000,
    });
    expect(await load(deps, file(many, "s1"), { atMost: 1 })).toMatchObject({
      outcome: "loaded",
      entities: 2_500,
    });
    expect(await load(deps, file(many, "s1"))).toMatchObject({ outcome: "unchanged" });
  });

  it.each([
    ["UNREADABLE", (all: Entity[]) => all, true],
    ["ENTITY_COUNT_CHANGED", (all: Entity[]) => all.slice(0, 30), false],
    ["TOO_FEW_ENTITIES", (all: Entity[]) => all.slice(0, 1), false],
  ] as const)("is refused (%s), and what served goes on serving", async (reason, change, isCut) => {
    const deps = listsDeps();
    const { source, file, everybody } = aLargeList();
    const isFirst = reason === "TOO_FEW_ENTITIES";
    if (!isFirst) await load(deps, file(everybody, "r1"));
    const end = () => {
      throw new ListProblem("a line is cut");
    };
    const refused = await load(deps, file(change(everybody), "r2", isCut ? end : undefined));
    expect(refused).toMatchObject({ outcome: "rejected", reason });
    // Nothing of it is left.
    expect((await loadsOf(deps, source.listId)).map(({ sha256 }) => sha256)).toEqual(isFirst ? [] : ["r1"]);
    if (!isFirst) {
      const [best] = (await screen(deps, source.listId, "Zephyrin Brightwaterael")).matches;
      expect(best?.entityId).toBe(`${source.listId}:2`);
    }
  });

  it("is replaced at once by its next version, and the one before last is cleared away", async () => {
    const deps = listsDeps();
    const { source, file, everybody } = aLargeList();
    await load(deps, file(everybody, "v1"));
    const moved = everybody.map((one, at) => (at === 3 ? { ...one, countries: ["CO"] } : one));
    expect(await load(deps, file(moved, "v2"))).toMatchObject({ outcome: "loaded", changed: 1 });
    expect(await load(deps, file(moved.slice(1), "v3"))).toMatchObject({ outcome: "loaded", changed: 0 });
    const loads = await loadsOf(deps, source.listId);
    expect(loads.map(({ sha256 }) => sha256)).toEqual(["v2", "v3"]);
    const first = (loads[0]?.number ?? 0) - 1;
    const keys = await deps.database.select().from(largeKeys);
    expect(keys.filter(({ key }) => Math.floor(key / 2 ** 40) === first)).toEqual([]);
  });

  it("tells of somebody who is watched once, and again when their entry is gone", async () => {
    const sent: ListMessage[] = [];
    const deps = { ...listsDeps(), send: async (message: ListMessage) => void sent.push(message) };
    const { source, file, everybody } = aLargeList();
    const caller = aCaller(await aTenant(deps));
    const subject = { fullName: "Zephyrin Brightwaterael", dateOfBirth: "1951-01-01" };
    await checkWatchlists(deps, caller, watchlistBody.parse({ subject, monitor: true }));
    await load(deps, file(everybody, "m1"));
    const rescreen = async () => {
      const message = sent.shift();
      if (message?.kind !== "rescreen") throw new Error("nothing to screen again");
      return rescreenMonitored(deps, message);
    };
    expect(await rescreen()).toMatchObject({ found: 1 });
    const other = everybody.map((one, at) => (at === 40 ? { ...one, countries: ["PE"] } : one));
    await load(deps, file(other, "m2"));
    expect(await rescreen()).toMatchObject({ found: 0 });
    await load(
      deps,
      file(
        other.filter((_, at) => at !== 1),
        "m3",
      ),
    );
    expect(sent[0]).toMatchObject({ kind: "rescreen", removed: expect.stringContaining("removed-since-m2") });
    await rescreen();
    const states = await deps.database.query.monitoredMatches.findMany({
      where: (table) => eq(table.entityId, `${source.listId}:2`),
    });
    expect(states).toMatchObject([{ state: "resolved", tenantId: caller.tenantId }]);
  });
});
