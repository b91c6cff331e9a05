import { utf8 } from "../../../kernel/bytes.ts";
import { isRecord } from "../lists/json-lines.ts";
import { ListProblem } from "../lists/list-problem.ts";
import { csvRows } from "../lists/read-csv.ts";
import { inSlices } from "../lists/source.ts";
import { decodeText, type TextEncoding } from "./decode-text.ts";
import { type OwnEntry, ownEntry } from "./own-entry.ts";

/** What is wrong in an upload; `row` counts entries from 1 (the CSV's header is row 0), and 0 is the whole file. */
export interface RowFault {
  row: number;
  field: string;
  code: string;
}

export interface UploadReading {
  entries: OwnEntry[];
  encoding: TextEncoding;
  /** The first of them; with any, nothing is taken. */
  faults: RowFault[];
}

/** As many as are held against a name in a millisecond or two. */
export const MAX_OWN_ENTRIES = 10_000;
// A file that is wrong from end to end is told so a hundred times, not ten thousand.
const MAX_FAULTS = 100;
const LISTED = ["aliases", "identifiers"];

/**
 * Reads an upload: CSV with a header (comma, semicolon or tab), or JSON, a list of objects or `{entries: […]}`. Reads
 * to the end, so that all rows that are wrong are named at once. Pure.
 */
export async function readUpload(bytes: Uint8Array): Promise<UploadReading> {
  const decoded = decodeText(bytes);
  if (!decoded) return refused("UNSUPPORTED_MEDIA");
  const { text, encoding } = decoded;
  if (text.trim() === "") return refused("EMPTY_BODY");
  const isJson = /^\ufeff?\s*[[{]/.test(text);
  const rows = isJson ? fromJson(text) : await fromCsv(text);
  if (typeof rows === "string") return refused(rows);
  if (rows.length === 0) return refused("TOO_FEW");
  if (rows.length > MAX_OWN_ENTRIES) return refused("TOO_MANY");
  return { encoding, ...parseRows(rows) };
}

const refused = (code: string): UploadReading => ({
  entries: [],
  encoding: "utf-8",
  faults: [{ row: 0, field: "", code }],
});

function parseRows(rows: readonly unknown[]): Pick<UploadReading, "entries" | "faults"> {
  const entries: OwnEntry[] = [];
  const faults: RowFault[] = [];
  const ids = new Set<string>();
  rows.forEach((row, at) => {
    const parsed = ownEntry.safeParse(row);
    if (!parsed.success) {
      for (const issue of parsed.error.issues) {
        const unknown = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
        const field = [...issue.path, ...(unknown === undefined ? [] : [unknown])].join(".");
        faults.push({ row: at + 1, field, code: codeOf(issue) });
      }
      return;
    }
    const { id } = parsed.data;
    if (id !== undefined && ids.has(id)) faults.push({ row: at + 1, field: "id", code: "DUPLICATE" });
    if (id !== undefined) ids.add(id);
    entries.push(parsed.data);
  });
  return { entries, faults: faults.slice(0, MAX_FAULTS) };
}

/** Our own codes are the messages of the schemas; the parser's own are told by kind. */
function codeOf(issue: { code: string; message: string }): string {
  if (/^[A-Z_]+$/.test(issue.message)) return issue.message;
  const codes: Record<string, string> = {
    unrecognized_keys: "UNKNOWN_FIELD",
    too_big: "TOO_LONG",
    too_small: "TOO_SHORT",
    invalid_type: "INVALID_TYPE",
    invalid_value: "INVALID_CHOICE",
  };
  return codes[issue.code] ?? "INVALID_FORMAT";
}

function fromJson(text: string): unknown[] | string {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const rows = isRecord(value) ? value.entries : value;
    return Array.isArray(rows) ? rows : "INVALID_TYPE";
  } catch {
    return "INVALID_FORMAT";
  }
}

async function fromCsv(text: string): Promise<unknown[] | string> {
  const rows: unknown[] = [];
  let columns: string[] | null = null;
  try {
    // As UTF-8 again: one reader of CSV is enough.
    const bytes = inSlices(utf8(text));
    for await (const cells of csvRows(bytes, { misencodedLines: 0 }, { delimiter: delimiterOf(text) })) {
      if (!columns) {
        columns = cells;
        if (!columns.includes("name")) return "MISSING_NAME_COLUMN";
        continue;
      }
      if (rows.length > MAX_OWN_ENTRIES) break;
      rows.push(toRow(columns, cells));
    }
  } catch (error) {
    if (error instanceof ListProblem) return "INVALID_FORMAT";
    throw error;
  }
  return rows;
}

/** Whichever the header has most of. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]/)) || text.length);
  const counts = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

/** An empty cell says nothing; aliases and identifiers are parted by `|`. A cell too many is a fault of its row. */
function toRow(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  cells.forEach((cell, at) => {
    if (cell === "") return;
    const column = columns[at] ?? `column ${at + 1}`;
    row[column] = LISTED.includes(column)
      ? cell
          .split("|")
          .map((part) => part.trim())
          .filter(Boolean)
      : cell;
  });
  return row;
}
