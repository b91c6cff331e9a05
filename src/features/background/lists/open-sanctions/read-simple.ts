import type { DecodingReport } from "../decode-lines.ts";
import { ListProblem } from "../list-problem.ts";
import { csvRows } from "../read-csv.ts";
import type { FtmEntity } from "./read.ts";

const REQUIRED = ["id", "schema", "name", "aliases", "birth_date", "countries"];

/** A row of `targets.simple.csv`: who is listed, in one line. */
export interface SimpleTarget {
  entity: FtmEntity;
  /** Its column `sanctions` says something. */
  sanctioned: boolean;
}

/**
 * Reads `targets.simple.csv` (https://www.opensanctions.org/docs/bulk/csv/): id, schema, name, and semicolons between
 * the values of aliases, birth_date, countries and identifiers; other columns have come and gone. Its identifiers
 * have no kind, and `dataset` holds titles, not ids. Throws `ListProblem` for what is no such file, or not all of it.
 */
export async function* readSimpleCsv(
  chunks: AsyncIterable<Uint8Array>,
  report: DecodingReport,
): AsyncGenerator<SimpleTarget> {
  let columns: string[] | null = null;
  for await (const cells of csvRows(chunks, report)) {
    if (!columns) {
      if (!REQUIRED.every((name) => cells.includes(name))) throw new ListProblem("not a targets.simple.csv");
      columns = cells;
      continue;
    }
    if (cells.length !== columns.length) throw new ListProblem("not a row of targets.simple.csv");
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
    yield { entity: toEntity(row), sanctioned: (row.sanctions ?? "") !== "" };
  }
  if (!columns) throw new ListProblem("the file is empty");
}

function toEntity(row: Record<string, string>): FtmEntity {
  const { id = "", schema = "", name = "" } = row;
  if (id === "" || schema === "") throw new ListProblem("a row belongs to nobody");
  const properties = {
    name: name === "" ? [] : [name],
    alias: valuesOf(row.aliases),
    birthDate: valuesOf(row.birth_date),
    country: valuesOf(row.countries),
    otherNumber: valuesOf(row.identifiers),
    program: valuesOf(row.program_ids),
  };
  return {
    id,
    caption: name,
    schema,
    properties,
    datasets: [],
    target: true,
    lastSeen: row.last_seen || null,
  };
}

const valuesOf = (cell: string | undefined): string[] =>
  (cell ?? "")
    .split(";")
    .map((value) => value.trim())
    .filter(Boolean);
