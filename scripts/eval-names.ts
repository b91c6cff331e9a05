/**
 * Compares labelled pairs of names with the screening engine and, beside it, with plain Jaro-Winkler on sorted words.
 * The last line of stdout is one JSON object: precision, recall and F1 at the engine's own threshold for a potential
 * match (not one fitted to the file) and the area under the ROC curve. The baseline is given the threshold that is
 * best for it on this very file.
 *
 *   npm run -s eval:names -- --pairs <csv> [--errors]
 *
 * The CSV has a header with the columns name1, name2 and is_match (true or false); other columns are ignored.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { POTENTIAL_SCORE } from "../src/features/background/screening/bands.ts";
import { scoreNames } from "../src/features/background/screening/score-name.ts";
import { tokenize } from "../src/features/background/screening/tokens.ts";
import { readTable } from "./screening/csv-table.ts";
import { jaroWinklerOfSortedWords } from "./screening/jaro-winkler.ts";
import { areaUnderCurve, type ScoredPair } from "./verification-metrics.ts";

const { values } = parseArgs({
  options: { pairs: { type: "string" }, errors: { type: "boolean", default: false } },
});
if (!values.pairs) throw new Error("usage: eval:names -- --pairs <csv> [--errors]");

const rows = readTable(readFileSync(values.pairs, "utf8"), ["name1", "name2", "is_match"]);

const scoreRows = (score: (one: string, other: string) => number): ScoredPair[] =>
  rows.map((row) => ({ score: score(row.name1, row.name2), same: row.is_match.toLowerCase() === "true" }));

function atThreshold(pairs: readonly ScoredPair[], threshold: number) {
  const accepted = pairs.filter((pair) => pair.score >= threshold);
  const hits = accepted.filter((pair) => pair.same).length;
  const same = pairs.filter((pair) => pair.same).length;
  const precision = accepted.length === 0 ? 0 : hits / accepted.length;
  const recall = same === 0 ? 0 : hits / same;
  return {
    threshold,
    precision,
    recall,
    f1: hits === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function atBestThreshold(pairs: readonly ScoredPair[]) {
  const thresholds = [...new Set(pairs.map((pair) => pair.score))];
  return thresholds
    .map((threshold) => atThreshold(pairs, threshold))
    .reduce((best, one) => (one.f1 > best.f1 ? one : best));
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const rounded = (figures: object) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, round(value as number)]));

const ours = scoreRows((one, other) => scoreNames(tokenize(one), tokenize(other)).score);
const baseline = scoreRows(jaroWinklerOfSortedWords);
const at = atThreshold(ours, POTENTIAL_SCORE);

if (values.errors) {
  rows.forEach((row, index) => {
    const pair = ours[index];
    if (!pair || pair.score >= POTENTIAL_SCORE === pair.same) return;
    console.log(`${pair.same ? "missed" : "false "} ${pair.score.toFixed(3)}  ${row.name1} | ${row.name2}`);
  });
}
const show = (name: string, figures: { precision: number; recall: number; f1: number }, auc: number) =>
  console.log(
    `${name.padEnd(34)} precision ${figures.precision.toFixed(3)}  recall ${figures.recall.toFixed(3)}  F1 ${figures.f1.toFixed(3)}  AUC ${auc.toFixed(3)}`,
  );
show(`engine at ${POTENTIAL_SCORE}`, at, areaUnderCurve(ours));
const best = atBestThreshold(baseline);
show(`Jaro-Winkler at its best ${best.threshold.toFixed(3)}`, best, areaUnderCurve(baseline));
console.log(
  JSON.stringify({
    rows: rows.length,
    ...rounded(at),
    auc: round(areaUnderCurve(ours)),
    baseline: { ...rounded(best), auc: round(areaUnderCurve(baseline)) },
  }),
);
