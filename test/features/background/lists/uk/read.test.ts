import { describe, expect, it } from "vitest";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { ukSource } from "../../../../../src/features/background/lists/uk/source.ts";
import { utf8 } from "../../../../../src/kernel/bytes.ts";

const COLUMNS = [
  "Last Updated",
  "Unique ID",
  "Name 6",
  "Name 1",
  "Name 2",
  "Name type",
  "Alias strength",
  "Name non-latin script",
  "Regime Name",
  "Designation Type",
  "Address Country",
  "Date Designated",
  "D.O.B",
  "Nationality(/ies)",
  "Passport number",
  "Gender",
];
const HEAD = `Report Date: 02-Jun-2026\r\n${COLUMNS.map((name) => `"${name}"`).join(",")}\r\n`;
// A person and a firm of our own invention.
const ROWS = `01/06/2026,XYZ0001,QUANDAMOOKA,ZEPHYRIN,OBADIAH,Primary Name,,Зефирин Квандамука,Russia,Individual,,15/03/2022,03/02/1961,(1) Russia (2) Cyprus,QX1234567,Male\r
01/06/2026,XYZ0001,QUANDA,ZEF,,Alias,Low quality a.k.a,,Russia,Individual,,15/03/2022,dd/mm/1962,(1) Russia (2) Cyprus,,Male\r
01/06/2026,XYZ0002,"BRIGHTWATER, FERNDELVER LTD",,,Primary Name,,,Belarus,Entity,Belarus,15/03/2022,,,,\r
`;
const read = (text: string) => ukSource.read(new Map([["UK-Sanctions-List.csv", utf8(text)]]));

describe("the UK list", () => {
  it("is read with the rows of an entry joined", async () => {
    const { entities, publishedAt } = await read(HEAD + ROWS);
    expect(publishedAt).toBe(Date.UTC(2026, 5, 2));
    expect(entities).toMatchObject([
      {
        id: "gb_sanctions:XYZ0001",
        type: "person",
        names: [
          { text: "ZEPHYRIN OBADIAH QUANDAMOOKA", kind: "primary" },
          { text: "Зефирин Квандамука", kind: "primary", script: "Cyrl" },
          { text: "ZEF QUANDA", kind: "weak_alias" },
        ],
        birthDates: [{ year: 1961, month: 2, day: 3 }, { year: 1962 }],
        gender: "M",
        countries: ["RU", "CY"],
        identifiers: [{ type: "passport", number: "QX1234567" }],
        programmes: ["Russia"],
        listedOn: "2022-03-15",
      },
      { id: "gb_sanctions:XYZ0002", type: "organisation", names: [{ text: "BRIGHTWATER, FERNDELVER LTD" }] },
    ]);
  });

  it.each([
    ["without its columns", `Report Date: 02-Jun-2026\r\n${ROWS}`],
    ["cut inside a row", (HEAD + ROWS).slice(0, -60)],
    ["a page of an error", "<html><body>503</body></html>"],
    ["empty", ""],
  ])("is refused when it is %s", async (_case, text) => {
    await expect(read(text)).rejects.toBeInstanceOf(ListProblem);
  });
});

// The 58 columns of the published file, and rows of it: public-sector information under the OGL v3.0. Long texts are
// shortened.
const PUBLISHED_HEADER =
  "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)";
const AFGHANISTAN = "The Afghanistan (Sanctions) (EU Exit) Regulations 2020";
const RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019";
const published = (cells: Record<string, string>) =>
  PUBLISHED_HEADER.split(",")
    .map((name) => `"${(cells[name] ?? "").replaceAll('"', '""')}"`)
    .join(",");
