import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { getCheck } from "../../../src/features/background/get-check.ts";
import { checkWatchlistsOfMany } from "../../../src/features/background/watchlist-batch.ts";
import { type BatchInput, watchlistBody } from "../../../src/features/background/watchlist-schemas.ts";
import { events } from "../../../src/storage/tables/records.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { auditOf } from "../../support/traces.ts";
import { backgroundDeps } from "./support.ts";

const deps = backgroundDeps();
const LAVROV = { fullName: "Sergey Lavrov", dateOfBirth: "1950-03-21" };
const NOBODY = { fullName: "Zephyrin Quandamooka" };
const parse = (body: object) => watchlistBody.parse({ lists: ["us_ofac_sdn"], ...body }) as BatchInput;

describe("a check of many", () => {
  it("answers for each with an id of its own, in their order, against the same lists", async () => {
    const caller = aCaller(await aTenant(deps));
    const data = await checkWatchlistsOfMany(
      deps,
      caller,
      parse({ subjects: [{ subject: LAVROV, reference: "row 7" }, { subject: NOBODY }] }),
    );
    expect(data).toMatchObject({ object: "background_check_batch", count: 2, failed: 0 });
    expect(data.items).toMatchObject([
      { index: 0, reference: "row 7", error: null, check: { outcome: "match", matchCount: 1 } },
      {
        index: 1,
        reference: null,
        error: null,
        check: { outcome: "incomplete", reasons: ["LIST_STALE"], matches: [] },
      },
    ]);
    const ids = data.items.map(({ check }) => check?.id ?? "");
    expect(new Set(ids).size).toBe(2);
    const whole = await getCheck(deps, caller, ids[0] ?? "");
    expect(whole).toMatchObject({ outcome: "match", matches: [{ explanations: { comparedBy: "words" } }] });
    const audit = await auditOf(deps.database, caller.tenantId);
    expect(audit.map(({ action, targetId }) => ({ action, targetId }))).toEqual(
      ids.map((targetId) => ({ action: "background.watchlist_check", targetId })),
    );
    const told = await deps.database.select().from(events).where(eq(events.tenantId, caller.tenantId));
    expect(told.filter(({ type }) => type === "background.watchlist.match_found")).toHaveLength(1);
  });

  it("says who does not exist, and screens the others", async () => {
    const caller = aCaller(await aTenant(deps));
    const unknown = `usr_${"a".repeat(24)}`;
    const data = await checkWatchlistsOfMany(
      deps,
      caller,
      parse({ subjects: [{ userId: unknown }, { subject: NOBODY }] }),
    );
    expect(data).toMatchObject({ count: 2, failed: 1 });
    expect(data.items).toMatchObject([
      { check: null, error: "NOT_FOUND" },
      { check: { outcome: "incomplete" }, error: null },
    ]);
  });

  it("takes a hundred at once", async () => {
    const caller = aCaller(await aTenant(deps));
    const subjects = Array.from({ length: 100 }, (_, at) => ({ subject: at % 2 ? LAVROV : NOBODY }));
    const data = await checkWatchlistsOfMany(deps, caller, parse({ subjects }));
    expect(data.items.filter(({ check }) => check?.outcome === "match")).toHaveLength(50);
    expect(new Set(data.items.map(({ check }) => check?.id)).size).toBe(100);
  });

  it("keeps nothing when one subject cannot be, and names it", async () => {
    const caller = aCaller(await aTenant(deps));
    const subjects = [{ subject: NOBODY }, { subject: { ...NOBODY, dateOfBirth: "2090-01-01" } }];
    await expect(checkWatchlistsOfMany(deps, caller, parse({ subjects }))).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "subjects.1.subject.dateOfBirth", code: "DATE_IN_FUTURE" }],
    });
    expect(await auditOf(deps.database, caller.tenantId)).toEqual([]);
  });

  it.each([
    ["none", { subjects: [] }],
    ["more than a hundred", { subjects: Array.from({ length: 101 }, () => ({ subject: NOBODY })) }],
    ["a subject beside them", { subject: NOBODY, subjects: [{ subject: NOBODY }] }],
    ["one that is neither subject nor user", { subjects: [{ reference: "x" }] }],
    ["a user twice", { subjects: [1, 2].map(() => ({ userId: `usr_${"b".repeat(24)}` })) }],
    ["an unknown field", { subjects: [{ subject: NOBODY, name: "x" }] }],
  ])("is refused with %s", (_what, body) => {
    expect(watchlistBody.safeParse(body).success).toBe(false);
  });
});
