import { describe, expect, it } from "vitest";
import { getLists } from "../../../../../src/features/background/get-lists.ts";
import { knownList } from "../../../../../src/features/background/lists/known-lists.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { FETCHED_SOURCES, listSource } from "../../../../../src/features/background/lists/sources.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";
import { aCaller, aTenant } from "../../../../support/deps.ts";
import { backgroundDeps } from "../../support.ts";

// The header as of 2026 (https://www.opensanctions.org/docs/bulk/csv/); the people are of our own invention.
const HEADER =
  "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,program_ids,dataset,first_seen,last_seen,last_change\n";
const ROWS = `"Q990001","Person","Zephyrin Quandamooka","Z. Quandamooka;Зефирин Квандамука","1961-02-03;1961","ru;cy","1 Nowhere Lane, Brightwater","AB1234567;770000000001","","","","","Wikidata","2024-01-01T00:00:00","2026-06-02T08:00:00","2026-06-01T00:00:00"
"NK-1","Company","Ferndelver, Sons & Co","","","by","","","Reciprocal","","","XX-1","Wikidata","2024-01-01T00:00:00","2026-06-01T08:00:00","2026-06-01T00:00:00"
"NK-2","CryptoWallet","bc1qq","","","","","","","","","","Wikidata","2024-01-01T00:00:00","2026-06-01T08:00:00","2026-06-01T00:00:00"
`;
const read = (listId: string, text: string) =>
  listSource(listId)?.read(new Map([["targets.simple.csv", utf8(text)]])) ??
  Promise.reject(new Error("no source"));

describe("targets.simple.csv of a dataset of OpenSanctions", () => {
  it("is read with names, dates, countries and numbers; what it is about comes from the dataset", async () => {
    const reading = await read("os_peps", HEADER + ROWS);
    expect(reading.publishedAt).toBe(Date.UTC(2026, 5, 2, 8));
    expect(reading.entities).toEqual([
      {
        id: "os_peps:Q990001",
        listId: "os_peps",
        type: "person",
        names: [
          { text: "Zephyrin Quandamooka", kind: "primary", script: "Latn" },
          { text: "Z. Quandamooka", kind: "alias", script: "Latn" },
          { text: "Зефирин Квандамука", kind: "alias", script: "Cyrl" },
        ],
        birthDates: [
          { year: 1961, month: 2, day: 3, circa: false },
          { year: 1961, circa: false },
        ],
        gender: null,
        countries: ["RU", "CY"],
        identifiers: [
          { type: "other", number: "AB1234567" },
          { type: "other", number: "770000000001" },
        ],
        programmes: [],
        topics: ["pep"],
        sourceUrl: "https://www.opensanctions.org/entities/Q990001/",
      },
      expect.objectContaining({
        id: "os_peps:NK-1",
        type: "organisation",
        programmes: ["XX-1"],
        topics: ["pep", "sanction"],
      }),
    ]);
  });

  it("is read of any dataset, without being fetched unasked", async () => {
    const { entities } = await read("os_ua_edr", HEADER + ROWS);
    expect(entities.map(({ id }) => id)).toEqual(["os_ua_edr:Q990001", "os_ua_edr:NK-1"]);
    expect(knownList("os_ua_edr")).toMatchObject({ publisher: "OpenSanctions" });
    expect(FETCHED_SOURCES.filter(({ listId }) => listId.startsWith("os_"))).toEqual([]);
  });

  it.each(["os_", "os_UPPER", "os_a__b", `os_${"a".repeat(80)}`, "peps", "os_a/../b"])(
    "%s is no dataset",
    (listId) => {
      expect(listSource(listId)).toBeNull();
      expect(knownList(listId)).toBeNull();
    },
  );

  it.each([
    ["cut inside a row", (HEADER + ROWS).slice(0, -40)],
    ["cut inside a cell", (HEADER + ROWS).slice(0, HEADER.length + 30)],
    ["another table", "a,b\n1,2\n"],
    ["a page of an error", "<html><body>503</body></html>"],
    ["without anybody", HEADER],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read("os_peps", text)).rejects.toBeInstanceOf(ListProblem);
  });

  it("shows the licence to whoever asks for the lists", async () => {
    const deps = backgroundDeps();
    const { items } = await getLists(deps, aCaller(await aTenant(deps)));
    expect(items.find(({ id }) => id === "os_peps")).toMatchObject({
      topics: ["pep"],
      status: "not_loaded",
      licence: expect.stringContaining("CC BY-NC 4.0"),
    });
  });
});
