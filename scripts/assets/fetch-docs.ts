/** Lays the interactive reference's bundle into the assets, so that the docs page loads nothing from elsewhere. */
import { mkdirSync, writeFileSync } from "node:fs";
import { obtain, type PinnedFile } from "../models/obtain.ts";

const BUNDLE: PinnedFile = {
  file: "scalar-api-reference-1.72.1.js",
  sha256: "bf091006bdc3af6067af77c2f534812e3e633e94a94e87138069f570f33b762c",
  source: {
    kind: "npm",
    package: "@scalar/api-reference", // MIT
    version: "1.72.1",
    path: "package/dist/browser/standalone.js",
  },
};
const TARGET_DIR = ".enroll/public/docs/assets";

mkdirSync(TARGET_DIR, { recursive: true });
try {
  const bytes = await obtain(BUNDLE, { cacheDir: ".enroll/cache/assets", modelsDir: null, say: console.log });
  writeFileSync(`${TARGET_DIR}/reference.js`, bytes);
  console.log(`  reference.js ${Math.round(bytes.byteLength / 1024)} KiB`);
} catch (error) {
  // The page says so itself, and links to the OpenAPI document.
  console.warn(`  not to be had (${error instanceof Error ? error.message : error}): /docs will say so`);
}
