import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { getCheck } from "../../../src/features/background/get-check.ts";
import { checkWatchlists } from "../../../src/features/background/watchlist-check.ts";
import {
  type WatchlistInput,
  watchlistBody,
  watchlistData,
} from "../../../src/features/background/watchlist-schemas.ts";
import { createUser } from "../../../src/features/users/create.ts";
import { createUserBody } from "../../../src/features/users/schemas.ts";
import { backgroundChecks } from "../../../src/storage/tables/background.ts";
import { audit, events } from "../../../src/storage/tables/records.ts";
import { userChecks } from "../../../src/storage/tables/users.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { anEntity, backgroundDeps, catalogueOf } from "./support.ts";

const body = (input: unknown): WatchlistInput => watchlistBody.parse(input);
const NOBODY = { fullName: "Wilhelmina Featherstonehaugh", dateOfBirth: "1990-01-15", nationality: "CO" };

describe("a watchlist check over the bundled lists", () => {
  it("finds a designated person by name and birth, with the reasons word by word", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    const input = body({
      subject: { fullName: "Serguei Lavrov", dateOfBirth: "1950-03-21" },
      lists: ["us_ofac_sdn"],
    });
    const data = await checkWatchlists(deps, caller, input);
    expect(watchlistData.safeParse(data).error).toBeUndefined();
    expect(data.outcome).toBe("match");
    const [hit] = data.matches;
    expect(hit).toMatchObject({
      caption: "Sergei Viktorovich Lavrov",
      lists: ["us_ofac_sdn"],
      topics: ["sanction"],
      review: "open",
    });
    expect(hit?.score).toBeGreaterThanOrEqual(0.92);
    expect(hit?.explanations.pairs.map((pair) => [pair.query, pair.method])).toEqual([
      ["serguei", "phonetic"],
      ["lavrov", "exact"],
    ]);
    expect(hit?.explanations.adjustments).toContainEqual({ code: "BIRTH_DATE_EQUAL", delta: 0.04 });
  });

  it("says that the lists are bundled and stale, and is never clear for a live tenant", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    const data = await checkWatchlists(deps, caller, body({ subject: NOBODY }));
    expect(data).toMatchObject({
      status: "incomplete",
      outcome: "incomplete",
      reasons: ["LIST_STALE"],
      matches: [],
    });
    expect(data.lists.length).toBeGreaterThan(0);
    for (const list of data.lists) expect(list).toMatchObject({ stale: true, bundled: true });
    expect(data.assurance.notPerformed).toContain("complete_lists");
  });

  it("may be clear in a sandbox, with the same marks", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps, { livemode: false }), { livemode: false });
    const data = await checkWatchlists(deps, caller, body({ subject: NOBODY }));
    expect(data).toMatchObject({ status: "completed", outcome: "clear", reasons: [] });
    expect(data.lists.every((list) => list.stale && list.bundled)).toBe(true);
  });

  it("names without a birth or an identifier never go beyond a potential match", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    const data = await checkWatchlists(
      deps,
      caller,
      body({ subject: { fullName: "Sergei Viktorovich Lavrov" } }),
    );
    expect(data.outcome).toBe("potential_match");
    expect(data.matches[0]?.score).toBeGreaterThanOrEqual(0.92);
  });
});