const PUBLISHED = `\ufeffReport Date: 13-Feb-2026\n${[
  PUBLISHED_HEADER,
  published({
    "Last Updated": "12/01/2022",
    "Unique ID": "AFG0001",
    "OFSI Group ID": "12703",
    "UN Reference Number": "TAe.010",
    "Name 6": "HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE",
    "Name type": "Primary Name",
    "Name non-latin script": "حاجی خيرالله و حاجی ستار صرافی",
    "Regime Name": AFGHANISTAN,
    "Designation Type": "Entity",
    "Other Information": 'Long,\nwith "quotes"',
    "Address Country": "Pakistan",
    "Date Designated": "29/06/2012",
  }),
  published({
    "Unique ID": "AFG0001",
    "Name 6": "HAJI ALIM HAWALA",
    "Name type": "Alias",
    "Regime Name": AFGHANISTAN,
    "Designation Type": "Entity",
    "Address Country": "Afghanistan",
  }),
  published({
    "Unique ID": "AFG0006",
    "OFSI Group ID": "7172",
    "UN Reference Number": "TAi.002",
    "Name 6": "AKHUND",
    "Name 1": "MOHAMMAD",
    "Name 2": "HASSAN",
    "Name type": "Primary Name",
    Title: "Mullah",
    "Name non-latin script": "محمد حسن آخوند",
    "Regime Name": AFGHANISTAN,
    "Designation Type": "Individual",
    "D.O.B": "dd/mm/1958",
    "Nationality(/ies)": "Afghanistan",
    Gender: "Male",
    "Date Designated": "25/01/2001",
  }),
  published({
    "Unique ID": "AFG0006",
    "Name 6": "AKHUND",
    "Name 1": "MOHAMMAD",
    "Name 2": "HASSAN",
    "Name type": "Primary Name Variation",
    "Regime Name": AFGHANISTAN,
    "Designation Type": "Individual",
    "D.O.B": "15/08/19yy",
  }),
  published({
    "Unique ID": "AFG0006",
    "Name 6": "AKHUND",
    "Name 1": "MOHAMMAD",
    "Name 2": "HASSAN",
    "Name type": "Primary Name",
    "Regime Name": AFGHANISTAN,
    "Designation Type": "Individual",
    "D.O.B": "00/00/1955",
  }),
  published({
    "Last Updated": "31/07/2024",
    "Unique ID": "RUS2176",
    "Name 6": "KOROLEV PROSPECT",
    "Name type": "Primary Name",
    "Regime Name": RUSSIA,
    "Designation Type": "Ship",
    "Date Designated": "31/07/2024",
    "IMO number": "IMO9826902",
    "Current believed flag of ship": "Gabon",
    "Type of ship": "Oil Tanker",
    "Year Built": "2019",
  }),
].join("\n")}\n`;

describe("the UK list as published", () => {
  it("is read with unknown parts of dates, both scripts, ships and their flags", async () => {
    const { entities, publishedAt } = await read(PUBLISHED);
    expect(publishedAt).toBe(Date.UTC(2026, 1, 13));
    expect(entities).toMatchObject([
      {
        id: "gb_sanctions:AFG0001",
        type: "organisation",
        names: [
          { text: "HAJI KHAIRULLAH HAJI SATTAR MONEY EXCHANGE", kind: "primary" },
          { text: "حاجی خيرالله و حاجی ستار صرافی", kind: "primary", script: "Arab" },
          { text: "HAJI ALIM HAWALA", kind: "alias" },
        ],
        countries: ["PK", "AF"],
        listedOn: "2012-06-29",
      },
      {
        id: "gb_sanctions:AFG0006",
        type: "person",
        names: [{ text: "MOHAMMAD HASSAN AKHUND", kind: "primary" }, { script: "Arab" }],
        birthDates: [
          { year: 1958, circa: false },
          { year: 1955, circa: false },
        ],
        countries: ["AF"],
        gender: "M",
      },
      {
        id: "gb_sanctions:RUS2176",
        type: "vessel",
        countries: ["GA"],
        identifiers: [{ type: "imo", number: "9826902" }],
      },
    ]);
  });

  it("counts the lines that are in another encoding", async () => {
    const latin1 = Uint8Array.from(
      [...(HEAD + ROWS).replace("ZEPHYRIN", "ZÉPHYRIN").replace("Зефирин Квандамука", "")],
      (letter) => letter.charCodeAt(0),
    );
    const reading = await ukSource.read(new Map([["UK-Sanctions-List.csv", latin1]]));
    expect(reading.misencodedLines).toBe(1);
    expect(reading.entities[0]?.names[0]?.text).toBe("ZÉPHYRIN OBADIAH QUANDAMOOKA");
  });
});
