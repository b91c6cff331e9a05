import { EnrollError, type ErrorDetail } from "../../../kernel/errors.ts";
import type { CsvRecord } from "./csv-records.ts";
import { type ImportRow, unreadable } from "./row.ts";

/** Columns of a CSV, and where each stands in the body of `POST /users/create`. */
export const COLUMNS = {
  externalId: "externalId",
  givenNames: "person.givenNames",
  familyName: "person.familyName",
  dateOfBirth: "person.dateOfBirth",
  sex: "person.sex",
  nationality: "person.nationality",
  identifierType: "identifiers.0.type",
  identifierCountry: "identifiers.0.country",
  identifierNumber: "identifiers.0.number",
  email: "email",
  phone: "phone",
  addressLine1: "address.line1",
  addressLine2: "address.line2",
  addressCity: "address.city",
  addressSubdivision: "address.subdivision",
  addressPostalCode: "address.postalCode",
  addressCountry: "address.country",
  locale: "locale",
  policyId: "policyId",
  consentScope: "consents.0.scope",
  consentVersion: "consents.0.version",
  consentAcceptedAt: "consents.0.acceptedAt",
} as const;

/** As many findings as an answer lists elsewhere. */
const MAX_DETAILS = 50;
const METADATA = /^metadata\.(?=.)/i;
const PATHS = new Map(Object.entries(COLUMNS).map(([name, path]) => [name.toLowerCase(), path]));
const NAMES = new Map<string, string>(Object.entries(COLUMNS).map(([name, path]) => [path, name]));

/** The name of the column that a path in the body came from. */
export const columnOf = (path: string): string => NAMES.get(path) ?? path;

/**
 * Turns the records of a CSV into rows by its header, whose capitals do not matter. Throws `VALIDATION_FAILED` with
 * each column that is unknown (`UNKNOWN_FIELD`) or named twice (`DUPLICATE`), before a single row is looked at: a
 * column that was misspelt would else be lost for everybody.
 */
export function rowsByHeader(header: CsvRecord): (record: CsvRecord) => ImportRow {
  const paths = header.cells.map((name) => PATHS.get(name.toLowerCase()) ?? metadataPath(name));
  const details: ErrorDetail[] = [];
  header.cells.forEach((name, at) => {
    const path = paths[at];
    const field = name.slice(0, 100);
    if (path === null) details.push({ field, code: "UNKNOWN_FIELD", message: "" });
    else if (paths.indexOf(path as string) < at) details.push({ field, code: "DUPLICATE", message: "" });
  });
  if (header.strayQuote) throw unreadable("rows.1", "STRAY_QUOTE");
  if (details.length > 0) {
    throw new EnrollError("VALIDATION_FAILED", { details: details.slice(0, MAX_DETAILS) });
  }
  const steps = paths.map((path) => stepsOf(path as string));
  return ({ row, cells, strayQuote }) => {
    if (strayQuote) return { row, finding: { field: "", code: "STRAY_QUOTE" } };
    if (cells.length !== steps.length) return { row, finding: { field: "", code: "COLUMN_COUNT" } };
    const body: Record<string, unknown> = {};
    cells.forEach((cell, at) => {
      if (cell !== "") place(body, steps[at] as readonly string[], cell);
    });
    return { row, body };
  };
}

const metadataPath = (name: string) => (METADATA.test(name) ? name.replace(METADATA, "metadata.") : null);

/** A metadata key may hold dots of its own. */
const stepsOf = (path: string) =>
  path.startsWith("metadata.") ? ["metadata", path.slice("metadata.".length)] : path.split(".");

function place(body: Record<string, unknown>, steps: readonly string[], cell: string): void {
  let holder = body;
  for (let at = 0; at < steps.length - 1; at++) {
    const step = steps[at] as string;
    if (!Object.hasOwn(holder, step)) holder[step] = steps[at + 1] === "0" ? [] : {};
    holder = holder[step] as Record<string, unknown>;
  }
  // `__proto__` as a metadata key must stay a key, to be refused by name later.
  Object.defineProperty(holder, steps.at(-1) as string, {
    value: cell,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}
