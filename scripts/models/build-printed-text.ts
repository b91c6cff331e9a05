/**
 * Fetches Tesseract's data for the printed-text Worker and lays it in `.enroll/printed-text`, uncompressed. The last
 * part of `npm run models`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type ObtainOptions, obtain, type PinnedFile, sha256 } from "./obtain.ts";

interface Traineddata extends PinnedFile {
  language: string;
  /** SHA-256 of the uncompressed file. */
  unpacked: string;
}

/** Tesseract 4's "best" nets in whole numbers: a third of the size, and as exact on our documents. */
const TRAINEDDATA: readonly Traineddata[] = [
  {
    language: "spa",
    file: "spa.traineddata.gz",
    sha256: "40be52f97b5d4eb7460073dc1f94cd546b27150333c0bf854ed7e7132db6bceb",
    unpacked: "0062377729b81cc268b1822f09eb1c08c09f3f7f1c6b422540b51555a7eeea70",
    source: {
      kind: "npm",
      package: "@tesseract.js-data/spa",
      version: "1.0.0",
      path: "package/4.0.0_best_int/spa.traineddata.gz",
    },
  },
];

const enroll = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../.enroll");
const outDir = path.join(enroll, "printed-text");
const options: ObtainOptions = {
  cacheDir: path.join(enroll, "cache"),
  modelsDir: process.env.ENROLL_MODELS_DIR || null,
  say: (line) => console.log(line),
};

mkdirSync(outDir, { recursive: true });
for (const entry of TRAINEDDATA) {
  const name = `${entry.language}.traineddata`;
  const file = path.join(outDir, name);
  if (existsSync(file) && sha256(readFileSync(file)) === entry.unpacked) {
    console.log(`✓ ${name} (cached)`);
    continue;
  }
  try {
    const bytes = gunzipSync(await obtain(entry, options));
    writeFileSync(file, bytes);
    console.log(`✓ ${name} (${(bytes.byteLength / 1e6).toFixed(1)} MB)`);
  } catch (error) {
    console.log(`✗ ${name}: ${error instanceof Error ? error.message : String(error)}`);
    console.log('Without it, the printed zone of documents is answered "not performed".');
  }
}
