import { describe, expect, it } from "vitest";
import { ListProblem } from "../../../../src/features/background/lists/list-problem.ts";
import { csvRows } from "../../../../src/features/background/lists/read-csv.ts";
import { inSlices } from "../../../../src/features/background/lists/source.ts";
import { utf8 } from "../../../../src/kernel/bytes.ts";

async function* bytewise(bytes: Uint8Array) {
  for (const byte of bytes) yield Uint8Array.of(byte);
}

async function collect<Row>(all: AsyncIterable<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const row of all) rows.push(row);
  return rows;
}

const rows = async (chunks: AsyncIterable<Uint8Array>, habits = {}) => {
  const report = { misencodedLines: 0 };
  return { cells: await collect(csvRows(chunks, report, habits)), report };
};

describe("a CSV file", () => {
  // RFC 4180 §2, and what publishers make of it.
  it.each([
    [
      "quoted commas and line ends",
      'a,"b, c"\r\n"d\ne",f\r\n',
      [
        ["a", "b, c"],
        ["d\ne", "f"],
      ],
    ],
    ["doubled quotes", '"say ""no""",b\n', [['say "no"', "b"]]],
    ["a byte-order mark", "\ufeffa,b\n", [["a", "b"]]],
    [
      "blank lines",
      "a,b\n\n\r\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["a DOS end-of-file mark", "a,b\r\n\u001a", [["a", "b"]]],
    [
      "no line end at its end",
      "a,b\nc,",
      [
        ["a", "b"],
        ["c", ""],
      ],
    ],
    ["empty cells", ",,\n", [["", "", ""]]],
  ])("is read with %s", async (_what, text, expected) => {
    expect((await rows(inSlices(utf8(text)))).cells).toEqual(expected);
    expect((await rows(bytewise(utf8(text)))).cells).toEqual(expected);
  });

  it("is parted by what it is parted by, and its word for nothing is nothing", async () => {
    const { cells } = await rows(inSlices(utf8("a, b;-0-\n")), { delimiter: ";", nothing: "-0-" });
    expect(cells).toEqual([["a, b", ""]]);
  });

  it("is read as Windows-1252 where it is no UTF-8, and says how often", async () => {
    const { cells, report } = await rows(inSlices(Uint8Array.of(0x4a, 0xe9, 0x2c, 0x62, 0x0a)));
    expect(cells).toEqual([["Jé", "b"]]);
    expect(report.misencodedLines).toBe(1);
  });

  it("is refused when it ends inside a quoted cell", async () => {
    await expect(rows(inSlices(utf8('a,"b\n')))).rejects.toBeInstanceOf(ListProblem);
  });
});
