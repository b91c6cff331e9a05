import { describe, expect, it } from "vitest";
import { ListProblem } from "../../../../../src/features/background/lists/list-problem.ts";
import { mapOfacRow } from "../../../../../src/features/background/lists/ofac/map.ts";
import { readOfac } from "../../../../../src/features/background/lists/ofac/read.ts";

const NONE = "-0- ";
const primary = (number: number, name: string, kind: string, programmes: string, remarks: string) =>
  `${number},"${name}",${kind},"${programmes}",${`${NONE},`.repeat(7)}${remarks}\r\n`;
const PRIMARY = [
  primary(
    2674,
    "SAMPLE, Abel",
    '"individual"',
    "SDGT",
    "\"DOB 10 Dec 1948; alt. DOB 1950; DOB circa 1951; POB Giza, Egypt; Passport A1084010 (Egypt); alt. Passport 19820215; nationality Egypt; Gender Male; a.k.a. 'THE SAMPLE'.\"",
  ),
  primary(36, 'SAMPLE ""AIR"" LINES', NONE, "CUBA] [SDNTK", NONE),
  primary(
    9,
    "SAMPLE STAR",
    '"vessel"',
    "DPRK",
    '"Vessel Registration Identification IMO 1234567; Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"',
  ),
  "\u001a",
].join("");
const ALTERNATES = `2674,12,"aka","ABIL, Sampel",${NONE}\r\n36,220,"fka","OLD SAMPLE LINES",${NONE}\r\n`;

async function* bytesOf(text: string) {
  yield new TextEncoder().encode(text);
}
const read = (first: string, alternates = ALTERNATES, comments?: string) =>
  readOfac({
    primary: bytesOf(first),
    alternates: bytesOf(alternates),
    comments: comments === undefined ? undefined : bytesOf(comments),
  });

describe("the OFAC files", () => {
  it("are joined by entry number and their remarks read as sentences", async () => {
    const entities = (await read(PRIMARY)).map((row) => mapOfacRow(row, "us_ofac_sdn"));
    expect(entities[0]).toMatchObject({
      id: "us_ofac_sdn:2674",
      type: "person",
      names: [
        { text: "Abel SAMPLE", kind: "primary" },
        { text: "Sampel ABIL", kind: "alias" },
        { text: "THE SAMPLE", kind: "weak_alias" },
      ],
      birthDates: [
        { year: 1948, month: 12, day: 10, circa: false },
        { year: 1950, circa: false },
        { year: 1951, circa: true },
      ],
      gender: "M",
      countries: ["EG"],
      identifiers: [
        { type: "passport", number: "A1084010", country: "EG" },
        { type: "passport", number: "19820215" },
      ],
      programmes: ["SDGT"],
      sourceUrl: "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=2674",
    });
    expect(entities[1]).toMatchObject({
      type: "organisation",
      names: [{ text: 'SAMPLE "AIR" LINES' }, { text: "OLD SAMPLE LINES", kind: "former" }],
      programmes: ["CUBA", "SDNTK"],
    });
    expect(entities[2]).toMatchObject({
      type: "vessel",
      identifiers: [
        { type: "imo", number: "1234567" },
        { type: "crypto_address", number: "12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h" },
      ],
    });
  });

  it("take up remarks that ran over into the comments", async () => {
    const first = primary(1, "SAMPLE", '"individual"', "SDGT", '"DOB 10 Dec 19"');
    const [row] = await read(first, "", '1,"48; nationality Cuba."\r\n');
    expect(mapOfacRow(row ?? expect.fail("no row"), "us_ofac_sdn")).toMatchObject({
      birthDates: [{ year: 1948 }],
      countries: ["CU"],
    });
  });

  it.each([
    ["a row with a column too few", '1,"SAMPLE",-0- \r\n', ALTERNATES],
    ["a file of another kind", "<html>\n", ALTERNATES],
    ["a file cut off inside a cell", PRIMARY.slice(0, 60), ALTERNATES],
    ["an empty file", "", ALTERNATES],
    ["alternates that are none", PRIMARY, "a,b\r\n"],
  ])("are refused with %s", async (_case, first, alternates) => {
    await expect(read(first, alternates)).rejects.toBeInstanceOf(ListProblem);
  });
});
