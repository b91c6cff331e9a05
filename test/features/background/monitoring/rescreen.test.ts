import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { handleListMessage } from "../../../../src/features/background/consume-lists.ts";
import { getCheck } from "../../../../src/features/background/get-check.ts";
import type { Entity } from "../../../../src/features/background/lists/entity.ts";
import { loadList } from "../../../../src/features/background/lists/load-list.ts";
import type { ListSource } from "../../../../src/features/background/lists/source.ts";
import { checkWatchlists } from "../../../../src/features/background/watchlist-check.ts";
import { watchlistBody } from "../../../../src/features/background/watchlist-schemas.ts";
import { monitoredSubjects } from "../../../../src/storage/tables/lists.ts";
import { audit, events } from "../../../../src/storage/tables/records.ts";
import { subjectKeys } from "../../../../src/storage/tables/tenants.ts";
import { users } from "../../../../src/storage/tables/users.ts";
import { aCaller, aTenant } from "../../../support/deps.ts";
import { aUser } from "../../../support/users.ts";
import { aSource, fileOf, forgetLists, type ListsTestDeps, listsDeps, people } from "../lists/support.ts";
import { anEntity } from "../support.ts";

afterAll(forgetLists);

/** Whom no other name of the list is like. */
const newcomer = (source: ListSource): Entity =>
  anEntity({ id: `${source.listId}:99`, listId: source.listId, name: "Obadiah Pickworth" });

/** Loads a version and works off the queue, as the Worker does. */
async function publish(deps: ListsTestDeps, source: ListSource, entities: Entity[], day: number) {
  const file = fileOf(entities, `2026-06-${day}T00:00:00Z`);
  const outcome = await loadList(deps, source, file, { fromPublisher: true });
  expect(outcome.outcome).toBe("loaded");
  for (let next = deps.sent.shift(); next; next = deps.sent.shift()) await handleListMessage(deps, next);
}

async function told(deps: ListsTestDeps, tenantId: string): Promise<string[]> {
  const rows = await deps.database.select().from(events).where(eq(events.tenantId, tenantId));
  return rows.map((row) => row.type).filter((type) => type.includes("match_") || type === "user.in_review");
}

describe("monitoring", () => {
  it("tells of an enrolled person whom a new version names, once, and puts the approval before a person", async () => {
    const deps = listsDeps();
    const source = aSource();
    const others = people(source, 19);
    const named = newcomer(source);
    await publish(deps, source, others, 10);
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const [givenNames, familyName] = ["Obadiah", "Pickworth"];
    const userId = await aUser(deps, caller, { person: { givenNames, familyName } });
    const before = await checkWatchlists(
      deps,
      caller,
      watchlistBody.parse({ userId, lists: [source.listId], monitor: true }),
    );
    expect(before).toMatchObject({ outcome: "clear", assurance: { notPerformed: [] } });
    await deps.database.update(users).set({ status: "approved" }).where(eq(users.id, userId));

    await publish(deps, source, [...others, named], 11);
    expect(await told(deps, tenantId)).toEqual(["background.watchlist.match_found", "user.in_review"]);
    const [event] = await deps.database
      .select()
      .from(events)
      .where(and(eq(events.tenantId, tenantId), eq(events.type, "background.watchlist.match_found")));
    expect(event).toMatchObject({ userId, data: { object: { userId, listId: source.listId, matches: 1 } } });
    expect(JSON.stringify(event)).not.toContain(familyName);
    const checkId = String((event?.data.object as { id?: string } | undefined)?.id);
    expect(await getCheck(deps, caller, checkId)).toMatchObject({
      userId,
      outcome: "potential_match",
      matches: [{ entityId: named.id }],
      lists: [{ id: source.listId, version: "2026-06-11" }],
    });
    const trail = await deps.database.select().from(audit).where(eq(audit.tenantId, tenantId));
    expect(trail.map((entry) => [entry.actor, entry.action])).toContainEqual([
      "schedule",
      "background.monitoring_hit",
    ]);

    // The entry is changed, then taken off the list.
    await publish(deps, source, [...others, { ...named, programmes: ["NEW"] }], 12);
    expect((await told(deps, tenantId)).at(-1)).toBe("background.watchlist.match_updated");
    await publish(deps, source, others, 13);
    expect((await told(deps, tenantId)).at(-1)).toBe("background.watchlist.match_resolved");
    expect(await told(deps, tenantId)).toHaveLength(4);
  });

  it("tells nothing twice when a message comes twice", async () => {
    const deps = listsDeps();
    const source = aSource();
    const all = [...people(source, 11), newcomer(source)];
    await publish(deps, source, all.slice(0, 11), 10);
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const fullName = "Obadiah Pickworth";
    const input = { subject: { fullName }, lists: [source.listId], monitor: true };
    await checkWatchlists(deps, caller, watchlistBody.parse(input));
    await loadList(deps, source, fileOf(all), { fromPublisher: true });
    const [message] = deps.sent;
    if (!message) throw new Error("nothing was sent");
    await handleListMessage(deps, message);
    await handleListMessage(deps, message);
    expect(await told(deps, tenantId)).toEqual(["background.watchlist.match_found"]);
  });

  it("does not tell again what the first check found, and looks at no list that was not asked for", async () => {
    const deps = listsDeps();
    const [source, other] = [aSource(), aSource()];
    const all = people(source, 12);
    await publish(deps, source, all, 10);
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const fullName = all[4]?.names[0]?.text ?? "";
    const input = { subject: { fullName }, lists: [source.listId], monitor: true };
    await checkWatchlists(deps, caller, watchlistBody.parse(input));
    await publish(deps, source, [...all, ...people(source, 13).slice(12)], 11);
    await publish(deps, other, people(other, 12), 10);
    // The one is the check's own.
    expect(await told(deps, tenantId)).toEqual(["background.watchlist.match_found"]);
  });

  it("screens people in pages, each message asking for the next", async () => {
    const deps = listsDeps();
    const source = aSource();
    const all = [...people(source, 11), newcomer(source)];
    await publish(deps, source, all.slice(0, 11), 10);
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const fullName = "Obadiah Pickworth";
    for (let at = 0; at < 95; at++) {
      const input = { subject: { fullName }, lists: [source.listId], monitor: true };
      await checkWatchlists(deps, caller, watchlistBody.parse(input));
    }
    await publish(deps, source, all, 11);
    expect((await told(deps, tenantId)).length).toBe(95);
  });

  it("forgets whoever was erased", async () => {
    const deps = listsDeps();
    const source = aSource();
    const all = [...people(source, 11), newcomer(source)];
    await publish(deps, source, all.slice(0, 11), 10);
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const fullName = "Obadiah Pickworth";
    const check = await checkWatchlists(
      deps,
      caller,
      watchlistBody.parse({ subject: { fullName }, lists: [source.listId], monitor: true }),
    );
    const rows = () =>
      deps.database.select().from(monitoredSubjects).where(eq(monitoredSubjects.tenantId, tenantId));
    expect(atob((await rows())[0]?.subject ?? "")).not.toContain("Zephyrin");
    await deps.database.delete(subjectKeys).where(eq(subjectKeys.subjectId, check.id));
    await publish(deps, source, all, 11);
    expect(await told(deps, tenantId)).toEqual([]);
    expect(await rows()).toEqual([]);
  });
});
