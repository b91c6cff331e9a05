import { afterAll, describe, expect, it } from "vitest";
import { fbiSource } from "../../../../../src/features/background/lists/fbi/source.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { refreshList } from "../../../../../src/features/background/lists/refresh-list.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";
import { aSource, forgetLists, listsDeps } from "../support.ts";

afterAll(forgetLists);

// The fields of an item as the API has them (https://www.fbi.gov/wanted/api); the people are of our own invention.
const ITEM = {
  uid: "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
  title: "ZEPHYRIN QUANDAMOOKA",
  aliases: ['"Zef"', "Zephyrin Obadiah Quandamooka", "\u201cEl Zef\u201d"],
  dates_of_birth_used: ["April 12, 1976", "1975"],
  sex: "Male",
  nationality: "Mexican and American",
  subjects: ["White-Collar Crime"],
  status: "na",
  person_classification: "Main",
  poster_classification: "ten",
  publication: "2025-01-15T00:00:00",
  modified: "2026-03-01T12:00:00+00:00",
  url: "https://www.fbi.gov/wanted/wcc/zephyrin-quandamooka",
  place_of_birth: "Hawaii",
  images: [],
};
const page = (...items: object[]) => ({ total: items.length, page: 1, items });
const read = (text: string) => fbiSource.read(new Map([["fbi-wanted.jsonl", utf8(text)]]));

describe("the FBI's wanted list", () => {
  it.each([
    ["a page of the API", JSON.stringify(page(ITEM))],
    ["a page printed over many lines", JSON.stringify(page(ITEM), null, 2)],
    ["its items, one a line", `${JSON.stringify(ITEM)}\n`],
  ])("is read from %s", async (_from, text) => {
    const { entities } = await read(text);
    expect(entities).toEqual([
      {
        id: "fbi_wanted:0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        listId: "fbi_wanted",
        type: "person",
        names: [
          { text: "ZEPHYRIN QUANDAMOOKA", kind: "primary", script: "Latn" },
          { text: "Zef", kind: "weak_alias", script: "Latn" },
          { text: "Zephyrin Obadiah Quandamooka", kind: "alias", script: "Latn" },
          { text: "El Zef", kind: "alias", script: "Latn" },
        ],
        birthDates: [
          { year: 1976, month: 4, day: 12, circa: false },
          { year: 1975, circa: false },
        ],
        gender: "M",
        countries: ["MX", "US"],
        identifiers: [],
        programmes: ["White-Collar Crime", "Ten Most Wanted Fugitives"],
        topics: ["wanted"],
        sourceUrl: "https://www.fbi.gov/wanted/wcc/zephyrin-quandamooka",
        listedOn: "2025-01-15",
      },
    ]);
  });

  it.each([
    ["a missing child", { poster_classification: "missing" }],
    ["a missing person on an ordinary poster", { subjects: ["ViCAP Missing Persons", "Murder"] }],
    ["an appeal about a crime", { subjects: ["Capitol", "Seeking Information"] }],
    ["a victim", { person_classification: "Victim" }],
    ["somebody captured since", { status: "captured" }],
    ["a poster without a name", { title: "", aliases: null }],
  ])("leaves out %s", async (_whom, change) => {
    const other = { ...ITEM, uid: "11", title: "OBADIAH BRIGHTWATER" };
    const { entities } = await read(JSON.stringify(page({ ...ITEM, ...change }, other)));
    expect(entities.map(({ id }) => id)).toEqual(["fbi_wanted:11"]);
  });

  it("does not take a poster that says nothing of a person for one person", async () => {
    const group = { ...ITEM, title: "APT 99 GROUP", sex: null, dates_of_birth_used: null, aliases: null };
    expect((await read(JSON.stringify(page(group)))).entities).toMatchObject([{ type: "unknown" }]);
  });

  it.each([
    ["cut", JSON.stringify(page(ITEM)).slice(0, -30)],
    ["without anybody", JSON.stringify(page())],
    ["a page of an error", "<html><body>503</body></html>"],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });

  it("is fetched page by page to its end, and unchanged when the same items come in other pages", async () => {
    const everybody = Array.from({ length: 260 }, (_, at) => ({
      ...ITEM,
      uid: `u${at}`,
      title: `NAME ${at}`,
    }));
    const asked: string[] = [];
    const answerIn =
      (size: number): typeof fetch =>
      async (input) => {
        const url = new URL(String(input));
        asked.push(`${url.origin}${url.pathname} ${url.searchParams.get("page")}`);
        const from = (Number(url.searchParams.get("page")) - 1) * size;
        return Response.json({ total: everybody.length, items: everybody.slice(from, from + size) });
      };
    const source = { ...fbiSource, listId: aSource().listId };
    const deps = listsDeps({ fetch: answerIn(50) });
    const pause = async () => undefined;
    expect(await refreshList({ ...deps, pause }, source)).toMatchObject({ outcome: "loaded", entities: 260 });
    expect(asked).toEqual([1, 2, 3, 4, 5, 6].map((at) => `https://api.fbi.gov/wanted/v1/list ${at}`));
    everybody.reverse();
    const again = await refreshList({ ...deps, fetch: answerIn(40), pause }, source);
    expect(again).toMatchObject({ outcome: "unchanged" });
  });

  it("stays as it was when the pages end early or a server refuses", async () => {
    const source = { ...fbiSource, listId: aSource().listId };
    const pause = async () => undefined;
    const early: typeof fetch = async (input) =>
      Response.json({ total: 1200, items: String(input).includes("page=1&") ? [ITEM] : [] });
    expect(await refreshList({ ...listsDeps({ fetch: early }), pause }, source)).toEqual({
      outcome: "failed",
      reason: "INCOMPLETE",
    });
    const refusing: typeof fetch = async () => new Response("", { status: 403 });
    expect(await refreshList({ ...listsDeps({ fetch: refusing }), pause }, source)).toEqual({
      outcome: "failed",
      reason: "HTTP_403",
    });
  });
});
