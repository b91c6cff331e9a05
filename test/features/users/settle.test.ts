import { describe, expect, test } from "vitest";
import { reopens, settle, statusEvents } from "../../../src/features/users/settle.ts";
import { aCheck } from "../../support/users.ts";

describe("where a user goes", () => {
  test.each([
    ["created", "in_progress", false, "in_progress"],
    ["in_progress", "approved", false, "approved"],
    ["requires_input", "in_progress", false, "requires_input"],
    ["requires_input", "approved", false, "approved"],
    ["in_review", "approved", false, "in_review"],
    ["in_review", "rejected", true, "in_review"],
    ["approved", "in_progress", false, "approved"],
    ["approved", "requires_input", false, "approved"],
    ["approved", "rejected", true, "in_review"],
  ] as const)("from %s, wanted %s, reopened %s: %s", (current, wanted, reopened, next) => {
    expect(settle(current, wanted, reopened)).toBe(next);
  });
});

describe("an approval is reopened", () => {
  test.each([
    ["a likeness on a list", aCheck("watchlist", { outcome: "review" }), true],
    ["a match on a list", aCheck("watchlist", { outcome: "fail" }), true],
    ["a criminal record", aCheck("criminal", { outcome: "fail" }), true],
    ["an expired document", aCheck("document", { outcome: "fail", reasons: ["DOCUMENT_EXPIRED"] }), true],
    ["a tampered document", aCheck("document", { outcome: "fail", reasons: ["DOCUMENT_TAMPERED"] }), true],
    ["a clear screening", aCheck("watchlist"), false],
    ["a list that did not answer", aCheck("watchlist", { outcome: "inconclusive" }), false],
    [
      "a stranger's face held before it",
      aCheck("face_match", { outcome: "fail", reasons: ["FACE_MISMATCH"] }),
      false,
    ],
    ["a blurred picture", aCheck("document", { outcome: "fail", reasons: ["IMAGE_BLURRED"] }), false],
  ])("by %s: %#", (_, check, expected) => {
    expect(reopens(check)).toBe(expected);
  });
});

describe("the events of a change", () => {
  const user = { id: "usr_1", externalId: "crm-42", status: "in_progress" } as const;

  test("tell each status on the way, and a review that opens", () => {
    const events = statusEvents(user, "in_review", ["NAME_MISMATCH"]);
    expect(events.map(({ type }) => type)).toEqual(["user.processing", "user.in_review", "review.opened"]);
    expect(events[1]).toEqual({
      type: "user.in_review",
      userId: "usr_1",
      object: { id: "usr_1", externalId: "crm-42", status: "in_review", reasons: ["NAME_MISMATCH"] },
      previous: { status: "processing" },
    });
  });

  test("are none when nothing changed", () => {
    expect(statusEvents(user, "in_progress", [])).toEqual([]);
  });

  test("cannot be told of a change that may not happen", () => {
    expect(() => statusEvents({ ...user, status: "rejected" }, "approved", [])).toThrow(/no way/);
  });
});
