/**
 * Reads every picture of a folder with the documents Worker, on workerd, and compares the MRZ found with the truth.
 * The last line of stdout is one JSON object: `found` an MRZ was read, `valid` all check digits agree and what they do
 * not cover was read surely (the API also wants known state codes, which specimens often lack), `exact` it equals the
 * truth, `falseAccepts` valid but different from the truth; times are the Worker's own, decoding, quality and barcodes
 * included.
 *
 *   npm run -s eval:mrz -- --dir <folder> [--truth <csv>] [--budget <ms>] [--json <file>]
 *
 * The truth is a CSV with the columns file, format, line1, line2, line3; a picture without lines has no truth.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { parseMrz } from "../src/features/documents/mrz/parse-mrz.ts";
import type { VisionAnswer } from "../src/vision/ports/answer.ts";
import type { DocumentOptions, DocumentReading } from "../src/vision/ports/documents.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({
  options: {
    dir: { type: "string" },
    truth: { type: "string" },
    // What the API allows a picture.
    budget: { type: "string", default: "5000" },
    json: { type: "string" },
  },
});
if (!values.dir) throw new Error("usage: eval:mrz -- --dir <folder of pictures> [--truth <csv>]");
const folder = values.dir;
const budgetMs = Number(values.budget);

interface Documents {
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>>;
}

/** Lines by file name; quotes are not needed for MRZ characters and plain file names. */
function readTruth(file: string): Map<string, string[]> {
  const rows = readFileSync(file, "utf8").split(/\r?\n/).slice(1);
  return new Map(
    rows
      .map((row) => row.split(",").map((cell) => cell.trim()))
      .map(([name, , ...lines]): [string, string[]] => [name ?? "", lines.filter((line) => line !== "")])
      .filter(([, lines]) => lines.length > 0),
  );
}

const percentile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

const truth = values.truth ? readTruth(values.truth) : new Map<string, string[]>();
const counts = { images: 0, found: 0, valid: 0, exact: 0, falseAccepts: 0 };
const times: number[] = [];
const details: object[] = [];
const vision = await startVision<Documents>("documents", "DocumentsVision");
try {
  for (const file of readdirSync(folder).sort()) {
    if (!/\.(png|jpe?g|webp)$/i.test(file)) continue;
    counts.images++;
    const answer = await vision.port.readDocument(readFileSync(path.join(folder, file)), { budgetMs });
    if (!answer.ok) {
      console.error(`${file}: ${answer.fault} ${answer.detail}`);
      continue;
    }
    times.push(answer.elapsedMs);
    const lines = answer.value.mrz?.lines.map(({ text }) => text) ?? [];
    const confidences = answer.value.mrz?.lines.map((line) => line.confidences) ?? [];
    const parsed = parseMrz(lines, Date.now(), confidences);
    const expected = truth.get(file);
    const exact = expected !== undefined && lines.join("\n") === expected.join("\n");
    const doubts = parsed?.problems.filter((problem) => !problem.endsWith("_UNKNOWN"));
    const valid = doubts?.length === 0;
    const falseAccept = valid && expected !== undefined && !exact;
    if (lines.length > 0) counts.found++;
    if (valid) counts.valid++;
    if (exact) counts.exact++;
    if (falseAccept) counts.falseAccepts++;
    details.push({ file, lines, problems: parsed?.problems ?? null, exact, elapsedMs: answer.elapsedMs });
    const said = [
      valid ? "valid" : lines.length > 0 ? `found (${parsed?.problems.join(" ")})` : "nothing found",
      expected === undefined ? "no truth" : exact ? "exact" : falseAccept ? "FALSE ACCEPT" : "differs",
    ];
    console.error(`${file}: ${said.join(", ")}, ${answer.elapsedMs} ms`);
  }
} finally {
  await vision.stop();
}
times.sort((one, other) => one - other);
if (values.json) writeFileSync(values.json, `${JSON.stringify(details, null, 1)}\n`);
console.log(JSON.stringify({ ...counts, p50Ms: percentile(times, 0.5), p90Ms: percentile(times, 0.9) }));
