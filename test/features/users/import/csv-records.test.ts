import { describe, expect, it } from "vitest";
import { type CsvRecord, csvRecords } from "../../../../src/features/users/import/csv-records.ts";

/** Reads a text that comes in pieces of a length. */
async function read(text: string, pieceLength = text.length || 1): Promise<CsvRecord[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
  }
  const records: CsvRecord[] = [];
  for await (const group of csvRecords(pieces())) records.push(...group);
  return records;
}

const cellsOf = async (text: string, pieceLength?: number) =>
  (await read(text, pieceLength)).map(({ cells }) => cells);

describe("reading CSV", () => {
  it.each([
    [
      "commas",
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "semicolons, as spreadsheets write where the comma is decimal",
      "a;b\n1,5;2\n",
      [
        ["a", "b"],
        ["1,5", "2"],
      ],
    ],
    [
      "tabs",
      "a\tb\n1\t2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "CRLF, as RFC 4180 asks",
      "a,b\r\n1,2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "CR alone",
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "no end of line at the end",
      "a,b\n1,",
      [
        ["a", "b"],
        ["1", ""],
      ],
    ],
    [
      "quotes around delimiters",
      'a,b\n"Ruiz, Ana",2',
      [
        ["a", "b"],
        ["Ruiz, Ana", "2"],
      ],
    ],
    [
      "quotes around ends of line",
      'a,b\n"1\r\n2",3\n4,5',
      [
        ["a", "b"],
        ["1\r\n2", "3"],
        ["4", "5"],
      ],
    ],
    ["doubled quotes", 'a\n"Ana ""Nita"" Ruiz"\n""', [["a"], ['Ana "Nita" Ruiz']]],
    [
      "blanks around cells",
      'a , b\n 1 , "2" ',
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["one column", "externalId\ncrm-1\ncrm-2\n", [["externalId"], ["crm-1"], ["crm-2"]]],
  ])("understands %s", async (_what, text, cells) => {
    expect(await cellsOf(text)).toEqual(cells);
  });

  it.each([1, 2, 3, 7])("reads the same whatever pieces the text comes in (%d)", async (pieceLength) => {
    const text = 'a;b\r\n"1;""x""\r\n";2\r\n3;"4"\r\n';
    expect(await cellsOf(text, pieceLength)).toEqual(await cellsOf(text));
  });

  it("counts rows as a spreadsheet does, blank ones too", async () => {
    expect((await read("a,b\n\n,\n1,2\n")).map(({ row }) => row)).toEqual([1, 4]);
  });

  it.each([['a\nAna "Nita"'], ['a\n"Ana" Nita'], ['a\n"Ana"Nita']])(
    "marks stray quotes: %j",
    async (text) => {
      expect((await read(text)).map(({ strayQuote }) => strayQuote)).toEqual([false, true]);
    },
  );

  it("refuses a quote that never closes, naming its row", async () => {
    await expect(read('a\n1\n"2\n3\n4')).rejects.toMatchObject({
      code: "VALIDATION_FAILED",
      details: [{ field: "rows.3", code: "UNCLOSED_QUOTE" }],
    });
  });

  it("does not swallow a file behind an open quote", async () => {
    const text = `a\n"2\n${"x".repeat(200_000)}`;
    await expect(read(text, 10_000)).rejects.toMatchObject({
      details: [{ field: "rows.2", code: "ROW_TOO_LONG" }],
    });
  });
});
