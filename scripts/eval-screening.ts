/**
 * Screens people who are on the lists and people who are on none, and counts who is found. The last line of stdout is
 * one JSON object: for each threshold the recall (a listed person has a hit at or above it) and the false-positive
 * rate (an unlisted person has one), by name alone and with the year of birth; the time of a query (p50, p99,
 * queries a second on one core), the bytes of the index and the seconds to read and index the lists. Beside it stands
 * plain Jaro-Winkler on sorted words against every name of the lists, on a sample, as it is slow.
 *
 *   npm run -s eval:screening -- --lists <folder> --positives <csv> --negatives <csv>[,<csv>] [--script Arab]
 *
 * The folder is searched for files of known lists; of two versions of one list the newer counts. The CSVs have a
 * header with full_name and date_of_birth. With --script (chinese, arabic, cyrillic, or ISO 15924), the listed people
 * are instead those of the lists whose name in that script is printed, asked for in it, against the lists without any
 * name in it. As no list prints Chinese names, those asked for in Chinese are officials whose names are public, once
 * as their language prints them and once in pinyin with its syllables apart.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Entity } from "../src/features/background/lists/entity.ts";
import { buildIndex, indexBytes, type NameIndex } from "../src/features/background/screening/name-index.ts";
import { foldName } from "../src/features/background/screening/normalize-name.ts";
import { search } from "../src/features/background/screening/search.ts";
import { CHINESE_DESIGNATIONS } from "./screening/chinese-designations.ts";
import { readTable } from "./screening/csv-table.ts";
import { openJaroWinkler } from "./screening/jaro-winkler.ts";
import { readLists } from "./screening/read-lists.ts";

const { values } = parseArgs({
  options: {
    lists: { type: "string" },
    positives: { type: "string" },
    negatives: { type: "string" },
    script: { type: "string" },
    errors: { type: "boolean", default: false },
  },
});
if (!values.lists || !values.negatives || !(values.positives || values.script)) {
  throw new Error(
    "usage: eval:screening -- --lists <folder> --positives <csv> --negatives <csv> [--script <code>]",
  );
}

const THRESHOLDS = [0.7, 0.75, 0.8, 0.82, 0.85, 0.88, 0.9, 0.92];
const LEAST = 0.5;
const BASELINE_SAMPLE = 150;

interface Asked {
  name: string;
  birthYear: string | undefined;
}

const readAsked = (file: string): Asked[] =>
  readTable(readFileSync(file, "utf8"), ["full_name", "date_of_birth"]).map((row) => ({
    name: row.full_name,
    birthYear: /^\d{4}/.exec(row.date_of_birth)?.[0],
  }));

/** People by their printed name in a script. */
const nativeNames = (entities: Entity[], script: string): Asked[] =>
  entities
    .filter((entity) => entity.type === "person")
    .flatMap((entity) => {
      const name = entity.names.find((one) => one.script === script)?.text;
      const year = entity.birthDates[0]?.year;
      return name ? [{ name, birthYear: year === undefined ? undefined : String(year) }] : [];
    });

const withoutScript = (entities: Entity[], script: string): Entity[] =>
  entities.map((entity) => ({ ...entity, names: entity.names.filter((name) => name.script !== script) }));

/** Officials who are on the lists, by the names that are not. */
const chineseNames = (index: NameIndex): Asked[] =>
  CHINESE_DESIGNATIONS.flatMap(([native, listed]) => {
    const isListed = search(index, { names: [listed], type: "person" }, 0.95).length > 0;
    const apart = [...native].map((character) => foldName(character)).join(" ");
    return isListed ? [native, apart].map((name) => ({ name, birthYear: undefined })) : [];
  });

const SCRIPTS: Record<string, string> = { chinese: "Hani", arabic: "Arab", cyrillic: "Cyrl" };
const script = values.script && (SCRIPTS[values.script] ?? values.script);

