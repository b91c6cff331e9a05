import type { DecodingReport } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";
import { csvRows } from "../read-csv.ts";

/** A row by its columns' names. */
export type UkRow = Record<string, string>;

export interface UkList {
  /** The rows of each entry by its `Unique ID`: one a name, and one more for each further address. */
  entries: Map<string, UkRow[]>;
  /** YYYY-MM-DD of the report; null when the file has none. */
  reportedOn: string | null;
}

const REQUIRED = ["Unique ID", "Name 1", "Name 6", "Name type", "Regime Name"];
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Reads the UK Sanctions List: a line with the report's date, the columns' names, the rows. */
export async function readUkList(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport = { misencodedLines: 0 },
): Promise<UkList> {
  const list: UkList = { entries: new Map(), reportedOn: null };
  let columns: string[] | null = null;
  for await (const cells of csvRows(chunks, report)) {
    if (!columns) {
      if (REQUIRED.every((name) => cells.includes(name))) columns = cells;
      else list.reportedOn ??= reportDate(cells[0] ?? "");
      continue;
    }
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
    const id = row["Unique ID"] ?? "";
    if (id === "" || cells.length !== columns.length) throw new ListProblem("not a row of the UK list");
    const known = list.entries.get(id);
    if (known) known.push(row);
    else list.entries.set(id, [row]);
  }
  if (!columns) throw new ListProblem("not the UK list");
  return list;
}

/** `Report Date: 28-Jan-2026` as YYYY-MM-DD. */
function reportDate(cell: string): string | null {
  const found = /^Report Date:\s*(\d{1,2})-([A-Za-z]{3})[a-z]*-(\d{4})/.exec(cell);
  const month = MONTHS.indexOf(found?.[2]?.toLowerCase() ?? "") + 1;
  if (!found || month === 0) return null;
  return `${found[3]}-${String(month).padStart(2, "0")}-${(found[1] ?? "").padStart(2, "0")}`;
}
