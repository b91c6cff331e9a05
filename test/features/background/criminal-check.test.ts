import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type {
  CriminalRecordProvider,
  ProviderAnswer,
} from "../../../src/features/background/criminal/port.ts";
import { CRIMINAL_SOURCES } from "../../../src/features/background/criminal/sources.ts";
import { checkCriminalRecords } from "../../../src/features/background/criminal-check.ts";
import { getCheck } from "../../../src/features/background/get-check.ts";
import { criminalBody, criminalData } from "../../../src/features/background/schemas.ts";
import { events } from "../../../src/storage/tables/records.ts";
import { aCaller, aTenant } from "../../support/deps.ts";
import { anEntity, backgroundDeps, catalogueOf } from "./support.ts";

const asked = (over: object = {}) =>
  criminalBody.parse({
    subject: { fullName: "Ana Ruiz" },
    jurisdictions: ["BR"],
    purpose: "onboarding",
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
});
