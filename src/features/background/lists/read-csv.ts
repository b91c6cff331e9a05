import { type DecodingReport, decodeLines } from "./decode-lines.ts";
import { ListProblem } from "./list-problem.ts";

export interface CsvHabits {
  /** One character; a comma unless told otherwise. */
  delimiter?: string;
  /** A cell of exactly this says nothing. */
  nothing?: string;
}

/**
 * Reads rows as RFC 4180 has them, one after the other, in the memory of one block. A byte-order mark, blank lines
 * and a DOS end-of-file mark are no cells. Throws `ListProblem` for a file that ends inside a quoted cell.
 */
export async function* csvRows(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
  { delimiter = ",", nothing }: CsvHabits = {},
): AsyncGenerator<string[]> {
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  let justClosed = false;
  const endCell = () => {
    const value = cell.trim();
    cells.push(value === nothing ? "" : value);
    cell = "";
    justClosed = false;
  };
  for await (const text of decodeLines(chunks, report)) {
    // What lies between two of these is taken as it is: a letter at a time, large files would take minutes.
    const special = new RegExp(`["\\n\\r\\u001a\\ufeff${delimiter}]`, "g");
    let from = 0;
    for (let found = special.exec(text); found; found = special.exec(text)) {
      cell += text.slice(from, found.index);
      if (found.index > from) justClosed = false;
      from = found.index + 1;
      const [letter] = found;
      if (quoted) {
        if (letter === '"') [quoted, justClosed] = [false, true];
        else cell += letter;
      } else if (letter === '"') {
        if (justClosed) cell += '"';
        [quoted, justClosed] = [true, false];
      } else if (letter === delimiter) endCell();
      else if (letter === "\n") {
        endCell();
        if (cells.length > 1 || cells[0] !== "") yield cells;
        cells = [];
      }
    }
    cell += text.slice(from);
  }
  if (quoted) throw new ListProblem("the CSV file ends inside a quoted cell");
  if (cell !== "" || cells.length > 0) {
    endCell();
    if (cells.length > 1 || cells[0] !== "") yield cells;
  }
}
