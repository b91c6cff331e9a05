import { beforeAll, describe, expect, it } from "vitest";
import { getLists } from "../../../../src/features/background/get-lists.ts";
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
import { aCaller, aTenant, bindings } from "../../../support/deps.ts";
import { auditOf } from "../../../support/traces.ts";
import { backgroundDeps } from "../support.ts";

const deps = backgroundDeps();
let caller: Caller;

beforeAll(async () => {
  caller = aCaller(await aTenant(deps));
});

let count = 0;
const upload = (text: string | Uint8Array, kind: OwnListQuery["kind"] = "block", by: Caller = caller) =>
  createOwnList(deps, by, {
    name: `list ${++count}`,
    kind,
    bytes: typeof text === "string" ? utf8(text) : text,
  });
const screen = (lists: string[] | undefined, fullName: string, dateOfBirth?: string, by: Caller = caller) =>
  checkWatchlists(
    deps,
    by,
    watchlistBody.parse({ subject: { fullName, ...(dateOfBirth ? { dateOfBirth } : {}) }, lists }),
  );

const CSV = `name,aliases,dateOfBirth,country,identifiers,id,note
Zephyrin Quandamooka,Зефирин Квандамука|Zef Quanda,1961-02-03,CO,AB-123456,c1,chargebacks
"Brightwater, Ferndelver",,1970,,,,
`;

describe("a list of the tenant's own", () => {
  it("is kept, named among the lists, and found in by a check that names it, explained", async () => {
    const list = await upload(CSV);
    expect(list).toMatchObject({ object: "own_list", kind: "block", version: 1, entries: 2 });
    expect(list.id).toMatch(/^own:lst_/);
    const { items } = await getLists(deps, caller);
    expect(items.find(({ id }) => id === list.id)).toMatchObject({
      kind: "block",
      entities: 2,
      stale: false,
    });
    const data = await screen([list.id], "Zephyrin Quandamooka", "1961-02-03");
    expect(data).toMatchObject({ outcome: "match", reasons: ["WATCHLIST_MATCH", "BLOCKLISTED"] });
    expect(data.matches[0]).toMatchObject({
      entityId: `${list.id}:c1`,
      lists: [list.id],
      programmes: ["block"],
      explanations: { pairs: [{ query: "zephyrin" }, { query: "quandamooka" }] },
    });
    expect(data.lists).toMatchObject([
      { id: list.id, version: "v1", sha256: list.sha256, status: "searched" },
    ]);
  });

  it("is asked by a check that names no lists, too", async () => {
    const own = aCaller(await aTenant(deps));
    const list = await upload(CSV, "watch", own);
    const data = await screen(undefined, "Zephyrin Quandamooka", "1961-02-03", own);
    expect(data.matches.map(({ lists }) => lists[0])).toEqual([list.id]);
  });

  it.each([
    ["watch", "potential_match", ["WATCHLIST_POTENTIAL_MATCH"]],
    ["allow", "clear", []],
  ] as const)("of the kind %s ends in %s", async (kind, outcome, reasons) => {
    const list = await upload(CSV, kind);
    const data = await screen([list.id], "Zephyrin Quandamooka", "1961-02-03");
    expect(data).toMatchObject({ outcome, reasons });
    // Told all the same.
    expect(data.matches).toHaveLength(1);
  });

  it("that allows somebody clears no hit on a public list", async () => {
    const list = await upload("name,dateOfBirth\nSergey Lavrov,1950-03-21\n", "allow");
    const data = await screen([list.id, "us_ofac_sdn"], "Sergey Lavrov", "1950-03-21");
    expect(data.outcome).toBe("match");
  });

  it("is another tenant's nothing: neither named, nor asked, nor replaced, nor erased", async () => {
    const list = await upload(CSV);
    const stranger = aCaller(await aTenant(deps));
    expect((await getLists(deps, stranger)).items.map(({ id }) => id)).not.toContain(list.id);
    await expect(screen([list.id], "Zephyrin Quandamooka", undefined, stranger)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "lists.0", code: "INVALID_CHOICE" }],
    });
    const listId = list.id.slice(4);
    const bytes = utf8("name\nObadiah Wintergreen\n");
    await expect(replaceOwnListEntries(deps, stranger, { listId, bytes })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(eraseOwnList(deps, stranger, listId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await screen(undefined, "Zephyrin Quandamooka", undefined, stranger)).matches).toEqual([]);
  });

  it("is replaced whole, and its former entries are gone from the store", async () => {
    const list = await upload(CSV);
    const listId = list.id.slice(4);
    const next = await replaceOwnListEntries(deps, caller, {
      listId,
      bytes: utf8("name\nObadiah Wintergreen\n"),
    });
    expect(next).toMatchObject({ id: list.id, version: 2, entries: 1 });
    expect((await screen([list.id], "Zephyrin Quandamooka")).outcome).toBe("clear");
    expect((await screen([list.id], "Obadiah Wintergreen")).matches).toHaveLength(1);
    const { objects } = await bindings.IMAGES.list({ prefix: `${caller.tenantId}/${listId}/` });
    expect(objects.map(({ key }) => key.split("/").at(-1))).toEqual(["v2"]);
  });

  it("is erased with its key and its entries, and audited without a name", async () => {
    const list = await upload(CSV);
    const listId = list.id.slice(4);
    await eraseOwnList(deps, caller, listId);
    expect(await deps.vault.subjectKey(caller.tenantId, listId)).toBeNull();
    expect((await bindings.IMAGES.list({ prefix: `${caller.tenantId}/${listId}/` })).objects).toEqual([]);
    await expect(screen([list.id], "Zephyrin Quandamooka")).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
    });
    const about = (await auditOf(deps.database, caller.tenantId)).filter(
      ({ targetId }) => targetId === listId,
    );
    expect(about.map(({ action }) => action)).toEqual(["background.list_created", "background.list_deleted"]);
    expect(JSON.stringify(about)).not.toMatch(/Zephyrin|Quandamooka/i);
  });

  it("is sealed: the stored bytes tell no name", async () => {
    const list = await upload(CSV);
    const { objects } = await bindings.IMAGES.list({ prefix: `${caller.tenantId}/${list.id.slice(4)}/` });
    const stored = await bindings.IMAGES.get(objects[0]?.key ?? "");
    expect(new TextDecoder("latin1").decode(await stored?.arrayBuffer())).not.toMatch(/quandamooka/i);
  });
});