const started = performance.now();
const lists = await readLists(values.lists);
const entities = lists.flatMap((list) => list.entities);
const searched = script ? withoutScript(entities, script) : entities;
const index = buildIndex(searched);
const loadSeconds = (performance.now() - started) / 1000;
for (const list of lists) console.log(`${list.id.padEnd(14)} ${list.entities.length} entries  ${list.from}`);

const nativePositives = script === "Hani" ? chineseNames(index) : nativeNames(entities, script ?? "");
const positives = script ? nativePositives : readAsked(values.positives ?? "");
if (positives.length === 0) throw new Error("nobody on these lists has a name in that script");
const negatives = values.negatives.split(",").flatMap(readAsked);

const times: number[] = [];
function topScore({ name, birthYear }: Asked, withYear: boolean): number {
  const from = performance.now();
  const birth = withYear && birthYear ? { birthDate: birthYear } : {};
  const [best] = search(index, { names: [name], type: "person", ...birth }, LEAST);
  times.push(performance.now() - from);
  return best?.score ?? 0;
}

const share = (scores: readonly number[], threshold: number): number =>
  Math.round((10_000 * scores.filter((score) => score >= threshold).length) / scores.length) / 10_000;

function measure(withYear: boolean) {
  const found = positives.map((asked) => topScore(asked, withYear));
  const wrong = negatives.map((asked) => topScore(asked, withYear));
  if (values.errors) {
    positives.forEach((asked, at) => {
      if ((found[at] ?? 0) < 0.8) console.log(`missed ${found[at]}  ${asked.name} ${asked.birthYear ?? ""}`);
    });
    negatives.forEach((asked, at) => {
      if ((wrong[at] ?? 0) >= 0.8) console.log(`false  ${wrong[at]}  ${asked.name} ${asked.birthYear ?? ""}`);
    });
  }
  return THRESHOLDS.map((threshold) => ({
    threshold,
    recall: share(found, threshold),
    falsePositiveRate: share(wrong, threshold),
  }));
}

// Once unmeasured, so that the compiler's warm-up is not taken for the engine.
for (const asked of negatives.slice(0, 200)) topScore(asked, false);
times.length = 0;
const byName = measure(false);
const withBirthYear = measure(true);

const baselineScore = openJaroWinkler(searched.flatMap((entity) => entity.names.map((name) => name.text)));
const sampled = (all: Asked[]) =>
  all
    .filter((_, at) => at % Math.ceil(all.length / BASELINE_SAMPLE) === 0)
    .map(({ name }) => baselineScore(name));
const baselineFound = sampled(positives);
const baselineWrong = sampled(negatives);
const baseline = [...THRESHOLDS, 0.95].map((threshold) => ({
  threshold,
  recall: share(baselineFound, threshold),
  falsePositiveRate: share(baselineWrong, threshold),
}));

const percent = (value: number) => `${(100 * value).toFixed(2)} %`.padStart(9);
console.log("threshold   name: found    false   +year: found    false   Jaro-Winkler: found    false");
THRESHOLDS.forEach((threshold, at) => {
  const cells = [byName[at], withBirthYear[at], baseline[at]].map(
    (row) => `${percent(row?.recall ?? 0)}${percent(row?.falsePositiveRate ?? 0)}`,
  );
  console.log(`${threshold.toFixed(2)}        ${cells.join("      ")}`);
});

times.sort((a, b) => a - b);
const at = (quantile: number) => Math.round(1000 * (times[Math.floor(times.length * quantile)] ?? 0)) / 1000;
console.log(
  JSON.stringify({
    entities: entities.length,
    names: index.nameEntity.length,
    positives: positives.length,
    negatives: negatives.length,
    byName,
    withBirthYear,
    baseline: { method: "jaro-winkler on sorted words", sample: baselineFound.length, byName: baseline },
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    queriesPerSecond: Math.round((1000 * times.length) / times.reduce((sum, time) => sum + time, 0)),
    indexBytes: indexBytes(index),
    loadSeconds: Math.round(loadSeconds * 100) / 100,
  }),
);
