import { describe, expect, it } from "vitest";
import { findTaken } from "../../../src/features/users/import/find-taken.ts";
import {
  claimImport,
  listErrorRows,
  listImportRows,
} from "../../../src/features/users/import/import-store.ts";
import { listUsersQuery, type UserFilter } from "../../../src/features/users/list-store.ts";
import { findEvents, findProfile, findProgress, findStatus } from "../../../src/features/users/store.ts";
import type { Database } from "../../../src/storage/database.ts";
import { plansOf } from "../../support/query-plans.ts";

const NOTHING: UserFilter = {
  externalId: undefined,
  status: undefined,
  createdAfter: undefined,
  createdBefore: undefined,
  identifierIndex: undefined,
  emailIndex: undefined,
};
const listed =
  (filter: Partial<UserFilter>, after: { at: number; id: string } | null = null) =>
  (database: Database) =>
    listUsersQuery(database, "ten_x", { ...NOTHING, ...filter }, 21, after);

describe("what is read of a user takes as long among many as among few: it", () => {
  it.each<[string, (database: Database) => PromiseLike<unknown>]>([
    ["a user's status", (database) => findStatus(database, "ten_x", "usr_x")],
    ["a user's progress", (database) => findProgress(database, "ten_x", "usr_x")],
    ["a user's profile", (database) => findProfile(database, "ten_x", "usr_x")],
    ["a user's events", (database) => findEvents(database, "ten_x", "usr_x", 5, 20)],
    ["the newest users", listed({})],
    ["the next page of users", listed({}, { at: 5, id: "usr_x" })],
    ["users by date", listed({ createdAfter: 1, createdBefore: 9 })],
    ["users by status", listed({ status: "in_review" })],
    ["a user by external id", listed({ externalId: "crm-1" })],
    ["users by mail address", listed({ emailIndex: "00ff" })],
    ["users by identifier", listed({ identifierIndex: "00ff" })],
    ["imports", (database) => listImportRows(database, "ten_x", 20, null)],
    ["an import's errors", (database) => listErrorRows(database, "ten_x", "imp_x", 20, { row: 3, at: 0 })],
    ["a run's claim", (database) => claimImport(database, "ten_x", "imp_x", 0)],
    [
      "what a chunk would take twice",
      (database) => findTaken(database, "ten_x", { externalIds: ["a"], blindIndexes: ["b"] }),
    ],
  ])("finds %s by index", async (_what, ask) => {
    const plans = await plansOf(ask);
    // A list of values given with the query (json_each) is walked; a table never is.
    expect(plans.filter((plan) => /^SCAN (?!json_each|CONSTANT)/.test(plan))).toEqual([]);
  });

  it.each([
    ["a mail address", { emailIndex: "00ff" }, /users_email \(tenant_id=\? AND email_index=\?\)/],
    [
      "an identifier",
      { identifierIndex: "00ff" },
      /SEARCH users USING INDEX sqlite_autoindex_users_1 \(tenant_id=\? AND id=\?\)/,
    ],
    ["an external id", { externalId: "a" }, /users_external \(tenant_id=\? AND external_id=\?\)/],
  ])("looks %s up, and does not walk the tenant's users in their order", async (_what, filter, index) => {
    expect((await plansOf(listed(filter))).join("\n")).toMatch(index);
  });
});
