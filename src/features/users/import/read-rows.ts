import { rowsByHeader } from "./columns.ts";
import { csvRecords } from "./csv-records.ts";
import { type ImportRow, MAX_ROW_CHARACTERS, unreadable } from "./row.ts";

/** The rows of a file, in groups as its text came. Throws `VALIDATION_FAILED` where the whole cannot be read. */
export function readRows(
  format: "csv" | "ndjson",
  texts: AsyncIterable<string>,
): AsyncGenerator<ImportRow[]> {
  return format === "csv" ? csvRows(texts) : jsonRows(texts);
}

async function* csvRows(texts: AsyncIterable<string>): AsyncGenerator<ImportRow[]> {
  let toRow: ReturnType<typeof rowsByHeader> | null = null;
  for await (const records of csvRecords(texts)) {
    if (!toRow) {
      const header = records.shift();
      if (!header) continue;
      toRow = rowsByHeader(header);
    }
    if (records.length > 0) yield records.map(toRow);
  }
}

/** One JSON object a line; blank lines count and say nothing. */
async function* jsonRows(texts: AsyncIterable<string>): AsyncGenerator<ImportRow[]> {
  let pending = "";
  let row = 0;
  const toRows = (lines: string[]) =>
    lines.flatMap((line): ImportRow[] => {
      row += 1;
      if (line.length > MAX_ROW_CHARACTERS) throw unreadable(`rows.${row}`, "ROW_TOO_LONG");
      return line.trim() === "" ? [] : [jsonRow(row, line)];
    });
  for await (const text of texts) {
    const lines = (pending + text).split("\n");
    pending = lines.pop() ?? "";
    if (pending.length > MAX_ROW_CHARACTERS)
      throw unreadable(`rows.${row + lines.length + 1}`, "ROW_TOO_LONG");
    const rows = toRows(lines);
    if (rows.length > 0) yield rows;
  }
  const rest = toRows([pending]);
  if (rest.length > 0) yield rest;
}

function jsonRow(row: number, line: string): ImportRow {
  let body: unknown;
  try {
    body = JSON.parse(line);
  } catch {
    return { row, finding: { field: "", code: "NOT_JSON" } };
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return { row, finding: { field: "", code: "INVALID_TYPE" } };
  }
  return { row, body: body as Record<string, unknown> };
}
