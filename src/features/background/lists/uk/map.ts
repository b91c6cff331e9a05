import { countryCode } from "../country-code.ts";
import type { Entity, EntityIdentifier, EntityName, EntityType, ListDate, NameKind } from "../entity.ts";
import { scriptOf } from "../script-of.ts";
import type { UkRow } from "./read.ts";

export const UK_LIST_ID = "gb_sanctions";

const TYPES: Record<string, EntityType> = { individual: "person", entity: "organisation", ship: "vessel" };

/** Translates the rows of one entry of the UK list; null when none of them has a name. */
export function mapUkEntry(id: string, rows: readonly UkRow[]): Entity | null {
  const names = rows.flatMap(namesOf).filter(isFirst);
  if (names.length === 0) return null;
  // Main names first, as an entry is shown by its first.
  names.sort((a, b) => Number(b.kind === "primary") - Number(a.kind === "primary"));
  // The column has had two names.
  const type = valuesOf(rows, "Designation Type").concat(valuesOf(rows, "Individual, Entity, Ship"))[0] ?? "";
  const listed = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(valuesOf(rows, "Date Designated")[0] ?? "");
  const gender = valuesOf(rows, "Gender")[0]?.toLowerCase();
  const isPerson = type.toLowerCase() === "individual";
  return {
    id: `${UK_LIST_ID}:${id}`,
    listId: UK_LIST_ID,
    type: TYPES[type.toLowerCase()] ?? "unknown",
    names,
    birthDates: valuesOf(rows, "D.O.B").flatMap(birthDate),
    gender: gender === "male" ? "M" : gender === "female" ? "F" : null,
    countries: countriesOf([
      ...valuesOf(rows, isPerson ? "Nationality(/ies)" : "Address Country"),
      ...valuesOf(rows, "Current believed flag of ship"),
    ]),
    identifiers: [
      ...identifiers(rows, "Passport number", "passport"),
      ...identifiers(rows, "National Identifier number", "national_id"),
      ...identifiers(rows, "Business registration number (s)", "registration"),
      ...identifiers(rows, "IMO number", "imo"),
    ],
    programmes: valuesOf(rows, "Regime Name"),
    topics: ["sanction"],
    sourceUrl: "https://search-uk-sanctions-list.service.gov.uk/",
    ...(listed ? { listedOn: `${listed[3]}-${listed[2]}-${listed[1]}` } : {}),
  };
}

/** `Name 6` is the surname, or the whole name of what is no person. */
const NAME_PARTS = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];

function namesOf(row: UkRow): EntityName[] {
  const latin = NAME_PARTS.map((part) => row[part] ?? "")
    .filter(Boolean)
    .join(" ");
  const kind = kindOf(row);
  return [latin, row["Name non-latin script"] ?? ""]
    .filter((text) => text !== "")
    .map((text) => ({ text, kind, script: scriptOf(text) }));
}

function kindOf(row: UkRow): NameKind {
  const type = (row["Name type"] ?? "").toLowerCase();
  if (type.startsWith("primary name")) return type.includes("variation") ? "alias" : "primary";
  return /low/i.test(row["Alias strength"] ?? "") ? "weak_alias" : "alias";
}

const isFirst = (name: EntityName, at: number, all: EntityName[]): boolean =>
  all.findIndex((one) => one.text.toLowerCase() === name.text.toLowerCase()) === at;

/** The different values of a column over the rows of an entry. */
const valuesOf = (rows: readonly UkRow[], column: string): string[] =>
  [...new Set(rows.map((row) => row[column] ?? ""))].filter(Boolean);

/** `07/10/1952`, or with `dd` and `mm` (or zeros) for what is not known; `15/08/19yy` says nothing to go by. */
function birthDate(text: string): ListDate[] {
  const found = /(\d{2}|dd)\/(\d{2}|mm)\/(\d{4})/i.exec(text);
  const year = Number(found?.[3] ?? /\b(1[89]\d{2}|20\d{2})\b/.exec(text)?.[1]);
  if (!(year > 1800)) return [];
  const [day, month] = [Number(found?.[1]), Number(found?.[2])];
  return [{ year, ...(month > 0 ? { month } : {}), ...(month > 0 && day > 0 ? { day } : {}), circa: false }];
}

/** Several countries stand in one cell, numbered or parted: `(1) Russia (2) Cyprus`. */
const countriesOf = (cells: string[]): string[] => [
  ...new Set(
    cells
      .flatMap((cell) => cell.split(/\(\d+\)|[;|/]/))
      .map((name) => countryCode(name.trim()))
      .filter((code) => code !== null),
  ),
];

const identifiers = (
  rows: readonly UkRow[],
  column: string,
  type: EntityIdentifier["type"],
): EntityIdentifier[] =>
  valuesOf(rows, column)
    .flatMap((cell) => cell.split(/\(\d+\)|[;|]/))
    // Of ships, `IMO9826902`: elsewhere the number stands alone.
    .map((number) => (type === "imo" ? number.replace(/^\s*IMO\s*/i, "") : number).trim())
    .filter((number) => /\d/.test(number))
    .map((number) => ({ type, number }));
