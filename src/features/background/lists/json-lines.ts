import { utf8 } from "../../../kernel/bytes.ts";
import { type DecodingReport, decodeLines } from "./decode-lines.ts";
import { ListProblem } from "./list-problem.ts";

export type JsonRecord = Record<string, unknown>;

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The strings of a value that should be a list of them; blank ones and all else left out. */
export const texts = (value: unknown): string[] =>
  Array.isArray(value)
    ? value
        .filter((one): one is string => typeof one === "string" && one.trim() !== "")
        .map((one) => one.trim())
    : [];

/** A string, trimmed; empty for anything else. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** Reads a file of one JSON object a line, or of one object over many lines. Throws `ListProblem`. */
export async function* jsonRecords(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<JsonRecord> {
  let open = "";
  for await (const block of decodeLines(chunks, report)) {
    for (const line of block.split("\n")) {
      if (line.trim() === "") continue;
      const record = parse(open + line);
      if (record) yield record;
      open = record ? "" : `${open}${line}\n`;
    }
  }
  // The parser's own words would quote the line, and with it a person.
  if (open !== "") throw new ListProblem("a line is cut, or no JSON");
}

function parse(text: string): JsonRecord | null {
  // What does not end as an object cannot be one: spares the parser a page printed over a thousand lines.
  if (!/\}\s*$/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Records as a file whose bytes depend on nothing but them, however their pages were cut. */
export const toJsonLines = (records: ReadonlyMap<string, unknown>): Uint8Array =>
  utf8(
    [...records]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, record]) => `${JSON.stringify(record)}\n`)
      .join(""),
  );
