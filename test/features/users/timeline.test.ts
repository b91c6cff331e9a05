import { beforeEach, expect, test } from "vitest";
import { timelineData } from "../../../src/features/users/answers.ts";
import { cancelUser } from "../../../src/features/users/cancel.ts";
import { updateUserBody } from "../../../src/features/users/schemas.ts";
import { readTimeline } from "../../../src/features/users/timeline.ts";
import { editUser } from "../../../src/features/users/update.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { aCaller, aTenant, type TestDeps, testDeps } from "../../support/deps.ts";
import { aUser } from "../../support/users.ts";

let deps: TestDeps;
let caller: Caller;

beforeEach(async () => {
  deps = testDeps();
  caller = aCaller(await aTenant(deps));
});

test("a user's events come newest first, page by page, each once", async () => {
  const userId = await aUser(deps, caller);
  await aUser(deps, caller);
  for (const email of ["a@example.com", "b@example.com", "c@example.com"]) {
    await editUser(deps, caller, { ...updateUserBody.parse({ email }), userId, ifMatch: null });
  }
  await cancelUser(deps, caller, userId);
  const seen: (readonly [number, string])[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 3; page++) {
    const data = await readTimeline(deps, caller, { userId, limit: 2, cursor });
    expect(timelineData.parse(data)).toEqual(data);
    seen.push(...data.items.map(({ sequence, type }) => [sequence, type] as const));
    expect(data.nextCursor === null).toBe(page === 2);
    cursor = data.nextCursor ?? undefined;
  }
  expect(seen).toEqual([
    [5, "user.canceled"],
    [4, "user.updated"],
    [3, "user.updated"],
    [2, "user.updated"],
    [1, "user.created"],
  ]);
});

test("a cursor that we did not make is refused, and a stranger finds no user", async () => {
  const userId = await aUser(deps, caller);
  await expect(readTimeline(deps, caller, { userId, limit: 2, cursor: "!" })).rejects.toMatchObject({
    code: "VALIDATION_FAILED",
    details: [{ field: "cursor", code: "INVALID_CURSOR" }],
  });
  const stranger = aCaller(await aTenant(deps));
  await expect(readTimeline(deps, stranger, { userId, limit: 2 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});
