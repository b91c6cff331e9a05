/**
 * Lays down what the Workers need beside their code: weights, the docs page's bundle and the demo's photographs.
 * Every step is cached; one that cannot be had is named, and what depends on it answers `not_performed`.
 */
import { spawnSync } from "node:child_process";

/** Each step in the words a person waits by. */
const STEPS: readonly { title: string; script: string }[] = [
  { title: "Model weights", script: "scripts/models/build.ts" },
  { title: "Reader of print", script: "scripts/models/build-printed-text.ts" },
  { title: "Documentation page", script: "scripts/assets/fetch-docs.ts" },
  { title: "Sample photographs", script: "scripts/specimen/fetch-samples.ts" },
];

for (const { title, script } of STEPS) {
  console.log(`\n${title}`);
  const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
    stdio: "inherit",
  });
  if (status !== 0) {
    console.error(`${title}: ${script} failed`);
    process.exit(status ?? 1);
  }
}
