import { beforeAll, describe, expect, it } from "vitest";
import { cancelUser } from "../../../src/features/users/cancel.ts";
import { listUsers } from "../../../src/features/users/list-users.ts";
import { usersQuery } from "../../../src/features/users/schemas.ts";
import type { Caller } from "../../../src/kernel/caller.ts";
import { toInstant } from "../../../src/kernel/clock.ts";
import { aCaller, aTenant, NOON, testDeps } from "../../support/deps.ts";
import { aUser } from "../../support/users.ts";

const deps = testDeps();
const cedula = { type: "CC", country: "CO", number: "1020304050" };
let caller: Caller;
let ids: string[];

beforeAll(async () => {
  caller = aCaller(await aTenant(deps));
  ids = [];
  for (let at = 0; at < 5; at++) {
    const body = at === 2 ? { externalId: "crm-2", identifiers: [cedula], email: "Ana@Example.com" } : {};
    ids.unshift(await aUser(deps, caller, body));
    // Two of one instant, so that a page can end between them.
    if (at !== 1) deps.clock.advance(1000);
  }
  await cancelUser(deps, caller, ids[0] ?? "");
});

const list = (query: object = {}, as = caller) => listUsers(deps, as, usersQuery.parse(query));
const found = async (query: object) => (await list(query)).items.map(({ id }) => id);

describe("listing users", () => {
  it("goes newest first, and page by page misses and repeats nobody", async () => {
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor ? { cursor } : {}) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect([...seen].sort()).toEqual([...ids].sort());
    expect([seen[0], seen[1], seen[4]]).toEqual([ids[0], ids[1], ids[4]]);
  });

  it("finds by external id, status, date, and blindly by identifier and mail address", async () => {
    const third = ids[2];
    expect(await found({ externalId: "crm-2" })).toEqual([third]);
    expect(await found({ status: "canceled" })).toEqual([ids[0]]);
    const identifier = { identifierType: "cc", identifierCountry: "CO", identifierNumber: "1.020.304.050" };
    expect(await found(identifier)).toEqual([third]);
    expect(await found({ ...identifier, identifierNumber: "1020304051" })).toEqual([]);
    expect(await found({ email: "ana@example.com" })).toEqual([third]);
    expect(await found({ createdAfter: toInstant(NOON + 1000) })).toEqual(ids.slice(0, 2));
    expect(await found({ createdBefore: toInstant(NOON + 1000) })).toEqual([ids[4]]);
    expect(await found({ status: "created", externalId: "nobody" })).toEqual([]);
  });

  it("tells nothing of a person, and shows a tenant its own users alone", async () => {
    expect(JSON.stringify(await list())).not.toMatch(/Ruiz|1020304050|example/i);
    const stranger = aCaller(await aTenant(deps));
    expect((await list({ externalId: "crm-2" }, stranger)).items).toEqual([]);
  });

  it("refuses half an identifier, a strange cursor and a caller without the scope", async () => {
    const half = usersQuery.safeParse({ identifierNumber: "1020304050" });
    expect(half.error?.issues.map(({ path }) => path[0])).toEqual(["identifierType", "identifierCountry"]);
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "VALIDATION_FAILED" });
    await expect(list({}, { ...caller, scopes: [] })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
