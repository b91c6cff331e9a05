import { MAX_ROW_CHARACTERS, unreadable } from "./row.ts";

export interface CsvRecord {
  /** Counts every record from 1, blank ones too, as a spreadsheet does. */
  row: number;
  cells: string[];
  /** True where a quote stands inside an unquoted cell or text follows a closed one: its cells are a guess. */
  strayQuote: boolean;
}

/** What people's spreadsheets write between cells: commas, semicolons where the comma is decimal, tabs. */
const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Reads CSV as RFC 4180 has it, in the memory of one record; ends of line may be CRLF, LF or CR. The delimiter is the
 * one that stands most often in the first line. Records come in the groups in which the text came. Throws
 * `VALIDATION_FAILED` naming the row for a quote that is never closed (`UNCLOSED_QUOTE`) and for a record longer than
 * any person's (`ROW_TOO_LONG`): what follows it could not be told apart.
 */
export async function* csvRecords(texts: AsyncIterable<string>): AsyncGenerator<CsvRecord[]> {
  let pending = "";
  let delimiter: string | null = null;
  let row = 0;
  const read = function* (text: string, isLast: boolean): Generator<CsvRecord> {
    delimiter ??= delimiterOf(text);
    let from = 0;
    for (;;) {
      const record = recordAt(text, from, delimiter, isLast);
      if (record === "unclosed") throw unreadable(`rows.${row + 1}`, "UNCLOSED_QUOTE");
      if (record === null) break;
      row += 1;
      if (record.end - from > MAX_ROW_CHARACTERS) throw unreadable(`rows.${row}`, "ROW_TOO_LONG");
      from = record.end;
      if (record.cells.some((cell) => cell !== "")) {
        yield { row, cells: record.cells, strayQuote: record.strayQuote };
      }
    }
    pending = text.slice(from);
    if (pending.length > MAX_ROW_CHARACTERS) throw unreadable(`rows.${row + 1}`, "ROW_TOO_LONG");
  };
  for await (const text of texts) {
    const whole = pending + text;
    // The delimiter is known once the first line is whole.
    if (delimiter === null && !/[\r\n]/.test(whole) && whole.length <= MAX_ROW_CHARACTERS) {
      pending = whole;
      continue;
    }
    const records = [...read(whole, false)];
    if (records.length > 0) yield records;
  }
  const records = [...read(pending, true)];
  if (records.length > 0) yield records;
}

function delimiterOf(text: string): string {
  const [line = ""] = text.split(/[\r\n]/, 1);
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (of: string) => bare.split(of).length;
  return DELIMITERS.reduce((best, of) => (count(of) > count(best) ? of : best));
}

/**
 * The record that begins at an index, and where the next one begins; null when the text may go on in the next piece
 * before it ends.
 */
function recordAt(
  text: string,
  from: number,
  delimiter: string,
  isLast: boolean,
): { cells: string[]; strayQuote: boolean; end: number } | "unclosed" | null {
  if (from >= text.length) return null;
  const cells: string[] = [];
  let strayQuote = false;
  let at = from;
  for (;;) {
    const blank = /^[ ]*"/.test(text.slice(at, at + 8)) ? text.indexOf('"', at) : at;
    if (text[blank] === '"') {
      let cell = "";
      at = blank + 1;
      for (;;) {
        const close = text.indexOf('"', at);
        if (close === -1 || (close + 1 === text.length && !isLast)) return isLast ? "unclosed" : null;
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      const end = endOfCell(text, at, delimiter);
      if (text.slice(at, end).trim() !== "") strayQuote = true;
      cells.push(cell.trim());
      at = end;
    } else {
      const end = endOfCell(text, at, delimiter);
      const cell = text.slice(at, end);
      if (cell.includes('"')) strayQuote = true;
      cells.push(cell.trim());
      at = end;
    }
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (at >= text.length) return isLast ? { cells, strayQuote, end: at } : null;
    // A CR at the end of a piece may be half of a CRLF.
    if (text[at] === "\r" && at + 1 === text.length && !isLast) return null;
    return { cells, strayQuote, end: at + (text.startsWith("\r\n", at) ? 2 : 1) };
  }
}

/** Where an unquoted stretch ends: at the delimiter, an end of line, or the end of the text. */
function endOfCell(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === delimiter || letter === "\n" || letter === "\r") return at;
  }
  return text.length;
}
