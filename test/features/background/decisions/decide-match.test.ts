import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { checkData } from "../../../../src/features/background/check-schemas.ts";
import { checkCriminalRecords } from "../../../../src/features/background/criminal-check.ts";
import { criminalBody } from "../../../../src/features/background/criminal-schemas.ts";
import { decideMatch } from "../../../../src/features/background/decisions/decide-match.ts";
import { decisionBody } from "../../../../src/features/background/decisions/decision-schemas.ts";
import type { BackgroundDeps } from "../../../../src/features/background/deps.ts";
import { eraseBackground } from "../../../../src/features/background/erase.ts";
import { getCheck } from "../../../../src/features/background/get-check.ts";
import type { Entity } from "../../../../src/features/background/lists/entity.ts";
import { checkWatchlists } from "../../../../src/features/background/watchlist-check.ts";
import { type WatchlistData, watchlistBody } from "../../../../src/features/background/watchlist-schemas.ts";
import { planAdvance } from "../../../../src/features/users/advance.ts";
import { readStatus } from "../../../../src/features/users/read.ts";
import { reviewUser } from "../../../../src/features/users/review.ts";
import { reviewBody } from "../../../../src/features/users/schemas.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { commitWithRetry } from "../../../../src/records/commit.ts";
import { matchDecisions } from "../../../../src/storage/tables/background.ts";
import { userChecks } from "../../../../src/storage/tables/users.ts";
import { aCaller, aTenant, bindings, type TestDeps } from "../../../support/deps.ts";
import { auditOf, eventsOf, everythingStored } from "../../../support/traces.ts";
import { allChecks, aUser } from "../../../support/users.ts";
import { anEntity, backgroundDeps, catalogueOf } from "../support.ts";

const NAME = "Zephyrin Quandamooka";
const PERSON = { givenNames: "Zephyrin", familyName: "Quandamooka", dateOfBirth: "1990-01-15" };
const NAMESAKE = anEntity({ id: "un_sc:1", name: NAME });
const SECOND = anEntity({ id: "un_sc:2", name: "Zephyrin Quandamoka" });

let deps: TestDeps & BackgroundDeps;
let caller: Caller;

const onLists = (...entities: Entity[]) => ({ ...deps, lists: catalogueOf(entities) });

const screen = (input: object, on: BackgroundDeps): Promise<WatchlistData> =>
  checkWatchlists(on, caller, watchlistBody.parse(input));

const decide = (
  checkId: string,
  decision: "true_match" | "false_positive",
  more: { note?: string; entityId?: string; caller?: Caller } = {},
) => {
  const { entityId = "un_sc:1", caller: by = caller, ...rest } = more;
  return decideMatch(deps, by, { checkId, entityId, ...decisionBody.parse({ decision, ...rest }) });
};

const reviewsOf = (check: { matches: { entityId: string; review: string }[] }) =>
  Object.fromEntries(check.matches.map(({ entityId, review }) => [entityId, review]));

/** A user whose other checks are good, so that the watchlist alone decides. */
async function aReadyUser(): Promise<string> {
  const id = await aUser(deps, caller, { person: PERSON });
  const [document, liveness, match] = allChecks();
  const good = [document, liveness, match].filter((check) => check !== undefined);
  await commitWithRetry(deps, caller, async () => {
    const { statements, events } = await planAdvance(deps, caller, id, good);
    return { result: null, change: { statements, events, audit: [], answer: { status: 200, data: {} } } };
  });
  deps.clock.advance(60_000);
  return id;
}

const reasonsOf = async (userId: string) =>
  (await readStatus(deps, caller, userId)).decision?.reasons.map(({ code }) => code);

beforeEach(async () => {
  deps = backgroundDeps({ lists: catalogueOf([NAMESAKE]) });
  caller = aCaller(await aTenant(deps), { subject: "maria" });
});

