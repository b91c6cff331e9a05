/**
 * Reads the zone printed for people, on workerd, and compares its fields with what is printed: on the specimen of
 * every layout (each side alone, nothing told of it), and with --dir and --truth on pictures with a known MRZ, whose
 * names, number and dates the print should repeat. The last line of stdout is one JSON object: for each group the
 * fields read `exact`, `wrong` and `missing`, of the specimens how many were told `typed`, `mistyped` or left open, and
 * of the pictures on how many the print is said to be `different` from the MRZ, which fails a check, or `uncertain`.
 *
 *   npm run -s eval:viz -- [--types co-cedula-amarilla,…] [--degrade blur,…] [--dir <folder> --truth <csv>]
 *     [--keep <folder>]   keeps what the engine read, and takes it from there the next time: to work on the rules alone
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { typeOfMrz } from "../src/features/documents/document-type.ts";
import { candidates } from "../src/features/documents/fields/candidates.ts";
import { mergeFields } from "../src/features/documents/fields/merge.ts";
import { sameName } from "../src/features/documents/fields/name-forms.ts";
import { layoutById } from "../src/features/documents/layouts/layouts.ts";
import { parseMrz } from "../src/features/documents/mrz/parse-mrz.ts";
import type { ParsedMrz } from "../src/features/documents/mrz/parsed-mrz.ts";
import { squash } from "../src/features/documents/visual-zone/fold.ts";
import { readZone } from "../src/features/documents/visual-zone/read-zone.ts";
import type { PrintedTextPort, PrintedTextReading } from "../src/vision/ports/printed-text.ts";
import type { VisualZoneReading } from "../src/vision/ports/visual-zone.ts";
import { readTruth } from "./eval/read-truth.ts";
import { identityOf } from "./specimen/identity.ts";
import { renderSpecimen } from "./specimen/render.ts";
import { SPECIMEN_TYPES } from "./specimen/specimen-layouts.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({
  options: {
    types: { type: "string" },
    degrade: { type: "string", default: "" },
    dir: { type: "string" },
    truth: { type: "string" },
    keep: { type: "string" },
  },
});
const NOW = Date.now();
const times: number[] = [];
if (values.keep) mkdirSync(values.keep, { recursive: true });
const vision = await startVision<PrintedTextPort & { heapBytes(): Promise<number> }>(
  "printed-text",
  "PrintedTextVision",
);

async function printOn(name: string, picture: () => Promise<Uint8Array>): Promise<PrintedTextReading | null> {
  const kept = values.keep && path.join(values.keep, `${name}.json`);
  if (kept && existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as PrintedTextReading;
  const answer = await vision.port.readPrintedText(await picture(), {});
  if (!answer.ok) {
    console.error(`${name}: ${answer.fault} ${answer.detail}`);
    return null;
  }
  times.push(answer.elapsedMs);
  if (kept) writeFileSync(kept, JSON.stringify(answer.value));
  return answer.value;
}

const NAMES = ["familyName", "givenNames", "fullName"];
interface Tally {
  exact: number;
  wrong: number;
  missing: number;
}
const tally = (): Tally => ({ exact: 0, wrong: 0, missing: 0 });

/** Counts the fields of a zone against the truth, and says which differ. */
function compare(zone: VisualZoneReading, truth: Record<string, string>, into: Tally): string[] {
  return Object.entries(truth).flatMap(([name, value]) => {
    const read = zone.fields.find((field) => field.name === name);
    if (!read) {
      into.missing++;
      return [`${name} missing`];
    }
    const agrees = NAMES.includes(name)
      ? sameName(read.value, value)
      : // Of some dates only the year is printed.
        squash(read.value) === squash(name.startsWith("date") ? value.slice(0, read.value.length) : value);
    if (agrees) into.exact++;
    else into.wrong++;
    return agrees ? [] : [`${name} ${read.value} for ${value} (${read.confidence})`];
  });
}