const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = [...`\ufeff${text}`].flatMap((letter) => {
    const code = letter.charCodeAt(0);
    return bigEndian ? [code >> 8, code & 255] : [code & 255, code >> 8];
  });
  return Uint8Array.from(bytes);
};

describe("an upload", () => {
  it.each([
    ["with a byte-order mark", utf8("\ufeffname,dateOfBirth\nZephyrin Núñez,1961\n")],
    [
      "in Windows-1252",
      Uint8Array.from("name,dateOfBirth\nZephyrin N\u00fa\u00f1ez,1961\n", (l) => l.charCodeAt(0)),
    ],
    ["in UTF-16, little end first", utf16("name,dateOfBirth\nZephyrin Núñez,1961\n", false)],
    ["in UTF-16, big end first", utf16("name,dateOfBirth\nZephyrin Núñez,1961\n", true)],
    ["parted by semicolons", utf8("name;dateOfBirth\r\nZephyrin Núñez;1961\r\n")],
    ["parted by tabs", utf8("name\tdateOfBirth\nZephyrin Núñez\t1961\n")],
    ["as a JSON list", utf8('[{"name":"Zephyrin Núñez","dateOfBirth":"1961"}]')],
    ["as a JSON object", utf8('\ufeff{"entries":[{"name":"Zephyrin Núñez","dateOfBirth":"1961"}]}')],
  ])("is read %s", async (_how, bytes) => {
    const own = aCaller(await aTenant(deps));
    const list = await upload(bytes, "watch", own);
    const { matches } = await screen([list.id], "Zephyrin Núñez", "1961-05-05", own);
    expect(matches).toMatchObject([{ caption: "Zephyrin Núñez", birthDates: ["1961"] }]);
  });

  it("names every row that is wrong, and nothing of it is kept", async () => {
    const own = aCaller(await aTenant(deps));
    const text = `name,dateOfBirth,country,colour,id
Zephyrin Quandamooka,1961-02-30,,,a
😀,,,,b
Obadiah Wintergreen,,Colombia,,a
Ferndelver,,,red,c
,1961,,,d
`;
    await expect(upload(text, "block", own)).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [
        { field: "rows.1.dateOfBirth", code: "INVALID_DATE" },
        { field: "rows.2.name", code: "INVALID_VALUE" },
        { field: "rows.3.country", code: "INVALID_COUNTRY" },
        { field: "rows.4.colour", code: "UNKNOWN_FIELD" },
        { field: "rows.5.name" },
      ],
    });
    expect((await getLists(deps, own)).items.filter(({ id }) => id.startsWith("own:"))).toEqual([]);
  });

  it.each([
    ["nothing", "", "EMPTY_BODY"],
    ["a header alone", "name,country\n", "TOO_FEW"],
    ["no column of names", "nombre\nZephyrin\n", "MISSING_NAME_COLUMN"],
    ["a quote that never ends", 'name\n"Zephyrin\n', "INVALID_FORMAT"],
    ["broken JSON", '[{"name":', "INVALID_FORMAT"],
    ["JSON of another shape", '{"people":[]}', "INVALID_TYPE"],
    ["too many rows", `name\n${"Zephyrin Quandamooka\n".repeat(10_001)}`, "TOO_MANY"],
  ])("is refused with %s (%#)", async (_what, text, code) => {
    await expect(upload(text)).rejects.toMatchObject({ code: "VALIDATION_FAILED", details: [{ code }] });
  });

  it("is refused when it is no text, when it is too large, and under a name that is taken", async () => {
    await expect(upload(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).rejects.toMatchObject({
      details: [{ code: "UNSUPPORTED_MEDIA" }],
    });
    await expect(upload(new Uint8Array(4 * 1024 * 1024 + 1).fill(65))).rejects.toMatchObject({
      code: "PAYLOAD_TOO_LARGE",
    });
    const named = { name: "a name", kind: "watch" as const, bytes: utf8(CSV) };
    await createOwnList(deps, caller, named);
    await expect(createOwnList(deps, caller, named)).rejects.toMatchObject({
      details: [{ code: "NAME_TAKEN" }],
    });
  });
});