describe("a decision on a hit", () => {
  it("stands in the check from then on, which is concluded anew", async () => {
    const made = await screen({ subject: { fullName: NAME } }, deps);
    expect([made.outcome, reviewsOf(made)]).toEqual(["potential_match", { "un_sc:1": "open" }]);
    const answer = await decide(made.id, "false_positive");
    expect(checkData.safeParse(answer).error).toBeUndefined();
    expect(answer).toEqual({
      ...made,
      outcome: "clear",
      reasons: [],
      matches: [{ ...made.matches[0], review: "false_positive" }],
    });
    expect(await getCheck(deps, caller, made.id)).toEqual(answer);
  });

  it("that confirms makes a possible match a match", async () => {
    const made = await screen({ subject: { fullName: NAME } }, deps);
    expect(await decide(made.id, "true_match")).toMatchObject({
      outcome: "match",
      reasons: ["WATCHLIST_MATCH"],
      matches: [{ review: "true_match", band: "potential_match" }],
    });
  });

  it("leaves the other hits of the check as they are", async () => {
    const made = await screen({ subject: { fullName: NAME } }, onLists(NAMESAKE, SECOND));
    const answer = await decide(made.id, "false_positive");
    expect(answer.outcome).toBe("potential_match");
    expect(reviewsOf(answer)).toEqual({ "un_sc:1": "false_positive", "un_sc:2": "open" });
  });

  it("does not clear a check of hits that the request did not want to see", async () => {
    const asked = { subject: { fullName: NAME }, minScore: 1 };
    const made = await screen(asked, onLists(NAMESAKE, SECOND));
    expect(reviewsOf(made)).toEqual({ "un_sc:1": "open" });
    const answer = await decide(made.id, "false_positive");
    expect([answer.outcome, reviewsOf(answer)]).toEqual(["potential_match", { "un_sc:1": "false_positive" }]);
  });

  it("never makes clear what rests on a missing list", async () => {
    const made = await screen({ subject: { fullName: NAME }, lists: ["un_sc", "eu_fsf"] }, deps);
    expect(await decide(made.id, "false_positive")).toMatchObject({
      status: "incomplete",
      outcome: "incomplete",
      reasons: ["SOURCE_UNAVAILABLE"],
    });
  });

  it("is not found for another check, another entry or another tenant", async () => {
    const made = await screen({ subject: { fullName: NAME } }, deps);
    const stranger = aCaller(await aTenant(deps));
    const notFound = { code: "NOT_FOUND" };
    await expect(decide("bgc_AAAAAAAAAAAAAAAAAAAAAAAA", "true_match")).rejects.toMatchObject(notFound);
    await expect(decide(made.id, "true_match", { entityId: "un_sc:9" })).rejects.toMatchObject(notFound);
    await expect(decide(made.id, "true_match", { caller: stranger })).rejects.toMatchObject(notFound);
    const reader = aCaller(caller.tenantId, { scopes: ["background:read"] });
    await expect((async () => decide(made.id, "true_match", { caller: reader }))()).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a decision on a user's hit", () => {
  it("takes the reason for the review away, and leaves the review to a person", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "in_review" });
    expect(await reasonsOf(userId)).toEqual(["WATCHLIST_POTENTIAL_MATCH"]);
    await decide(made.id, "false_positive");
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "in_review" });
    expect(await reasonsOf(userId)).toEqual([]);
  });

  it("holds in every check that found the same entry, earlier and later ones", async () => {
    const userId = await aReadyUser();
    const first = await screen({ userId }, deps);
    deps.clock.advance(1000);
    const second = await screen({ userId }, deps);
    await decide(second.id, "false_positive");
    expect(await reasonsOf(userId)).toEqual([]);
    expect(await getCheck(deps, caller, first.id)).toMatchObject({ outcome: "clear" });
    const third = await screen({ userId }, deps);
    expect([third.outcome, reviewsOf(third)]).toEqual(["clear", { "un_sc:1": "false_positive" }]);
  });

  it("holds for nobody else", async () => {
    const [userId, other] = [await aReadyUser(), await aReadyUser()];
    const made = await screen({ userId }, deps);
    await decide(made.id, "false_positive");
    expect(reviewsOf(await screen({ userId: other }, deps))).toEqual({ "un_sc:1": "open" });
  });

  it("ends when the entry changes, and still stands in the check it was made on", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    await decide(made.id, "false_positive");
    const changed = onLists({ ...NAMESAKE, programmes: ["another"] });
    const later = await screen({ userId }, changed);
    expect([later.outcome, reviewsOf(later)]).toEqual(["potential_match", { "un_sc:1": "open" }]);
    expect(await getCheck(deps, caller, made.id)).toMatchObject({ outcome: "clear" });
  });

  it("is told once, however often it is repeated, and told anew when it turns", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    const told = async () =>
      (await eventsOf(deps.database, userId)).filter(({ type }) => /match_(resolved|updated)$/.test(type));
    const first = await decide(made.id, "false_positive", { note: "another birth place" });
    expect(await decide(made.id, "false_positive", { note: "another birth place" })).toEqual(first);
    expect(await decide(made.id, "false_positive")).toEqual(first);
    expect(await told()).toMatchObject([
      {
        type: "background.watchlist.match_resolved",
        data: { object: { id: made.id, userId, listId: "un_sc", resolution: "false_positive" } },
      },
    ]);
    await decide(made.id, "true_match");
    expect((await told()).at(-1)).toMatchObject({
      type: "background.watchlist.match_updated",
      data: { object: { outcome: "match", decision: "true_match" } },
    });
    expect(await reasonsOf(userId)).toEqual(["WATCHLIST_MATCH"]);
    const decisions = (await auditOf(deps.database, caller.tenantId)).filter(
      ({ action }) => action === "background.match_decision",
    );
    expect(decisions.map(({ actor, details }) => [actor, details?.decision])).toEqual([
      ["maria", "false_positive"],
      ["maria", "true_match"],
    ]);
  });

  it("takes back no approval that a reviewer gave with the hits in sight, unless it confirms one", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, onLists(NAMESAKE, SECOND));
    deps.clock.advance(1000);
    await reviewUser(deps, caller, { ...reviewBody.parse({ decision: "approve" }), userId });
    deps.clock.advance(1000);
    await decide(made.id, "false_positive");
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "approved" });
    await decide(made.id, "true_match", { entityId: "un_sc:2" });
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "in_review" });
    expect(await reasonsOf(userId)).toEqual(["WATCHLIST_MATCH"]);
  });

  it("makes an old check no younger", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    const ageOf = async () => {
      const rows = await deps.database.select().from(userChecks).where(eq(userChecks.checkId, made.id));
      return rows.map(({ createdAt }) => createdAt);
    };
    const before = await ageOf();
    deps.clock.advance(3_600_000);
    await decide(made.id, "false_positive");
    expect(await ageOf()).toEqual(before);
  });

  it("is kept where the enrolment is over", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    await reviewUser(deps, caller, {
      ...reviewBody.parse({ decision: "reject", reasons: ["WATCHLIST_MATCH"] }),
      userId,
    });
    expect(await decide(made.id, "false_positive")).toMatchObject({ outcome: "clear" });
    expect(await readStatus(deps, caller, userId)).toMatchObject({ status: "rejected" });
  });

  it("counts in criminal checks too", async () => {
    const userId = await aReadyUser();
    const wanted = { ...NAMESAKE, topics: ["wanted" as const] };
    const on = { ...deps, lists: catalogueOf([wanted], { topics: ["wanted"] }) };
    const ask = criminalBody.parse({ userId, jurisdictions: ["CO"], purpose: "onboarding" });
    const made = await checkCriminalRecords(on, caller, ask);
    expect(made.outcome).toBe("potential_match");
    // No register of the jurisdiction answered: without the notice, nothing is known.
    expect(await decide(made.id, "false_positive")).toMatchObject({ outcome: "incomplete" });
    expect((await checkCriminalRecords(on, caller, ask)).outcome).toBe("incomplete");
  });

  it("made twice at once on two hits takes both into account", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, onLists(NAMESAKE, SECOND));
    await Promise.all([
      decide(made.id, "false_positive"),
      decide(made.id, "false_positive", { entityId: "un_sc:2" }),
    ]);
    expect(await getCheck(deps, caller, made.id)).toMatchObject({ outcome: "clear" });
    expect(await reasonsOf(userId)).toEqual([]);
  });

  it("keeps its note sealed, and goes with the person", async () => {
    const userId = await aReadyUser();
    const made = await screen({ userId }, deps);
    await decide(made.id, "false_positive", { note: "his mother is Wilhelmina" });
    expect(await everythingStored(bindings.DB)).not.toContain("Wilhelmina");
    const { statements } = await eraseBackground(deps, caller.tenantId, userId);
    for (const statement of statements) await statement;
    const left = await deps.database
      .select()
      .from(matchDecisions)
      .where(eq(matchDecisions.subjectId, userId));
    expect(left).toEqual([]);
  });
});