describe("a watchlist check", () => {
  it("is clear for a live tenant only on fresh lists that were all there", async () => {
    const deps = backgroundDeps({ lists: catalogueOf([anEntity()]) });
    const caller = aCaller(await aTenant(deps));
    expect(await checkWatchlists(deps, caller, body({ subject: NOBODY }))).toMatchObject({
      status: "completed",
      outcome: "clear",
    });
    const more = await checkWatchlists(deps, caller, body({ subject: NOBODY, lists: ["un_sc", "eu_fsf"] }));
    expect(more).toMatchObject({
      status: "incomplete",
      outcome: "incomplete",
      reasons: ["SOURCE_UNAVAILABLE"],
    });
    expect(more.lists.map((list) => [list.id, list.status])).toEqual([
      ["un_sc", "searched"],
      ["eu_fsf", "not_loaded"],
    ]);
  });

  it("refuses a list that does not exist, naming the field", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    const asking = checkWatchlists(deps, caller, body({ subject: NOBODY, lists: ["un_sc", "no_such_list"] }));
    await expect(asking).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "lists.1", code: "INVALID_CHOICE" }],
    });
  });

  it("keeps its result sealed, leaves a trace and tells of the hit", async () => {
    const deps = backgroundDeps({ lists: catalogueOf([anEntity({ name: "Zephyrin Quandamooka" })]) });
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const data = await checkWatchlists(deps, caller, body({ subject: { fullName: "Zephyrin Quandamoka" } }));
    const [row] = await deps.database.select().from(backgroundChecks).where(eq(backgroundChecks.id, data.id));
    expect(row).toMatchObject({ tenantId, subjectId: data.id, outcome: "potential_match" });
    expect(atob(row?.result ?? "")).not.toContain("Quandam");
    const trail = await deps.database.select().from(audit).where(eq(audit.tenantId, tenantId));
    expect(trail.map((entry) => entry.action)).toEqual(["background.watchlist_check"]);
    const told = await deps.database.select().from(events).where(eq(events.tenantId, tenantId));
    expect(told.map((event) => event.type)).toEqual([
      "background.watchlist.completed",
      "background.watchlist.match_found",
    ]);
    expect(JSON.stringify([trail, told])).not.toContain("Quandam");
    expect(await getCheck(deps, caller, data.id)).toEqual(data);
  });

  it("lets a minimum score choose what is shown, not what is concluded", async () => {
    const deps = backgroundDeps({ lists: catalogueOf([anEntity({ name: "Zephyrin Quandamooka" })]) });
    const caller = aCaller(await aTenant(deps));
    const data = await checkWatchlists(
      deps,
      caller,
      body({ subject: { fullName: "Zephirin Quandamoka" }, minScore: 1 }),
    );
    expect(data.matches).toEqual([]);
    expect(data.outcome).toBe("potential_match");
  });

  it("hides another tenant's check as if it did not exist", async () => {
    const deps = backgroundDeps();
    const data = await checkWatchlists(deps, aCaller(await aTenant(deps)), body({ subject: NOBODY }));
    await expect(getCheck(deps, aCaller(await aTenant(deps)), data.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("asks for the scope", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps), { scopes: ["background:read"] });
    await expect(checkWatchlists(deps, caller, body({ subject: NOBODY }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a subject that cannot be screened", () => {
  const refusedAt = (subject: unknown) =>
    watchlistBody.safeParse({ subject }).error?.issues.map((issue) => issue.path.join("."));

  it.each([
    ["no name", {}, "subject.fullName"],
    ["an empty name", { fullName: "" }, "subject.fullName"],
    ["blanks", { fullName: "   " }, "subject.fullName"],
    ["one letter", { fullName: "A" }, "subject.fullName"],
    ["emoji only", { fullName: "😀🎉👩‍👩‍👧" }, "subject.fullName"],
    ["punctuation only", { fullName: "--- ... !!" }, "subject.fullName"],
    ["marks without text", { fullName: "\u200f\u200e\u202e" }, "subject.fullName"],
    ["digits only", { fullName: "1234567" }, "subject.fullName"],
    ["a 10 kB name", { fullName: "Ana ".repeat(2500) }, "subject.fullName"],
    ["a control character", { fullName: "Ana\u0000Ruiz" }, "subject.fullName"],
    ["a lone surrogate", { fullName: "Ana \ud800" }, "subject.fullName"],
    ["an initial as surname", { familyName: "R" }, "subject.familyName"],
    ["30 February", { fullName: "Ana Ruiz", dateOfBirth: "1990-02-30" }, "subject.dateOfBirth"],
    ["a country by name", { fullName: "Ana Ruiz", nationality: "Colombia" }, "subject.nationality"],
    ["an unknown field", { fullName: "Ana Ruiz", age: 7 }, "subject"],
  ])("is refused with its field: %s", (_case, subject, field) => {
    expect(refusedAt(subject)).toContain(field);
  });

  it.each([
    ["tomorrow", "2026-06-16", "DATE_IN_FUTURE"],
    ["the year 1066", "1066-10-14", "INVALID_DATE"],
  ])("is refused when born %s", async (_case, dateOfBirth, code) => {
    const deps = backgroundDeps();
    const asking = checkWatchlists(
      deps,
      aCaller(await aTenant(deps)),
      body({ subject: { fullName: "Ana Ruiz", dateOfBirth } }),
    );
    await expect(asking).rejects.toMatchObject({ details: [{ field: "subject.dateOfBirth", code }] });
  });

  it("searches a company that was sent as a person as what its name says it is", async () => {
    const firm = anEntity({ type: "organisation", name: "Quandamooka Trading LLC" });
    const deps = backgroundDeps({ lists: catalogueOf([firm]) });
    const subject = { type: "person", fullName: "Quandamooka Trading L.L.C." };
    const data = await checkWatchlists(
      deps,
      aCaller(await aTenant(deps)),
      body({ subject, lists: ["un_sc"] }),
    );
    expect(data.matches).toMatchObject([{ entityType: "organisation", score: 1 }]);
    // Nothing is taken off for its being no person.
    expect(data.matches[0]?.explanations.adjustments).toEqual([]);
  });

  it("is refused when both a user and a subject are sent, and when neither is", () => {
    expect(watchlistBody.safeParse({}).success).toBe(false);
    const both = { userId: "usr_AAAAAAAAAAAAAAAAAAAAAAAA", subject: NOBODY };
    expect(watchlistBody.safeParse(both).success).toBe(false);
  });

  it("does not hide behind direction marks, width or look-alike digits", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    for (const fullName of [
      "\u202eSergei Lavrov\u202c",
      "Ｓｅｒｇｅｉ Ｌａｖｒｏｖ",
      "Serg3i Lavr0v",
      "Сергей Лавров",
      "S\u200bergei Lav\u200brov",
    ]) {
      const data = await checkWatchlists(deps, caller, body({ subject: { fullName } }));
      expect(data.matches[0]?.caption, fullName).toBe("Sergei Viktorovich Lavrov");
    }
  });
});

describe("a watchlist check on a stored user", () => {
  it("moves the user: nothing stale lists say can approve, and a hit goes to a person", async () => {
    const deps = backgroundDeps();
    const tenantId = await aTenant(deps);
    const caller = aCaller(tenantId);
    const person = { givenNames: "Sergey", familyName: "Lavrov" };
    const user = await createUser(deps, caller, createUserBody.parse({ person }));
    const data = await checkWatchlists(deps, caller, body({ userId: user.id }));
    expect(data).toMatchObject({ userId: user.id, outcome: "potential_match" });
    const checks = await deps.database.select().from(userChecks).where(eq(userChecks.userId, user.id));
    expect(checks).toMatchObject([
      {
        checkId: data.id,
        type: "watchlist",
        outcome: "review",
        reasons: ["WATCHLIST_POTENTIAL_MATCH", "LIST_STALE"],
      },
    ]);
    expect(checks[0]?.observations.topScore).toBeGreaterThan(0.8);
    expect(JSON.stringify(checks)).not.toContain("avrov");
  });

  it("is refused for a user without a name and for one that is not there", async () => {
    const deps = backgroundDeps();
    const caller = aCaller(await aTenant(deps));
    const user = await createUser(deps, caller, createUserBody.parse({}));
    const asking = checkWatchlists(deps, caller, body({ userId: user.id }));
    await expect(asking).rejects.toMatchObject({ code: "VALIDATION_FAILED", details: [{ field: "userId" }] });
    const foreign = aCaller(await aTenant(deps));
    await expect(checkWatchlists(deps, foreign, body({ userId: user.id }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
