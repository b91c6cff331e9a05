import { describe, expect, it } from "vitest";
import { politeFetch } from "../../../../../src/features/background/lists/fetch-page.ts";
import { interpolSource } from "../../../../../src/features/background/lists/interpol/source.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";

// The fields as the API has them (https://interpol.api.bund.dev/); the people are of our own invention.
const LISTED = {
  entity_id: "2026/12345",
  forename: "ZEPHYRIN",
  name: "QUANDAMOOKA",
  date_of_birth: "1980/01/15",
  nationalities: ["RU", "914"],
  _links: { self: { href: "https://ws-public.interpol.int/notices/v1/red/2026-12345" } },
};
const DETAILED = {
  ...LISTED,
  sex_id: "M",
  place_of_birth: "Somewhere",
  arrest_warrants: [{ issuing_country_id: "GB", charge: "Fraud", charge_translation: null }],
};
const page = (...notices: object[]) => ({ total: notices.length, _embedded: { notices } });
const read = (text: string) => interpolSource.read(new Map([["interpol-red.jsonl", utf8(text)]]));

describe("INTERPOL's red notices", () => {
  it("are read as they are listed", async () => {
    const { entities } = await read(JSON.stringify(page(LISTED)));
    expect(entities).toEqual([
      {
        id: "interpol_red:2026/12345",
        listId: "interpol_red",
        type: "person",
        names: [{ text: "ZEPHYRIN QUANDAMOOKA", kind: "primary", script: "Latn" }],
        birthDates: [{ year: 1980, month: 1, day: 15, circa: false }],
        gender: null,
        countries: ["RU"],
        identifiers: [],
        programmes: ["Red notice"],
        topics: ["wanted"],
        sourceUrl: "https://www.interpol.int/How-we-work/Notices/Red-Notices/View-Red-Notices#2026-12345",
      },
    ]);
  });

  it("are read with sex and who asked for them, where the page of a notice says so", async () => {
    const { entities } = await read(`${JSON.stringify(LISTED)}\n${JSON.stringify(DETAILED)}\n`);
    expect(entities).toMatchObject([{ gender: "M", programmes: ["Red notice", "Arrest warrant of GB"] }]);
  });

  it.each([
    ["without a name", { forename: null, name: " " }],
    ["with a dash for a name", { forename: "-", name: null }],
    ["without an id", { entity_id: null }],
  ])("are left out %s", async (_case, change) => {
    const { entities } = await read(JSON.stringify(page({ ...LISTED, ...change }, DETAILED)));
    expect(entities).toHaveLength(1);
  });

  it.each([
    ["cut", JSON.stringify(page(LISTED)).slice(0, -9)],
    ["without anybody", JSON.stringify(page())],
    ["a page of an error", "<html>blocked</html>"],
    ["empty", ""],
  ])("are refused when they are %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });
});

interface Notice {
  entity_id: string;
  nationalities: string[];
  age: number;
  sex_id: string;
  warrant: string;
}

/** An API that shows no more than 160 notices of any question, as the real one. */
function anApi(notices: Notice[]) {
  let asked = 0;
  const send: typeof fetch = async (input) => {
    asked += 1;
    const q = new URL(String(input)).searchParams;
    const fits = (name: string, test: (value: string) => boolean) => !q.has(name) || test(q.get(name) ?? "");
    const found = notices.filter(
      (one) =>
        fits("nationality", (code) => one.nationalities.includes(code)) &&
        fits("arrestWarrantCountryId", (code) => one.warrant === code) &&
        fits("ageMin", (age) => one.age >= Number(age)) &&
        fits("ageMax", (age) => one.age <= Number(age)) &&
        fits("sexId", (sex) => one.sex_id === sex),
    );
    return Response.json({ total: found.length, _embedded: { notices: found.slice(0, 160) } });
  };
  return { asked: () => asked, fetchPage: politeFetch(send, { pause: async () => undefined }) };
}

const someNotices = (count: number, change: (at: number) => Partial<Notice>): Notice[] =>
  Array.from({ length: count }, (_, at) => ({
    entity_id: `2026/${at}`,
    nationalities: ["RU"],
    age: 20 + (at % 50),
    sex_id: at % 9 === 0 ? "F" : "M",
    warrant: "RU",
    ...change(at),
  }));

const linesOf = async (api: ReturnType<typeof anApi>) => {
  const files = await interpolSource.download?.(api.fetchPage);
  return new TextDecoder().decode(files?.get("interpol-red.jsonl")).trim().split("\n");
};

describe("fetching red notices", () => {
  it("gets all of them, though no question shows more than 160", async () => {
    const api = anApi(
      someNotices(1500, (at) => ({ nationalities: [["RU"], ["RU", "SV"], [], ["PK"]][at % 4] ?? [] })),
    );
    const lines = await linesOf(api);
    expect(new Set(lines).size).toBe(1500);
    expect(api.asked()).toBeLessThan(900);
  });

  it("stops asking when it has them all", async () => {
    const api = anApi(someNotices(30, () => ({})));
    expect(await linesOf(api)).toHaveLength(30);
    expect(api.asked()).toBe(1);
  });

  it("gives up rather than take a part for the whole", async () => {
    // Without a country, of one age and sex: no question tells these apart.
    const api = anApi(someNotices(900, () => ({ nationalities: [], warrant: "914" })));
    await expect(linesOf(api)).rejects.toMatchObject({ reason: "INCOMPLETE" });
  });

  it.each([
    ["a page without notices", { total: 3 }],
    ["no object", [1]],
  ])("gives up at %s", async (_what, answer) => {
    const fetchPage = politeFetch(async () => Response.json(answer), { pause: async () => undefined });
    await expect(interpolSource.download?.(fetchPage)).rejects.toMatchObject({ reason: "NOT_A_PAGE" });
  });
});
