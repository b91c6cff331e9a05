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
