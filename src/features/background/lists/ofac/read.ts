import type { DecodingReport } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";
import { csvRows } from "../read-csv.ts";

/** The four files of an OFAC export: SDN or CONS_PRIM, ALT, ADD and SDN_COMMENTS (remarks that ran over). */
export interface OfacFiles {
  primary: AsyncIterable<Uint8Array>;
  alternates: AsyncIterable<Uint8Array>;
  comments?: AsyncIterable<Uint8Array> | undefined;
}

/** One entry with its aliases joined to it. Columns as in OFAC's data specification (dat_spec.txt). */
export interface OfacRow {
  number: string;
  name: string;
  kind: string;
  programmes: string;
  title: string;
  remarks: string;
  aliases: { kind: string; name: string }[];
}

const PRIMARY_COLUMNS = 12;

/** Reads the files and joins them by entry number. Throws `ListProblem` for a row that is no row of theirs. */
export async function readOfac(
  files: OfacFiles,
  report: DecodingReport = { misencodedLines: 0 },
): Promise<OfacRow[]> {
  const rows = new Map<string, OfacRow>();
  for await (const cells of rowsOf(files.primary, report)) {
    const [number = "", name = "", kind = "", programmes = "", title = ""] = cells;
    if (cells.length !== PRIMARY_COLUMNS || !/^\d+$/.test(number))
      throw new ListProblem("not an OFAC primary file");
    rows.set(number, { number, name, kind, programmes, title, remarks: cells[11] ?? "", aliases: [] });
  }
  for await (const cells of rowsOf(files.alternates, report)) {
    const [number = "", , kind = "", name = ""] = cells;
    if (cells.length !== 5) throw new ListProblem("not an OFAC alternates file");
    if (name !== "") rows.get(number)?.aliases.push({ kind, name });
  }
  if (files.comments) {
    for await (const [number = "", more = ""] of rowsOf(files.comments, report)) {
      const row = rows.get(number);
      if (row) row.remarks += more;
    }
  }
  if (rows.size === 0) throw new ListProblem("the OFAC file is empty");
  return [...rows.values()];
}

/** Rows with OFAC's habits: `-0-` for nothing, a DOS end-of-file mark at the end, Windows-1252 in old files. */
const rowsOf = (chunks: AsyncIterable<Uint8Array>, report: DecodingReport) =>
  csvRows(chunks, report, { nothing: "-0-" });
