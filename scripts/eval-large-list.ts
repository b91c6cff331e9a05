/**
 * Loads a list of the size of a PEP list into a database of its own on the local D1, as the product loads it, and
 * asks it. The people are synthetic: their names are made of the words of the given lists, the same in every run. The
 * last line of stdout is one JSON object: seconds to load, entries and bytes, time of a query, the share of misspelt
 * and of untouched names whose entry is found, the share of strangers that have a hit, and for some of the misspelt
 * the share of all hits that comparing them with every single entry gives.
 *
 *   npm run -s eval:large-list -- --lists <folder> [--entries 700000] [--probes 400] [--exhaustive 100]
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Entity } from "../src/features/background/lists/entity.ts";
import { loadLargeList } from "../src/features/background/lists/large/load-large.ts";
import { searchLarge } from "../src/features/background/lists/large/search-large.ts";
import { findServingOf } from "../src/features/background/lists/list-store.ts";
import { POTENTIAL_SCORE } from "../src/features/background/screening/bands.ts";
import type { ScreeningQuery } from "../src/features/background/screening/search.ts";
import { openLocalLists } from "./lists/local-lists.ts";
import { ensureSecrets } from "./local/secrets.ts";
import { hitsOfEvery } from "./screening/exhaustive.ts";
import { readLists } from "./screening/read-lists.ts";
import { misspell, seeded, syntheticPeps } from "./screening/synthetic-peps.ts";

const { values } = parseArgs({
  options: {
    lists: { type: "string" },
    entries: { type: "string", default: "700000" },
    probes: { type: "string", default: "400" },
    exhaustive: { type: "string", default: "100" },
  },
});
if (!values.lists) throw new Error("usage: eval:large-list -- --lists <folder> [--entries 700000]");
const count = Number(values.entries);
const probeCount = Number(values.probes);
const exhaustiveCount = Number(values.exhaustive);
const LIST_ID = "os_peps";

const words = (await readLists(values.lists))
  .flatMap((list) => list.entities)
  .filter((entity) => entity.type === "person")
  .flatMap((entity) =>
    entity.names.filter(({ script }) => script === "Latn").flatMap(({ text }) => text.split(/[^A-Za-z']+/)),
  )
  .map((word) => word.toLowerCase())
  .filter((word) => word.length > 2);

const folder = mkdtempSync(path.join(tmpdir(), "enroll-large-"));
await ensureSecrets();
const wrangler = ["node_modules/wrangler/bin/wrangler.js", "d1", "migrations", "apply", "DB"];
const migrated = spawnSync(process.execPath, [...wrangler, "--local", "--persist-to", folder], {
  env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
  encoding: "utf8",
});
if (migrated.status !== 0) throw new Error(migrated.stderr || migrated.stdout);
const local = await openLocalLists(folder);
const { database } = local.deps;

async function* people() {
  for (const entity of syntheticPeps(words, count)) yield { entity, seenAt: null };
}

const bytesBelow = (at: string): number =>
  readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
const round = (value: number, digits = 4) => Math.round(value * 10 ** digits) / 10 ** digits;
const share = (found: readonly boolean[]) => round(found.filter(Boolean).length / Math.max(1, found.length));

try {
  const started = performance.now();
  const file = {
    listId: LIST_ID,
    name: "synthetic",
    sha256: `synthetic-${count}`,
    bytes: 0,
    leastEntities: 1,
    open: people,
  };
  const outcome = await loadLargeList(local.deps, file, {
    fromPublisher: true,
    onEntries: (done) => void (process.stderr.isTTY && process.stderr.write(`\r${done} entries`)),
  });
  const loadSeconds = round((performance.now() - started) / 1000, 1);
  console.log(`${outcome.outcome}: ${outcome.entities} entries in ${loadSeconds} s`);
  const serving = await findServingOf(database, LIST_ID);
  if (outcome.outcome !== "loaded" || !serving?.loadNumber) throw new Error(JSON.stringify(outcome));
  const load = { number: serving.loadNumber, entries: serving.entities };

  const random = seeded(7);
  const targets = new Set(Array.from({ length: probeCount }, () => Math.floor(random() * count)));
  const probes: Entity[] = [];
  let at = 0;
  for (const entity of syntheticPeps(words, count)) {
    if (targets.has(at++)) probes.push(entity);
  }
  const times: number[] = [];
  const ask = async (query: ScreeningQuery) => {
    const from = performance.now();
    const hits = await searchLarge(database, load, query, POTENTIAL_SCORE);
    times.push(performance.now() - from);
    return hits;
  };
  const queryOf = (entity: Entity, slips: number): ScreeningQuery => {
    const year = entity.birthDates[0]?.year;
    const name = misspell(entity.names[0]?.text ?? "", slips, random);
    return { names: [name], type: "person", ...(year ? { birthDate: String(year) } : {}) };
  };
  for (const entity of probes.slice(0, 30)) await ask(queryOf(entity, 0));
  times.length = 0;

  const asked = probes.map((entity, place) => ({
    entity,
    query: queryOf(entity, 1 + (place % 3 === 0 ? 1 : 0)),
  }));
  const misspelt: boolean[] = [];
  const untouched: boolean[] = [];
  const ours: Set<string>[] = [];
  for (const { entity, query } of asked) {
    const hits = await ask(query);
    ours.push(new Set(hits.map((hit) => hit.entity.id)));
    misspelt.push(hits.some((hit) => hit.entity.id === entity.id));
    const plain = await ask(queryOf(entity, 0));
    untouched.push(plain.some((hit) => hit.entity.id === entity.id));
  }
  const strangers: boolean[] = [];
  for (const entity of syntheticPeps(words, probeCount, 99))
    strangers.push((await ask(queryOf(entity, 0))).length > 0);

  // What the keys lost is what is missing here.
  const step = Math.max(1, Math.floor(asked.length / Math.max(1, exhaustiveCount)));
  const places = asked
    .map((_, place) => place)
    .filter((place) => place % step === 0)
    .slice(0, exhaustiveCount);
  const compared = places.flatMap((place) => asked[place] ?? []);
  const all = hitsOfEvery(
    () => syntheticPeps(words, count),
    compared.map(({ query }) => query),
    POTENTIAL_SCORE,
  );
  const lost = places.map((place, which) => [...(all[which] ?? [])].filter((id) => !ours[place]?.has(id)));
  const hitsOfAll = all.reduce((sum, ids) => sum + ids.size, 0);
  const hitsLost = lost.reduce((sum, ids) => sum + ids.length, 0);
  const reachable = compared.map(({ entity }, which) => all[which]?.has(entity.id) === true);
  const kept = reachable.map((is, which) => is && !lost[which]?.includes(compared[which]?.entity.id ?? ""));

  times.sort((a, b) => a - b);
  const quantile = (share: number) => round(times[Math.floor(times.length * share)] ?? 0, 2);
  const figures = {
    entries: load.entries,
    loadSeconds,
    bytes: bytesBelow(folder),
    queries: times.length,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    untouchedFound: share(untouched),
    misspeltFound: share(misspelt),
    strangersWithHits: share(strangers),
    exhaustive: {
      probes: compared.length,
      hits: hitsOfAll,
      recall: round(1 - hitsLost / Math.max(1, hitsOfAll)),
      ownEntry: round(kept.filter(Boolean).length / Math.max(1, reachable.filter(Boolean).length)),
    },
  };
  console.log(JSON.stringify(figures));
} finally {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
}
