/**
 * Reads every picture of a folder with the documents Worker, on workerd, and compares the barcodes found with the
 * truth beside each picture (`01.txt` as UTF-8 text, or `01.bin` as bytes). The last line of stdout is one JSON object.
 *
 *   npm run -s eval:pdf417 -- --dir <folder>
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { VisionAnswer } from "../src/vision/ports/answer.ts";
import type { BarcodeReading, DocumentOptions, DocumentReading } from "../src/vision/ports/documents.ts";
import { startVision } from "./vision-on-workerd.ts";

const { values } = parseArgs({ options: { dir: { type: "string" } } });
if (!values.dir)
  throw new Error("usage: eval:pdf417 -- --dir <folder of pictures with .txt or .bin beside them>");
const folder = values.dir;

interface Documents {
  readDocument(image: Uint8Array, options: DocumentOptions): Promise<VisionAnswer<DocumentReading>>;
}

const vision = await startVision<Documents>("documents", "DocumentsVision");
const counts = { images: 0, decoded: 0, exact: 0 };
try {
  for (const file of readdirSync(folder).sort()) {
    if (!/\.(png|jpe?g|webp)$/i.test(file)) continue;
    counts.images++;
    const answer = await vision.port.readDocument(readFileSync(path.join(folder, file)), { budgetMs: 2000 });
    const found = answer.ok ? answer.value.barcodes.filter(({ format }) => format === "PDF417") : [];
    const exact = found.some((reading) => isTruth(reading, path.join(folder, path.parse(file).name)));
    if (found.length > 0) counts.decoded++;
    if (exact) counts.exact++;
    const said = answer.ok ? `${answer.elapsedMs} ms` : `${answer.fault}: ${answer.detail}`;
    console.error(`${file} ${exact ? "exact" : found.length > 0 ? "differs" : "not found"} (${said})`);
  }
} finally {
  await vision.stop();
}
console.log(JSON.stringify(counts));

/** True when the reading's text or bytes are those of the truth; pictures without a truth are never exact. */
function isTruth(reading: BarcodeReading, stem: string): boolean {
  if (existsSync(`${stem}.txt`)) return reading.text === readFileSync(`${stem}.txt`, "utf8");
  if (existsSync(`${stem}.bin`)) return Buffer.from(reading.bytes).equals(readFileSync(`${stem}.bin`));
  return false;
}
