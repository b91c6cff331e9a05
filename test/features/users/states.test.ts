import { describe, expect, test } from "vitest";
import { isClosed, isFinal, mayBecome, pathBetween } from "../../../src/features/users/states.ts";
import { USER_STATUSES, type UserStatus } from "../../../src/storage/tables/users.ts";

// "The life of a user" in the contract, written out again so that a slip in the table shows.
const ALLOWED: [UserStatus, UserStatus][] = [
  ["created", "in_progress"],
  ["in_progress", "processing"],
  ["processing", "approved"],
  ["processing", "requires_input"],
  ["processing", "in_review"],
  ["processing", "rejected"],
  ["requires_input", "processing"],
  ["in_review", "approved"],
  ["in_review", "rejected"],
  ["in_review", "requires_input"],
  ["approved", "in_review"],
  ["created", "expired"],
  ["in_progress", "expired"],
  ["requires_input", "expired"],
  ["created", "canceled"],
  ["in_progress", "canceled"],
  ["requires_input", "canceled"],
];

describe("the table of states", () => {
  test.each(USER_STATUSES.flatMap((from) => USER_STATUSES.map((to) => [from, to] as const)))(
    "from %s to %s is as the contract says",
    (from, to) => {
      const erasure = to === "redacted" && from !== "redacted";
      const listed = ALLOWED.some(([a, b]) => a === from && b === to);
      expect(mayBecome(from, to)).toBe(erasure || listed);
    },
  );

  test("nothing comes after the end but erasure", () => {
    expect(USER_STATUSES.filter(isClosed)).toEqual(["rejected", "expired", "canceled", "redacted"]);
    expect(USER_STATUSES.filter(isFinal)).toEqual([
      "approved",
      "rejected",
      "expired",
      "canceled",
      "redacted",
    ]);
  });
});

describe("the way between two states", () => {
  test.each<[UserStatus, UserStatus, UserStatus[] | null]>([
    ["created", "approved", ["in_progress", "processing", "approved"]],
    ["in_progress", "requires_input", ["processing", "requires_input"]],
    ["requires_input", "in_review", ["processing", "in_review"]],
    ["approved", "in_review", ["in_review"]],
    ["created", "created", []],
    ["rejected", "approved", null],
    ["canceled", "in_progress", null],
    ["requires_input", "in_progress", null],
  ])("from %s to %s is %j", (from, to, path) => {
    expect(pathBetween(from, to)).toEqual(path);
  });
});
