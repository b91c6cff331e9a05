/**
 * Loads a list of the size of a PEP list into a database of its own, as the product loads it, and asks it: on Node's
 * SQLite, or on the local D1, to which Node has a long way (each statement waits several times for another process). The people are synthetic: their names are made of the words of the given lists, the same in every run. The
 * last line of stdout is one JSON object: seconds to load, entries and bytes, how concentrated the names are, time and
 * rows read of a query, the share of misspelt and of untouched names whose entry is found, the share of strangers that
 * have a hit, and for some of the misspelt the share of the ten best hits of comparing them with every single entry
 * that is found (any of equal score in the place of the tenth).
 *
 *   npm run -s eval:large-list -- --lists <folder> [--entries 700000] [--probes 400] [--exhaustive 100] [--on sqlite|d1]
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
import { readingRows } from "./lists/reading-rows.ts";
import { sqliteBinding } from "./lists/sqlite-binding.ts";
import { ensureSecrets } from "./local/secrets.ts";
import { hitsOfEvery } from "./screening/exhaustive.ts";
import { readLists } from "./screening/read-lists.ts";
import { misspell, nameWords, seeded, syntheticPeps } from "./screening/synthetic-peps.ts";

const { values } = parseArgs({
  options: {
    lists: { type: "string" },
    entries: { type: "string", default: "700000" },
    probes: { type: "string", default: "400" },
    exhaustive: { type: "string", default: "100" },
    on: { type: "string", default: "sqlite" },
  },
});
if (!values.lists) throw new Error("usage: eval:large-list -- --lists <folder> [--entries 700000]");
const count = Number(values.entries);
const probeCount = Number(values.probes);
const exhaustiveCount = Number(values.exhaustive);
const LIST_ID = "os_peps";
const TOP = 10;

const words = nameWords(
  (await readLists(values.lists))
    .flatMap((list) => list.entities)
    .filter((entity) => entity.type === "person")
    .flatMap((entity) => entity.names.filter(({ script }) => script === "Latn").map(({ text }) => text)),
);

const folder = mkdtempSync(path.join(tmpdir(), "enroll-large-"));
await ensureSecrets();
const isD1 = values.on === "d1";
const wrangler = ["node_modules/wrangler/bin/wrangler.js", "d1", "migrations", "apply", "DB"];
const migrated =
  isD1 &&
  spawnSync(process.execPath, [...wrangler, "--local", "--persist-to", folder], {
    env: { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false" },
    encoding: "utf8",
  });
if (migrated && migrated.status !== 0) throw new Error(migrated.stderr || migrated.stdout);
const meter = readingRows();
const local = await openLocalLists(folder, (binding) =>
  meter.watch(isD1 ? binding : sqliteBinding(path.join(folder, "large.sqlite"))),
);
const { database } = local.deps;

async function* people() {
  for (const entity of syntheticPeps(words, count)) yield { entity, seenAt: null };
}

const bytesBelow = (at: string): number =>
  readdirSync(at, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
/** Shares of the entries whose name another bears too, and of those that bear the commonest word. */
function concentration(people: Iterable<Entity>) {
  const names = new Map<string, number>();
  const inNames = new Map<string, number>();
  for (const {
    names: [first],
  } of people) {
    const text = first?.text ?? "";
    names.set(text, (names.get(text) ?? 0) + 1);
    for (const word of new Set(text.split(" "))) inNames.set(word, (inNames.get(word) ?? 0) + 1);
  }
  const namesakes = [...names.values()].filter((times) => times > 1).reduce((sum, times) => sum + times, 0);
  const most = [...inNames.values()].reduce((a, b) => Math.max(a, b), 0);
  return { namesakes: round(namesakes / count), commonestWord: round(most / count), words: inNames.size };
}

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
  const number = serving.loadNumber;

  const random = seeded(7);
  const targets = new Set(Array.from({ length: probeCount }, () => Math.floor(random() * count)));
  const probes: Entity[] = [];
  let at = 0;
  for (const entity of syntheticPeps(words, count)) {
    if (targets.has(at++)) probes.push(entity);
  }
  const times: number[] = [];
  const rowsRead: number[] = [];
  let truncated = 0;
  const ask = async (query: ScreeningQuery) => {
    const before = meter.rowsRead();
    const from = performance.now();
    const answer = await searchLarge(database, number, query, POTENTIAL_SCORE);
    times.push(performance.now() - from);
    rowsRead.push(meter.rowsRead() - before);
    if (answer.truncated) truncated += 1;
    return answer.hits;
  };
  const queryOf = (entity: Entity, slips: number): ScreeningQuery => {
    const year = entity.birthDates[0]?.year;
    const name = misspell(entity.names[0]?.text ?? "", slips, random);
    return { names: [name], type: "person", ...(year ? { birthDate: String(year) } : {}) };
  };
  for (const entity of probes.slice(0, 30)) await ask(queryOf(entity, 0));
  times.length = 0;
  rowsRead.length = 0;
  truncated = 0;

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
  let [best, bestFound] = [0, 0];
  const reachable: boolean[] = [];
  const kept: boolean[] = [];
  places.forEach((place, which) => {
    const hits = all[which] ?? [];
    const mine = ours[place] ?? new Set();
    const wanted = Math.min(TOP, hits.length);
    // Many may share the tenth's score: any of them is as good.
    const tenth = hits[wanted - 1]?.score ?? 0;
    best += wanted;
    bestFound += Math.min(
      wanted,
      hits.filter(({ entity, score }) => score >= tenth && mine.has(entity.id)).length,
    );
    const own = asked[place]?.entity.id ?? "";
    if (!hits.some(({ entity }) => entity.id === own)) return;
    reachable.push(true);
    kept.push(mine.has(own));
  });
  const quantile = (of: number[], share: number) =>
    round([...of].sort((a, b) => a - b)[Math.floor(of.length * share)] ?? 0, 2);
  const figures = {
    entries: serving.entities,
    on: isD1 ? "d1" : "sqlite",
    loadSeconds,
    bytes: bytesBelow(folder),
    queries: times.length,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    rowsReadP50: quantile(rowsRead, 0.5),
    rowsReadP99: quantile(rowsRead, 0.99),
    truncated: round(truncated / times.length),
    names: concentration(syntheticPeps(words, count)),
    untouchedFound: share(untouched),
    misspeltFound: share(misspelt),
    strangersWithHits: share(strangers),
    exhaustive: {
      probes: compared.length,
      hits: all.reduce((sum, hits) => sum + hits.length, 0),
      topTen: round(bestFound / Math.max(1, best)),
      ownReachable: round(reachable.length / Math.max(1, compared.length)),
      ownEntry: share(kept),
    },
  };
  console.log(JSON.stringify(figures));
} finally {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
}
