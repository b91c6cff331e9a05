/**
 * Sends every side of a valid specimen of each type to the whole product, served on workerd, and compares what
 * `POST /documents/extract` answers with what is printed. The last line of stdout is one JSON object: fields that came
 * out as printed, accents and punctuation apart, of how many, and by type.
 *
 *   npm run -s eval:fields -- [--types co-cedula-amarilla,…]
 */
import { parseArgs } from "node:util";
import { sameName } from "../src/features/documents/fields/name-forms.ts";
import type { PrintedField } from "../src/features/documents/layouts/layout.ts";
import { countryOfState } from "../src/features/documents/mrz/states.ts";
import { squash } from "../src/features/documents/visual-zone/fold.ts";
import { SCOPES } from "../src/kernel/caller.ts";
import { serveProduct } from "./bench/serve.ts";
import { tenantOf } from "./bench/tenant-of.ts";
import { mintToken } from "./bench/tokens.ts";
import { type Identity, identityOf } from "./specimen/identity.ts";
import { printedLines } from "./specimen/printed-values.ts";
import { renderSpecimen } from "./specimen/render.ts";
import { SPECIMEN_TYPES } from "./specimen/specimen-layouts.ts";

interface Field {
  value: string;
  raw: string;
}

const { values } = parseArgs({ options: { types: { type: "string" } } });
const wanted = values.types?.split(",");
const byType: Record<string, string> = {};
let exact = 0;
let printed = 0;

const served = await serveProduct();
try {
  const { tenantId } = await tenantOf(served, "fields", false);
  for (const { id, layout } of SPECIMEN_TYPES) {
    if (wanted && !wanted.includes(id)) continue;
    // Limits count a subject.
    const token = await mintToken(tenantId, id, SCOPES);
    const post = async (verb: string, body: unknown) => {
      const response = await fetch(`${served.origin}/v2/enroll/documents/${verb}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await response.json()) as { data: { id: string; fields: Record<string, Field> } };
    };
    const { pictures } = await renderSpecimen({ type: id });
    const images = pictures.map(({ side, jpeg }) => ({ side, data: Buffer.from(jpeg).toString("base64") }));
    const { id: documentId } = (await post("scan", { images })).data;
    const { fields } = (await post("extract", { documentId })).data;
    const identity = identityOf(layout, "UTO", new Date(), "valid", {});
    const sides = [layout.front, ...(layout.back ? [layout.back] : [])];
    const faults = sides
      .flatMap((side) => side.fields.flatMap(apart))
      .filter(
        (field) =>
          !isAsPrinted(field, printedLines(field, layout, identity), identity, readOf(field, fields)),
      );
    const count = sides.flatMap((side) => side.fields.flatMap(apart)).length;
    exact += count - faults.length;
    printed += count;
    byType[id] = `${count - faults.length} of ${count}`;
    const missed = faults.map(({ field }) => `${field} ${fields[field]?.value ?? "not found"}`);
    console.error(`${id}: ${byType[id]}${missed.length > 0 ? `; ${missed.join(", ")}` : ""}`);
  }
} finally {
  await served.stop();
}
console.log(JSON.stringify({ exact, printed, byType }));

/** A label under which two fields stand is two. */
function apart(field: PrintedField): PrintedField[] {
  return field.also ? [field, { ...field, field: field.also }] : [field];
}

/** A second family name stands in the family name's own field. */
function readOf({ field }: PrintedField, fields: Record<string, Field>): Field | undefined {
  return fields[field === "secondFamilyName" ? "familyName" : field];
}

function isAsPrinted(
  { field }: PrintedField,
  lines: readonly string[],
  { holder }: Identity,
  read: Field | undefined,
): boolean {
  if (!read) return false;
  const known = (holder as unknown as Record<string, string>)[field];
  const text = squash(lines.join(" "));
  if (squash(read.value) === text || squash(read.raw) === text) return true;
  if (field === "secondFamilyName" || field === "familyName") return squash(read.value).includes(text);
  // Print adds the check digit behind a hyphen.
  if (field === "documentNumber")
    return squash(read.value) === squash(lines.join("").replace(/ ?- ?[0-9A-Z]$/, ""));
  if (field === "fullName")
    return [`${holder.givenNames} ${holder.familyName}`, `${holder.familyName} ${holder.givenNames}`].some(
      (name) => sameName(read.value, name),
    );
  if (field === "nationality")
    return read.value === (countryOfState(holder.nationality) ?? holder.nationality);
  // Of some dates only the year is printed.
  if (field.startsWith("date")) return known?.startsWith(read.value) === true;
  if (field === "firstLicenceDate") return read.value === "2014-03-20";
  return known !== undefined && (read.value === known || sameName(read.value, known));
}
