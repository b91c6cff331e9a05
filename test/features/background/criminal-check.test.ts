import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type {
  CriminalRecordProvider,
  ProviderAnswer,
} from "../../../src/features/background/criminal/port.ts";
import {
  CRIMINAL_SOURCES,
  findSource,
  isSourceId,
  sourcesOf,
} from "../../../src/features/background/criminal/sources.ts";
import { checkCriminalRecords } from "../../../src/features/background/criminal-check.ts";
import { criminalBody, criminalData } from "../../../src/features/background/criminal-schemas.ts";
import { getCheck } from "../../../src/features/background/get-check.ts";
import { events } from "../../../src/storage/tables/records.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { anEntity, backgroundDeps, catalogueOf } from "./support.ts";

const CONSENT = `con_${"A".repeat(24)}`;
const asked = (over: object = {}) =>
  criminalBody.parse({
    subject: { fullName: "Ana Ruiz" },
    jurisdictions: ["BR"],
    purpose: "onboarding",
    consentId: CONSENT,
    ...over,
  });
const provider = (answer: () => Promise<ProviderAnswer>): CriminalRecordProvider => ({ query: answer });
const answering = (answer: ProviderAnswer) => new Map([["br_pf", provider(async () => answer)]]);
const noWanted = () =>
  catalogueOf([anEntity({ topics: ["wanted"] })], { id: "fbi_wanted", topics: ["wanted"] });

