/**
 * Loads public lists into the local database and bucket, where the local server serves them at once.
 *
 *   npm run lists -- status
 *   npm run lists -- sync                        asks every publisher what changed
 *   npm run lists -- load <listId> <file…>       loads files at hand (or the folder that holds them)
 *                    [--published YYYY-MM-DD]    the files' date, where they state none themselves
 *                    [--force]                   past the gates of size, age and sentinels
 *
 * Any dataset of OpenSanctions is a list, `os_<dataset>` (`os_peps`): `targets.simple.csv` or `entities.ftm.json`.
 * Large ones go into the database entry by entry, and go on where a kill stopped them.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { importList } from "../src/features/background/lists/import-list.ts";
import type { LargeOutcome } from "../src/features/background/lists/large/load-large.ts";
import { findRefreshes } from "../src/features/background/lists/list-store.ts";
import type { LoadOutcome } from "../src/features/background/lists/load-list.ts";
import { type RefreshOutcome, refreshList } from "../src/features/background/lists/refresh-list.ts";
import { FETCHED_SOURCES, LIST_SOURCES, listSource } from "../src/features/background/lists/sources.ts";
import { isLarge, loadLargeFile } from "./lists/load-large.ts";
import { type LocalLists, openLocalLists } from "./lists/local-lists.ts";
import { openProgress } from "./lists/progress.ts";
import { placesOf, readFiles } from "./lists/read-files.ts";
import { ensureSecrets } from "./local/secrets.ts";
import { STATE_PATH } from "./local/state.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    published: { type: "string" },
    force: { type: "boolean", default: false },
    state: { type: "string", default: STATE_PATH },
  },
});
const [command, listId, ...paths] = positionals;

function sentenceOf(outcome: LoadOutcome | RefreshOutcome | LargeOutcome): string {
  switch (outcome.outcome) {
    case "loaded":
      return `loaded: ${outcome.entities} entries, ${outcome.changed} new or changed${"removed" in outcome ? `, ${outcome.removed} gone` : ""}`;
    case "more":
      return `${outcome.entities} entries so far`;
    case "unchanged":
      return "unchanged";
    case "rejected":
      return `refused (${outcome.reason}${outcome.detail ? `: ${outcome.detail}` : ""}); what served goes on serving`;
    case "failed":
      return `not reached (${outcome.reason}); what served goes on serving`;
  }
}

async function sync(local: LocalLists): Promise<boolean> {
  let allWell = true;
  for (const source of FETCHED_SOURCES) {
    const progress = openProgress(source.listId);
    const outcome = await refreshList(local.deps, source, {
      onProgress: (step, share) => progress.show(step, share),
      onBytes: (file, received, total) =>
        progress.show("fetch", total ? received / total : 0.5, `${file} ${Math.round(received / 1024)} kB`),
    });
    progress.end(sentenceOf(outcome));
    allWell &&= outcome.outcome === "loaded" || outcome.outcome === "unchanged";
  }
  return allWell;
}

async function load(local: LocalLists): Promise<boolean> {
  const source = listSource(listId ?? "");
  if (!source || paths.length === 0) {
    const known = LIST_SOURCES.map((one) => one.listId).join(", ");
    throw new Error(`usage: lists load <${known}> <file…>`);
  }
  const progress = openProgress(source.listId);
  const published = values.published ? Date.parse(values.published) : Number.NaN;
  const options = { force: values.force, publishedAt: Number.isNaN(published) ? null : published };
  const [[name, file] = ["", ""], ...others] = placesOf(source, paths);
  const goesIntoDatabase = source.byHand === true && others.length === 0 && isLarge(file);
  const outcome = goesIntoDatabase
    ? await loadLargeFile(
        local.deps,
        { listId: source.listId, name, file, leastEntities: source.leastEntities },
        { ...options, onEntries: (done) => progress.show("index", 0.5, `${done} entries`) },
      )
    : await importList(local.deps, source, readFiles(source, paths), {
        ...options,
        onProgress: (step, share) => progress.show(step, share),
      });
  progress.end(sentenceOf(outcome));
  return outcome.outcome !== "rejected";
}

async function status(local: LocalLists): Promise<boolean> {
  const refreshes = new Map((await findRefreshes(local.deps.database)).map((row) => [row.listId, row]));
  for (const version of await local.deps.lists.versions()) {
    const last = refreshes.get(version.id);
    const marks = [version.bundled ? "bundled" : "", version.stale ? "stale" : ""].filter(Boolean).join(", ");
    const look = last
      ? `last look ${new Date(last.checkedAt).toISOString()}: ${last.outcome}`
      : "never looked";
    console.log(
      `${version.id.padEnd(14)} ${version.version.padEnd(20)} ${String(version.entities).padStart(6)} entries  ${marks.padEnd(16)} ${look}${last?.reason ? ` (${last.reason})` : ""}`,
    );
  }
  return true;
}

const commands: Record<string, (local: LocalLists) => Promise<boolean>> = { sync, load, status };
const run = commands[command ?? ""];
if (!run) throw new Error("usage: lists sync | status | load <listId> <file…>");

await ensureSecrets();
const migrated = spawnSync(
  process.execPath,
  [
    "node_modules/wrangler/bin/wrangler.js",
    "d1",
    "migrations",
    "apply",
    "DB",
    "--local",
    "--persist-to",
    values.state,
  ],
  { env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" }, encoding: "utf8" },
);
if (migrated.status !== 0) throw new Error(migrated.stderr || migrated.stdout);

const local = await openLocalLists(values.state);
try {
  const isWell = await run(local);
  if ((await local.drain()) > 0) console.log("Monitored people were screened against what changed.");
  process.exitCode = isWell ? 0 : 1;
} finally {
  await local.close();
}
