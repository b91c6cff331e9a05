import { describe, expect, it } from "vitest";
import { euSource } from "../../../../../src/features/background/lists/eu/source.ts";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";

// People and firms of our own invention, in the shape of the format's version 1.1.
const FILE = `<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-06-05T15:51:25.849+02:00" globalFileId="1">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.9001.1" logicalId="1">
    <regulation regulationType="regulation" programme="UKR" logicalId="2"><publicationUrl>x</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Zephyrin" lastName="Quandamooka" wholeName="Zephyrin Quandamooka" gender="M" strong="true"/>
    <nameAlias wholeName="Зефирин Квандамука" strong="true"/>
    <nameAlias wholeName="Zephyrin  Quandamooka" strong="true"/>
    <nameAlias wholeName="Quanda" strong="false"/>
    <citizenship countryIso2Code="RU" countryDescription="RUSSIAN FEDERATION"/>
    <citizenship countryIso2Code="00" countryDescription="UNKNOWN"/>
    <birthdate circa="false" birthdate="1961-02-03" year="1961" countryIso2Code="RU"/>
    <birthdate circa="true" birthdate="" monthOfYear="3" year="1965"/>
    <birthdate circa="true" birthdate="" yearRangeFrom="1960" yearRangeTo="1962"/>
    <identification identificationTypeCode="passport" number="QX1234567" countryIso2Code="RU"/>
    <identification identificationTypeCode="passport" number="QX0000000" knownFalse="true" countryIso2Code="RU"/>
  </sanctionEntity>
  <sanctionEntity euReferenceNumber="EU.9002.2" logicalId="3">
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Brightwater &amp; Sons" strong="true"/>
    <address city="Minsk" countryIso2Code="BY"/>
  </sanctionEntity>
</export>`;

const read = (text: string) => euSource.read(new Map([["xmlFullSanctionsList_1_1.xml", utf8(text)]]));

describe("the EU list", () => {
  it("is read with names, dates, countries and identifiers as precise as they are", async () => {
    const { entities, publishedAt } = await read(FILE);
    expect(publishedAt).toBe(Date.UTC(2026, 5, 5, 13, 51, 25, 849));
    expect(entities).toMatchObject([
      {
        id: "eu_fsf:EU.9001.1",
        type: "person",
        names: [
          { text: "Zephyrin Quandamooka", kind: "primary", script: "Latn" },
          { text: "Зефирин Квандамука", kind: "alias", script: "Cyrl" },
          { text: "Quanda", kind: "weak_alias" },
        ],
        birthDates: [
          { year: 1961, month: 2, day: 3, circa: false },
          { year: 1965, month: 3, circa: true },
          { year: 1960, yearTo: 1962, circa: true },
        ],
        gender: "M",
        countries: ["RU"],
        identifiers: [{ type: "passport", number: "QX1234567", country: "RU" }],
        programmes: ["UKR"],
      },
      {
        id: "eu_fsf:EU.9002.2",
        type: "organisation",
        names: [{ text: "Brightwater & Sons" }],
        countries: ["BY"],
      },
    ]);
  });

  it.each([
    ["cut", FILE.slice(0, FILE.length / 2)],
    ["another list", "<CONSOLIDATED_LIST></CONSOLIDATED_LIST>"],
    ["a page of an error", "<html><body>503</body></html>"],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });
});