const specimens = { sides: 0, typed: 0, mistyped: 0, open: 0, fields: tally() };
const pictures = { pictures: 0, fields: tally(), different: 0, uncertain: 0 };
const wanted = values.types?.split(",");
try {
  for (const type of SPECIMEN_TYPES) {
    const { layout, id } = type;
    if (!layoutById(id) || (wanted && !wanted.includes(id))) continue;
    const degrade = values.degrade.split(",").filter(Boolean);
    let rendered: ReturnType<typeof renderSpecimen> | null = null;
    const { holder, numbers } = identityOf(layout, "UTO", new Date(NOW), "valid", {});
    for (const side of ["front", "back"] as const) {
      const printed = layout[side];
      if (!printed || (printed.fields.length === 0 && printed.texts.length === 0)) continue;
      const print = await printOn([id, side, ...degrade].join("-"), async () => {
        rendered ??= renderSpecimen({ type: id, degrade });
        const picture = (await rendered).pictures.find((one) => one.side === side);
        return picture?.jpeg ?? new Uint8Array();
      });
      if (!print) continue;
      const zone = readZone(print, { documentType: null, issuingCountry: null }, NOW);
      specimens.sides++;
      const open =
        zone.documentType === null || (zone.issuingCountry === null && layout.issuingCountry !== null);
      const wrong =
        (zone.documentType !== null && zone.documentType !== layout.documentType) ||
        (zone.issuingCountry !== null && zone.issuingCountry !== layout.issuingCountry);
      specimens[wrong ? "mistyped" : open ? "open" : "typed"]++;
      const truth = truthOf(printed.fields, { ...holder, ...numbers });
      const faults = compare(zone, truth, specimens.fields);
      console.error(`${id} ${side}: ${zone.layout ?? "no layout"}; ${faults.join(", ") || "all exact"}`);
    }
  }
  if (values.dir && values.truth) {
    const truth = readTruth(values.truth);
    for (const file of readdirSync(values.dir).sort()) {
      const lines = truth.get(file);
      const mrz = lines && parseMrz(lines, NOW);
      if (!mrz || !values.dir) continue;
      const bytes = readFileSync(path.join(values.dir, file));
      const print = await printOn(file, async () => bytes);
      if (!print) continue;
      pictures.pictures++;
      const known = { documentType: typeOfMrz(mrz), issuingCountry: mrz.issuingCountry, proven: true };
      const zone = readZone(print, known, NOW);
      const printed = ["familyName", "givenNames", "documentNumber", "dateOfBirth", "dateOfExpiry", "sex"];
      const told = Object.fromEntries(
        Object.entries(mrz.fields).flatMap(([name, { value }]) =>
          printed.includes(name) && value ? [[name, value]] : [],
        ),
      );
      const faults = compare(zone, told, pictures.fields);
      console.error(`${file}: ${zone.layout ?? "no layout"}; ${faults.join(", ") || "all exact"}`);
      const verdict = worstOf(mrz, lines, zone);
      if (verdict) {
        pictures[verdict]++;
        console.error(`${file}: print said to be ${verdict}`);
      }
    }
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? null;
  const heapMiB = Math.round((await vision.port.heapBytes()) / 2 ** 20);
  console.log(JSON.stringify({ specimens, pictures, p50Ms: at(0.5), p90Ms: at(0.9), heapMiB }));
} finally {
  await vision.stop();
}

/** Whether the product says that the print of an honest document is another's, or may be. */
function worstOf(
  parsed: ParsedMrz,
  lines: readonly string[],
  zone: VisualZoneReading,
): "different" | "uncertain" | null {
  const sure = lines.map((text) => ({ text, confidences: [...text].map(() => 1), polygon: [] }));
  const { conflicts } = mergeFields(
    candidates({
      mrz: { side: "front", reading: { lines: sure, rotation: 0, budgetExhausted: false }, parsed },
      barcodes: [],
      visualZones: [{ ...zone, side: "front" }],
    }),
    typeOfMrz(parsed),
  );
  const said = conflicts.map(({ resolution }) => resolution);
  return said.includes("different") ? "different" : said.includes("uncertain") ? "uncertain" : null;
}

/** What a specimen prints, of the fields that are compared. */
function truthOf(
  fields: readonly { field: string; lines?: unknown }[],
  known: Record<string, string | undefined>,
): Record<string, string> {
  const names = [
    "documentNumber",
    "personalNumber",
    "voterKey",
    "dateOfBirth",
    "dateOfIssue",
    "dateOfExpiry",
    "sex",
    "familyName",
    "givenNames",
  ];
  const truth: Record<string, string> = {};
  for (const { field, lines } of fields) {
    if (lines === "surnames-then-given") {
      truth.familyName = known.familyName ?? "";
      truth.givenNames = known.givenNames ?? "";
    } else if (field === "fullName") truth.fullName = `${known.givenNames} ${known.familyName}`;
    else if (names.includes(field) && known[field]) truth[field] = known[field];
  }
  return truth;
}