describe("a criminal check", () => {
  it("names every source that nobody has connected, and is then incomplete", async () => {
    const deps = backgroundDeps();
    const tenantId = await aTenant(deps);
    const data = await checkCriminalRecords(deps, aCaller(tenantId), asked({ jurisdictions: ["CO", "ZW"] }));
    expect(criminalData.safeParse(data).error).toBeUndefined();
    expect(data).toMatchObject({
      status: "incomplete",
      outcome: "incomplete",
      reasons: ["SOURCE_UNAVAILABLE"],
    });
    expect(data.sources.map((source) => source.id)).toEqual([
      "wanted_notices",
      "co_policia",
      "co_procuraduria",
      "co_contraloria",
      "zw_criminal_records",
    ]);
    for (const source of data.sources)
      expect(source).toMatchObject({ status: "not_configured", queriedAt: null });
    const told = await deps.database.select().from(events).where(eq(events.tenantId, tenantId));
    expect(told.map((event) => event.type)).toEqual([
      "background.criminal.completed",
      "background.source_unavailable",
    ]);
  });

  it("is clear only when every source answered and found nothing", async () => {
    const deps = backgroundDeps({
      lists: noWanted(),
      criminalProviders: answering({ status: "answered", records: [] }),
    });
    const caller = aCaller(await aTenant(deps));
    expect(await checkCriminalRecords(deps, caller, asked())).toMatchObject({
      status: "completed",
      outcome: "clear",
    });
    const more = await checkCriminalRecords(deps, caller, asked({ jurisdictions: ["BR", "CL"] }));
    expect(more.outcome).toBe("incomplete");
  });

  it.each([
    ["throws", provider(() => Promise.reject(new Error("down")))],
    ["says so", provider(async () => ({ status: "unavailable" }))],
  ])("is incomplete when a provider is down and %s", async (_how, down) => {
    const deps = backgroundDeps({ lists: noWanted(), criminalProviders: new Map([["br_pf", down]]) });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), asked());
    expect(data.outcome).toBe("incomplete");
    expect(data.sources.at(-1)).toMatchObject({ id: "br_pf", status: "unavailable" });
  });

  it("is pending while a provider works", async () => {
    const deps = backgroundDeps({ lists: noWanted(), criminalProviders: answering({ status: "pending" }) });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), asked());
    expect(data).toMatchObject({ status: "pending", outcome: "incomplete" });
  });

  it("asks a register that is not public only with a consent, and one that is public without", async () => {
    const asked_: string[] = [];
    const noting = (id: string): CriminalRecordProvider => ({
      query: async () => {
        asked_.push(id);
        return { status: "answered", records: [] };
      },
    });
    const criminalProviders = new Map(["br_pf", "co_policia"].map((id) => [id, noting(id)]));
    const deps = backgroundDeps({ lists: noWanted(), criminalProviders });
    const input = asked({ jurisdictions: ["BR", "CO"], consentId: undefined });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), input);
    expect(asked_).toEqual(["co_policia"]);
    expect(data).toMatchObject({ status: "incomplete", outcome: "incomplete" });
    expect(data.reasons).toEqual(["CONSENT_MISSING", "SOURCE_UNAVAILABLE"]);
    expect(data.sources.find(({ id }) => id === "br_pf")).toMatchObject({
      status: "consent_missing",
      queriedAt: null,
    });
  });

  it("asks the named registers alone, and names the others as not performed", async () => {
    const deps = backgroundDeps({
      lists: noWanted(),
      criminalProviders: new Map([
        ["co_policia", provider(async () => ({ status: "answered", records: [] }))],
      ]),
    });
    const input = asked({ jurisdictions: ["CO"], sources: ["co_policia"] });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), input);
    expect(data).toMatchObject({ status: "completed", outcome: "clear" });
    expect(data.assurance.notPerformed).toEqual(["co_procuraduria", "co_contraloria"]);
  });

  it.each([
    ["a register of a country that is not asked about", "br_pf"],
    ["no register", "co_mars"],
  ])("refuses %s among the sources", (_what, id) => {
    const parsed = criminalBody.safeParse({
      subject: { fullName: "Ana Ruiz" },
      jurisdictions: ["CO"],
      purpose: "onboarding",
      sources: [id],
    });
    expect(parsed.error?.issues.map(({ message }) => message)).toContain("INVALID_CHOICE");
  });

  it("reports the records that a source stated", async () => {
    const record = { reference: "42", description: "Art. 155", recordedOn: "2019-03-01" };
    const deps = backgroundDeps({ criminalProviders: answering({ status: "answered", records: [record] }) });
    const caller = aCaller(await aTenant(deps));
    const data = await checkCriminalRecords(deps, caller, asked());
    expect(data.outcome).toBe("records_found");
    expect(data.records).toEqual([{ sourceId: "br_pf", jurisdiction: "BR", ...record }]);
    expect(await getCheck(deps, caller, data.id)).toEqual(data);
  });

  it("calls a namesake on a wanted notice a possible match", async () => {
    const lists = catalogueOf([anEntity({ name: "Ana Ruiz", topics: ["wanted"] })], {
      id: "fbi_wanted",
      topics: ["wanted"],
    });
    const deps = backgroundDeps({ lists, criminalProviders: answering({ status: "answered", records: [] }) });
    const data = await checkCriminalRecords(deps, aCaller(await aTenant(deps)), asked());
    expect(data.outcome).toBe("potential_match");
    expect(data.matches[0]).toMatchObject({ caption: "Ana Ruiz", topics: ["wanted"] });
    expect(data.matches[0]?.explanations.pairs).toHaveLength(2);
  });

  it("does not search sanction lists for crimes", async () => {
    const lists = catalogueOf([anEntity({ name: "Ana Ruiz", topics: ["sanction"] })]);
    const data = await checkCriminalRecords(
      backgroundDeps({ lists }),
      aCaller(await aTenant(backgroundDeps())),
      asked(),
    );
    expect(data.matches).toEqual([]);
    expect(data.sources[0]).toMatchObject({ id: "wanted_notices", status: "not_configured" });
  });
});

describe("the registry of sources", () => {
  it("has no two sources of one id", () => {
    expect(new Set(CRIMINAL_SOURCES.map((source) => source.id)).size).toBe(CRIMINAL_SOURCES.length);
  });

  it.each(
    [
      "AR",
      "BO",
      "BR",
      "CL",
      "CO",
      "CR",
      "CU",
      "DO",
      "EC",
      "ES",
      "GT",
      "HN",
      "MX",
      "NI",
      "PA",
      "PE",
      "PR",
    ].concat(["PY", "SV", "US", "UY", "VE"]),
  )("knows a register of %s", (country) => {
    const [first] = sourcesOf(country);
    expect(first?.id).not.toContain("criminal_records");
  });

  it("knows an id for the register of every other country, and none for what is no country", () => {
    expect(findSource("zw_criminal_records")).toMatchObject({ jurisdiction: "ZW", access: "person" });
    expect(isSourceId("xx_criminal_records")).toBe(false);
    // Colombia's registers are known by name.
    expect(isSourceId("co_criminal_records")).toBe(false);
  });
});
