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

// The columns of the CSV form, as published. Entry 13 is the list's own first (EU.27.28): public-sector data.
const CSV_HEADER =
  "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_Gender;NameAlias_LogicalId;Address_City;Address_CountryIso2Code;Address_CountryDescription;Address_LogicalId;BirthDate_BirthDate;BirthDate_Day;BirthDate_Month;BirthDate_Year;BirthDate_YearRangeFrom;BirthDate_YearRangeTo;BirthDate_Circa;BirthDate_LogicalId;Identification_Number;Identification_KnownFalse;Identification_TypeCode;Identification_CountryIso2Code;Identification_LogicalId;Citizenship_CountryIso2Code;Citizenship_LogicalId";
const csvRow = (cells: Record<string, string>) =>
  CSV_HEADER.split(";")
    .map((name) => cells[name] ?? "")
    .join(";");
const OF_13 = {
  fileGenerationDate: "05/08/2026",
  Entity_LogicalId: "13",
  Entity_EU_ReferenceNumber: "EU.27.28",
  Entity_SubjectType: "P",
  Entity_SubjectType_ClassificationCode: "person",
  Entity_Regulation_Programme: "IRQ",
};
const CSV = `\ufeff${[
  CSV_HEADER,
  csvRow({
    ...OF_13,
    NameAlias_LogicalId: "17",
    NameAlias_LastName: "Hussein Al-Tikriti",
    NameAlias_FirstName: "Saddam",
    NameAlias_WholeName: "Saddam Hussein Al-Tikriti",
    NameAlias_Gender: "M",
  }),
  csvRow({ ...OF_13, NameAlias_LogicalId: "19", NameAlias_WholeName: "Abu Ali" }),
  csvRow({
    ...OF_13,
    BirthDate_LogicalId: "14",
    BirthDate_BirthDate: "1937-04-28",
    BirthDate_Day: "28",
    BirthDate_Month: "4",
    BirthDate_Year: "1937",
    BirthDate_Circa: "false",
  }),
  csvRow({ ...OF_13, Citizenship_LogicalId: "1", Citizenship_CountryIso2Code: "IQ" }),
  csvRow({
    fileGenerationDate: "05/08/2026",
    Entity_LogicalId: "9002",
    Entity_EU_ReferenceNumber: "EU.9002.2",
    Entity_SubjectType: "E",
    Entity_SubjectType_ClassificationCode: "enterprise",
    Entity_Regulation_Programme: "SYR",
    NameAlias_LogicalId: "9",
    NameAlias_WholeName: "Brightwater, Sons & Co",
    Address_LogicalId: "5",
    Address_CountryIso2Code: "LB",
    Address_CountryDescription: "LEBANON",
    Identification_LogicalId: "6",
    Identification_Number: "HRB 123456",
    Identification_TypeCode: "regnumber",
    Identification_CountryIso2Code: "LB",
  }),
].join("\r\n")}\r\n`;
const readCsv = (text: string) => euSource.read(new Map([["csvFullSanctionsList_1_1.csv", utf8(text)]]));

describe("the EU list in CSV", () => {
  it("is read with the rows of an entry joined, as it is read from the XML", async () => {
    const { entities, publishedAt } = await readCsv(CSV);
    expect(publishedAt).toBe(Date.UTC(2026, 7, 5));
    expect(entities).toEqual([
      {
        id: "eu_fsf:EU.27.28",
        listId: "eu_fsf",
        type: "person",
        names: [
          { text: "Saddam Hussein Al-Tikriti", kind: "primary", script: "Latn" },
          { text: "Abu Ali", kind: "alias", script: "Latn" },
        ],
        birthDates: [{ year: 1937, month: 4, day: 28, circa: false }],
        gender: "M",
        countries: ["IQ"],
        identifiers: [],
        programmes: ["IRQ"],
        topics: ["sanction"],
        sourceUrl: "https://www.sanctionsmap.eu/",
      },
      expect.objectContaining({
        id: "eu_fsf:EU.9002.2",
        type: "organisation",
        names: [{ text: "Brightwater, Sons & Co", kind: "primary", script: "Latn" }],
        countries: ["LB"],
        identifiers: [{ type: "registration", number: "HRB 123456", country: "LB" }],
      }),
    ]);
  });

  it.each([
    ["cut inside a row", CSV.slice(0, -40)],
    ["parted by commas", CSV.replaceAll(";", ",")],
    ["a page of an error", "<html><body>503</body></html>"],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(readCsv(text)).rejects.toBeInstanceOf(ListProblem);
  });
});

// Rows as published, of entries that are the public-sector data of the list itself.
const PUBLISHED = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05T16:47:04.449+02:00" globalFileId="184961">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.27.28" logicalId="13">
    <regulation regulationType="amendment" organisationType="commission" publicationDate="2003-07-08" numberTitle="1210/2003 (OJ L169)" programme="IRQ" logicalId="348"><publicationUrl>http://eur-lex.europa.eu/</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Saddam" middleName="" lastName="Hussein Al-Tikriti" wholeName="Saddam Hussein Al-Tikriti" function="" gender="M" title="" nameLanguage="" strong="true" regulationLanguage="en" logicalId="17">
      <regulationSummary regulationType="amendment" publicationDate="2003-07-08" numberTitle="1210/2003 (OJ L169)" publicationUrl="http://eur-lex.europa.eu/"/>
    </nameAlias>
    <nameAlias firstName="" middleName="" lastName="" wholeName="Abu Ali" function="" gender="" title="" nameLanguage="" strong="true" logicalId="19"/>
    <citizenship region="" countryIso2Code="IQ" countryDescription="IRAQ" logicalId="1"/>
    <birthdate circa="false" calendarType="GREGORIAN" city="al-Awja, near Tikrit" zipCode="" birthdate="1937-04-28" dayOfMonth="28" monthOfYear="4" year="1937" region="" place="" countryIso2Code="IQ" countryDescription="IRAQ" logicalId="14"/>
    <birthdate circa="false" calendarType="GREGORIAN" city="" zipCode="" region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="225"/>
    <address city="" street="" poBox="" zipCode="" region="" place="" asAtListingTime="false" countryIso2Code="00" countryDescription="UNKNOWN" logicalId="172"><remark>x</remark></address>
    <identification diplomatic="false" knownExpired="false" knownFalse="false" reportedLost="false" revokedByIssuer="false" issuedBy="" latinNumber="" nameOnDocument="" number="SSN 000-12-3456" region="" countryIso2Code="00" countryDescription="UNKNOWN" identificationTypeCode="id" identificationTypeDescription="National identification card" regulationLanguage="en" logicalId="8"><remark>(passport)</remark></identification>
    <identification diplomatic="false" knownFalse="false" number="SSN 000-12-3456" identificationTypeCode="id" countryIso2Code="00" logicalId="10"/>
  </sanctionEntity>
</export>`;

describe("the EU list as published", () => {
  it("is read past empty attributes, nested regulations and documents that come twice", async () => {
    const { entities } = await read(PUBLISHED);
    expect(entities).toMatchObject([
      {
        id: "eu_fsf:EU.27.28",
        names: [
          { text: "Saddam Hussein Al-Tikriti", kind: "primary" },
          { text: "Abu Ali", kind: "alias" },
        ],
        birthDates: [{ year: 1937, month: 4, day: 28, circa: false }],
        countries: ["IQ"],
        identifiers: [{ type: "national_id", number: "000-12-3456" }],
        programmes: ["IRQ"],
      },
    ]);
  });
});

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
