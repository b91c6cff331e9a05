import { ListProblem } from "../list-problem.ts";
import { csvRows } from "../read-csv.ts";
import type { ListHead } from "../read-dated.ts";
import type { EuEntry, EuPart } from "./read.ts";

const REQUIRED = ["Entity_LogicalId", "Entity_EU_ReferenceNumber", "NameAlias_WholeName"];

/** Where the XML keeps what a column holds; the CSV has no `strong`. */
const PARTS: readonly [tag: string, told: string, columns: Record<string, string>][] = [
  [
    "nameAlias",
    "NameAlias_LogicalId",
    {
      wholeName: "NameAlias_WholeName",
      firstName: "NameAlias_FirstName",
      middleName: "NameAlias_MiddleName",
      lastName: "NameAlias_LastName",
      gender: "NameAlias_Gender",
    },
  ],
  ["regulation", "Entity_Regulation_Programme", { programme: "Entity_Regulation_Programme" }],
  ["address", "Address_LogicalId", { countryIso2Code: "Address_CountryIso2Code" }],
  [
    "birthdate",
    "BirthDate_LogicalId",
    {
      birthdate: "BirthDate_BirthDate",
      dayOfMonth: "BirthDate_Day",
      monthOfYear: "BirthDate_Month",
      year: "BirthDate_Year",
      yearRangeFrom: "BirthDate_YearRangeFrom",
      yearRangeTo: "BirthDate_YearRangeTo",
      circa: "BirthDate_Circa",
    },
  ],
  [
    "identification",
    "Identification_LogicalId",
    {
      number: "Identification_Number",
      knownFalse: "Identification_KnownFalse",
      identificationTypeCode: "Identification_TypeCode",
      countryIso2Code: "Identification_CountryIso2Code",
    },
  ],
  ["citizenship", "Citizenship_LogicalId", { countryIso2Code: "Citizenship_CountryIso2Code" }],
];

/**
 * Reads the full EU list in its CSV form (version 1.1, parted by semicolons): a row for each name, address, date,
 * document and citizenship of an entry, or for several of them. Entries come out as from the XML. Throws
 * `ListProblem` for what is not this list, or not all of it.
 */
export async function readEuCsv(
  chunks: AsyncIterable<Uint8Array>,
  onEntry: (entry: EuEntry) => void,
): Promise<ListHead> {
  const head: ListHead = { generatedAt: null, misencodedLines: 0 };
  const entries = new Map<string, EuEntry & { seen: Set<string> }>();
  let columns: string[] | null = null;
  for await (const cells of csvRows(chunks, head, { delimiter: ";" })) {
    if (!columns) {
      if (!REQUIRED.every((name) => cells.includes(name))) throw new ListProblem("not the EU list");
      columns = cells;
      continue;
    }
    if (cells.length !== columns.length) throw new ListProblem("not a row of the EU list");
    const row = Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
    head.generatedAt ??= dayFirst(row.fileGenerationDate ?? "");
    addRow(entries, row);
  }
  if (!columns) throw new ListProblem("the EU list is empty");
  for (const { attributes, parts } of entries.values()) onEntry({ attributes, parts });
  return head;
}

function addRow(entries: Map<string, EuEntry & { seen: Set<string> }>, row: Record<string, string>): void {
  const logicalId = row.Entity_LogicalId ?? "";
  if (logicalId === "") throw new ListProblem("a row of the EU list belongs to nobody");
  let entry = entries.get(logicalId);
  if (!entry) {
    const attributes = { logicalId, euReferenceNumber: row.Entity_EU_ReferenceNumber ?? "" };
    entry = {
      attributes,
      parts: [{ tag: "subjectType", attributes: { code: subjectType(row) } }],
      seen: new Set(),
    };
    entries.set(logicalId, entry);
  }
  for (const [tag, told, columns] of PARTS) {
    const part = toPart(tag, row, columns);
    const key = `${tag} ${row[told] || JSON.stringify(part?.attributes)}`;
    if (!part || entry.seen.has(key)) continue;
    entry.seen.add(key);
    entry.parts.push(part);
  }
}

function toPart(tag: string, row: Record<string, string>, columns: Record<string, string>): EuPart | null {
  const attributes = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, row[column] ?? ""]),
  );
  return Object.values(attributes).some(Boolean) ? { tag, attributes } : null;
}

/** Files have had the word and the letter in either of two columns. */
const subjectType = (row: Record<string, string>): string =>
  [row.Entity_SubjectType, row.Entity_SubjectType_ClassificationCode].some((cell) =>
    /^(p|person)$/i.test(cell ?? ""),
  )
    ? "person"
    : "enterprise";

/** `05/08/2026` is the fifth of August. */
function dayFirst(cell: string): string | null {
  const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(cell);
  return found ? `${found[3]}-${found[2]}-${found[1]}` : null;
}
