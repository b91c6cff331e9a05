import { decodeLines } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";

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
export async function readOfac(files: OfacFiles): Promise<OfacRow[]> {
  const rows = new Map<string, OfacRow>();
  await readCsv(files.primary, (cells) => {
    const [number = "", name = "", kind = "", programmes = "", title = ""] = cells;
    if (cells.length !== PRIMARY_COLUMNS || !/^\d+$/.test(number))
      throw new ListProblem("not an OFAC primary file");
    rows.set(number, { number, name, kind, programmes, title, remarks: cells[11] ?? "", aliases: [] });
  });
  await readCsv(files.alternates, (cells) => {
    const [number = "", , kind = "", name = ""] = cells;
    if (cells.length !== 5) throw new ListProblem("not an OFAC alternates file");
    if (name !== "") rows.get(number)?.aliases.push({ kind, name });
  });
  if (files.comments) {
    await readCsv(files.comments, ([number = "", more = ""]) => {
      const row = rows.get(number);
      if (row) row.remarks += more;
    });
  }
  if (rows.size === 0) throw new ListProblem("the OFAC file is empty");
  return [...rows.values()];
}

/** RFC 4180 rows with OFAC's habits: `-0-` for nothing, a DOS end-of-file mark at the end, Windows-1252 in old files. */
export async function readCsv(
  chunks: AsyncIterable<Uint8Array>,
  onRow: (cells: string[]) => void,
): Promise<void> {
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let justClosed = false;
  const endCell = () => {
    const value = cell.trim();
    cells.push(value === "-0-" ? "" : value);
    cell = "";
    justClosed = false;
  };
  const endRow = () => {
    endCell();
    if (cells.length > 1 || cells[0] !== "") onRow(cells);
    cells = [];
  };
  for await (const text of decodeLines(chunks, { misencodedLines: 0 })) {
    for (const letter of text) {
      if (quoted) {
        if (letter === '"') [quoted, justClosed] = [false, true];
        else cell += letter;
      } else if (letter === '"') {
        if (justClosed) cell += '"';
        [quoted, justClosed] = [true, false];
      } else if (letter === ",") endCell();
      else if (letter === "\n") endRow();
      else if (letter !== "\r" && letter !== "\u001a" && letter !== "\ufeff") cell += letter;
    }
  }
  if (quoted) throw new ListProblem("the CSV file ends inside a quoted cell");
  if (cell !== "" || cells.length > 0) endRow();
}
