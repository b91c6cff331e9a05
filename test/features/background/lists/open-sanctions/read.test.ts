import { describe, expect, it } from "vitest";
import { checkCriminalRecords } from "../../../../../src/features/background/criminal-check.ts";
import { criminalBody } from "../../../../../src/features/background/criminal-schemas.ts";
import { knownList } from "../../../../../src/features/background/lists/known-lists.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { fbiWantedSource } from "../../../../../src/features/background/lists/open-sanctions/source.ts";
import { FETCHED_SOURCES, listSource } from "../../../../../src/features/background/lists/sources.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";
import { aCaller, aTenant } from "../../../../support/deps.ts";
import { backgroundDeps, catalogueOf } from "../../support.ts";

// People and a firm of our own invention.
const PERSON = {
  id: "us-fbi-1f",
  caption: "Zephyrin Quandamooka",
  schema: "Person",
  properties: {
    name: ["QUANDAMOOKA Zephyrin", "Zephyrin Quandamooka", "Зефирин Квандамука"],
    alias: ["Zef the Quanda", "zephyrin quandamooka"],
    weakAlias: ["Zef"],
    previousName: ["Zephyrin Oldname"],
    birthDate: ["1961-02-03", "1962", "unknown"],
    gender: ["male"],
    nationality: ["ru"],
    country: ["ru", "suhh", "cy", "eu"],
    passportNumber: ["QX1234567"],
    topics: ["wanted", "crime.fraud", "crime.terror", "poi"],
    sourceUrl: ["https://example.org/wanted/1f"],
  },
  datasets: ["us_fbi_most_wanted"],
  last_seen: "2026-06-02T08:00:00",
  target: true,
};
const ADDRESS = {
  id: "addr-1",
  schema: "Address",
  properties: { full: ["1 Nowhere"] },
  datasets: ["us_fbi_most_wanted"],
  last_seen: "2026-06-01T08:00:00",
  target: false,
};
const RELATIVE = { ...PERSON, id: "us-fbi-2", target: false };
const FIRM = {
  ...PERSON,
  id: "us-fbi-3",
  caption: "Ferndelver Ltd",
  schema: "Company",
  properties: { name: ["Ferndelver Ltd"], topics: ["debarment", "role.pep", "sanction"] },
};

const lines = (...entities: object[]) => entities.map((one) => `${JSON.stringify(one)}\n`).join("");
const read = (text: string) => fbiWantedSource.read(new Map([["entities.ftm.json", utf8(text)]]));

describe("a dataset of OpenSanctions", () => {
  it("is read with those who are listed, and not what describes them", async () => {
    const reading = await read(lines(PERSON, ADDRESS, RELATIVE, FIRM));
    expect(reading.publishedAt).toBe(Date.UTC(2026, 5, 2, 8));
    expect(reading.entities).toEqual([
      {
        id: "os_fbi_wanted:us-fbi-1f",
        listId: "os_fbi_wanted",
        type: "person",
        names: [
          { text: "Zephyrin Quandamooka", kind: "primary", script: "Latn" },
          { text: "QUANDAMOOKA Zephyrin", kind: "primary", script: "Latn" },
          { text: "Зефирин Квандамука", kind: "primary", script: "Cyrl" },
          { text: "Zef the Quanda", kind: "alias", script: "Latn" },
          { text: "Zef", kind: "weak_alias", script: "Latn" },
          { text: "Zephyrin Oldname", kind: "former", script: "Latn" },
        ],
        birthDates: [
          { year: 1961, month: 2, day: 3, circa: false },
          { year: 1962, circa: false },
        ],
        gender: "M",
        countries: ["RU", "CY"],
        identifiers: [{ type: "passport", number: "QX1234567" }],
        programmes: [],
        topics: ["wanted", "crime"],
        sourceUrl: "https://example.org/wanted/1f",
      },
      expect.objectContaining({
        id: "os_fbi_wanted:us-fbi-3",
        type: "organisation",
        topics: ["debarment", "pep", "sanction"],
        sourceUrl: "https://www.opensanctions.org/entities/us-fbi-3/",
      }),
    ]);
  });

  it.each([
    ["cut inside a line", lines(PERSON, FIRM).slice(0, -40)],
    ["another dataset", lines({ ...PERSON, datasets: ["interpol_red_notices"] })],
    ["JSON, and no entity", '{"total": 12}\n'],
    ["a list in JSON", "[]\n"],
    ["a page of an error", "<html><body>503</body></html>"],
    ["without anybody listed", lines(ADDRESS)],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });

  it("is loaded by hand, never fetched unasked, and shows its licence", () => {
    expect(listSource("os_fbi_wanted")).toBe(fbiWantedSource);
    expect(FETCHED_SOURCES.map(({ listId }) => listId)).not.toContain("os_fbi_wanted");
    expect(knownList("os_fbi_wanted")?.licence).toContain("CC BY-NC 4.0");
  });

  it("answers the criminal check, once it is loaded", async () => {
    const { entities } = await read(lines(PERSON));
    const topics = knownList("os_fbi_wanted")?.topics ?? [];
    const deps = backgroundDeps({ lists: catalogueOf(entities, { id: "os_fbi_wanted", topics }) });
    const input = criminalBody.parse({
      subject: { fullName: "Zephyrin Quandamooka", dateOfBirth: "1961-02-03" },
      jurisdictions: ["CO"],
      purpose: "onboarding",
    });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), input);
    expect(data.outcome).toBe("potential_match");
    expect(data.matches.map(({ entityId }) => entityId)).toEqual(["os_fbi_wanted:us-fbi-1f"]);
    expect(data.sources).toContainEqual(expect.objectContaining({ id: "os_fbi_wanted", status: "answered" }));
  });
});
