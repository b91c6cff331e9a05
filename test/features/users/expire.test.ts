import { expect, test } from "vitest";
import { expireUsers } from "../../../src/features/users/expire.ts";
import { readStatus } from "../../../src/features/users/read.ts";
import { aCaller, aTenant, testClock, testDeps } from "../../support/deps.ts";
import { auditOf, eventsOf } from "../../support/traces.ts";
import { aUser } from "../../support/users.ts";

test("enrolments end when their time has passed, in every tenant, once", async () => {
  // In 2000, so that users of other test files, who share the database, are not due yet.
  const deps = testDeps(testClock(Date.UTC(2000, 0, 1)));
  const without = { consents: [] };
  const [one, other] = [aCaller(await aTenant(deps)), aCaller(await aTenant(deps))];
  const old = [await aUser(deps, one, without), await aUser(deps, other, without)] as const;
  deps.clock.advance(30 * 24 * 3_600_000 - 1);
  const young = await aUser(deps, one, without);
  expect(await expireUsers(deps)).toBe(0);
  deps.clock.advance(1);
  expect(await expireUsers(deps)).toBe(2);
  expect(await expireUsers(deps)).toBe(0);
  expect(await readStatus(deps, one, old[0])).toMatchObject({ status: "expired", final: true });
  expect(await readStatus(deps, one, young)).toMatchObject({ status: "created" });
  expect((await eventsOf(deps.database, old[1])).map(({ type }) => type)).toEqual([
    "user.created",
    "user.expired",
  ]);
  expect((await auditOf(deps.database, other.tenantId)).at(-1)).toMatchObject({
    action: "user.expire",
    actor: "schedule",
    targetId: old[1],
  });
});
