/** Fetches the demo's two photographs into `.enroll/samples`; says so when they cannot be had. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { obtain } from "../models/obtain.ts";
import { SAMPLES, SAMPLES_DIR } from "./sample-faces.ts";

mkdirSync(SAMPLES_DIR, { recursive: true });
const options = {
  cacheDir: path.join(path.dirname(SAMPLES_DIR), "cache"),
  modelsDir: process.env.ENROLL_MODELS_DIR || null,
  say: (line: string) => console.log(line),
};
for (const sample of Object.values(SAMPLES)) {
  try {
    writeFileSync(path.join(SAMPLES_DIR, sample.file), await obtain(sample, options));
    console.log(`✓ ${sample.file} of ${sample.source.package}@${sample.source.version}`);
  } catch (error) {
    console.log(`✗ ${sample.file}: ${error instanceof Error ? error.message : String(error)}`);
    console.log("  The demo then needs your own pictures: npm run demo -- --document <file> --face <file>");
  }
}
