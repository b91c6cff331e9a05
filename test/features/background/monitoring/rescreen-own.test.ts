import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { handleListMessage, requestRefreshes } from "../../../../src/features/background/consume-lists.ts";
import type { RescreenOwnMessage } from "../../../../src/features/background/lists/list-message.ts";
import { rescreenOwn } from "../../../../src/features/background/monitoring/rescreen-own.ts";
import {
  createOwnList,
  eraseOwnList,
  replaceOwnListEntries,
} from "../../../../src/features/background/own-lists/keep-own-list.ts";
import type { OwnListQuery } from "../../../../src/features/background/own-lists/schemas.ts";
import { checkWatchlists } from "../../../../src/features/background/watchlist-check.ts";
import { watchlistBody } from "../../../../src/features/background/watchlist-schemas.ts";
import { utf8 } from "../../../../src/kernel/bytes.ts";
import type { Caller } from "../../../../src/kernel/caller.ts";
import { aCaller, aTenant } from "../../../support/deps.ts";
import { forgetLists, listsDeps } from "../lists/support.ts";

afterAll(forgetLists);

const plain = listsDeps();
const asked: RescreenOwnMessage[] = [];
const deps = {
  ...plain,
  rescreenOwn: (list: { tenantId: string; id: string }) =>
    void asked.push({ kind: "rescreen_own", tenantId: list.tenantId, id: list.id, after: null }),
};
let caller: Caller;

beforeEach(async () => {
  caller = aCaller(await aTenant(deps));
  asked.length = 0;
  plain.sent.length = 0;
});

let count = 0;
const rows = (...names: string[]) =>
  utf8(`name,id\n${names.map((name, at) => `${name},c${at}`).join("\n")}\n`);
const upload = (kind: OwnListQuery["kind"], ...names: string[]) =>
  createOwnList(deps, caller, { name: `own ${++count}`, kind, bytes: rows(...names) });
const watch = (fullName: string, by = caller) =>
  checkWatchlists(deps, by, watchlistBody.parse({ subject: { fullName }, monitor: true }));
const next = () => {
  const message = asked.shift();
  if (!message) throw new Error("nothing was asked for");
  return rescreenOwn(deps, message);
};
const matchesOf = ({ tenantId }: Caller) =>
  deps.database.query.monitoredMatches.findMany({ where: (table, { eq }) => eq(table.tenantId, tenantId) });
const checksOf = ({ tenantId }: Caller) =>
  deps.database.query.backgroundChecks.findMany({ where: (table, { eq }) => eq(table.tenantId, tenantId) });

describe("monitoring against a tenant's own lists", () => {
  it("tells of somebody whom a new list names, once, and never of another tenant's people", async () => {
    const other = aCaller(await aTenant(deps));
    await watch("Zephyrin Quandamooka", other);
    await watch("Zephyrin Quandamooka");
    await watch("Obadiah Wintergreen");
    const list = await upload("block", "Zephyrin Quandamooka");
    const [message] = asked;
    expect(await next()).toEqual({ screened: 2, found: 1 });
    expect(await rescreenOwn(deps, message as RescreenOwnMessage)).toEqual({ screened: 2, found: 0 });
    expect(await matchesOf(caller)).toMatchObject([{ entityId: `${list.id}:c0`, state: "open" }]);
    expect(await matchesOf(other)).toEqual([]);
    expect((await checksOf(caller)).length).toBe(3);
  });

  it("tells of whom a replaced list names now, and resolves whom it names no more", async () => {
    await watch("Zephyrin Quandamooka");
    await watch("Ferndelver Brightwater");
    const list = await upload("watch", "Obadiah Wintergreen", "Ferndelver Brightwater");
    expect(await next()).toMatchObject({ found: 1 });
    await replaceOwnListEntries(deps, caller, {
      listId: list.id.slice("own:".length),
      bytes: utf8("name,id\nZephyrin Quandamooka,c7\n"),
    });
    expect(await next()).toMatchObject({ found: 1 });
    const states = (await matchesOf(caller)).map(({ entityId, state }) => [
      entityId.split(":").at(-1),
      state,
    ]);
    expect(states.sort()).toEqual([
      ["c1", "resolved"],
      ["c7", "open"],
    ]);
  });

  it("resolves the matches with a list that is erased", async () => {
    await watch("Zephyrin Quandamooka");
    const list = await upload("block", "Zephyrin Quandamooka");
    await next();
    await eraseOwnList(deps, caller, list.id.slice("own:".length));
    await next();
    expect(await matchesOf(caller)).toMatchObject([{ state: "resolved" }]);
  });

  it("tells nothing of whom an allow list names", async () => {
    await watch("Zephyrin Quandamooka");
    await upload("allow", "Zephyrin Quandamooka");
    expect(await next()).toMatchObject({ found: 0 });
    expect(await matchesOf(caller)).toEqual([]);
  });

  it("is asked for by the cron too, of lists that have changed of late", async () => {
    await upload("block", "Zephyrin Quandamooka");
    const [{ id = "" } = {}] = asked;
    await requestRefreshes(deps);
    const mine = plain.sent.find((message) => message.kind === "rescreen_own" && message.id === id);
    expect(mine).toEqual({ kind: "rescreen_own", tenantId: caller.tenantId, id, after: null });
    await handleListMessage(deps, mine as RescreenOwnMessage);
  });
});
