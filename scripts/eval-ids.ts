/**
 * Judges the published examples of every type of national identifier, then each example with one character changed
 * and with two neighbours exchanged. A changed number counts as detected when it is no longer called valid. The
 * last line of stdout is one JSON object.
 *
 *   npm run -s eval:ids [-- --missed]
 *
 * Types without a check digit are listed too: of them only the form is judged, and they are not in `corrupted`.
 */
import { parseArgs } from "node:util";
import {
  IDENTIFIER_RULES,
  judgeIdentifier,
  ruleFor,
} from "../src/features/documents/national-ids/national-ids.ts";
import { corruptions } from "../test/features/documents/national-ids/corruptions.ts";
import { PUBLISHED_EXAMPLES } from "../test/features/documents/national-ids/published-examples.ts";

const { values } = parseArgs({ options: { missed: { type: "boolean", default: false } } });

interface Tally {
  examples: number;
  accepted: number;
  changed: number;
  changesFound: number;
  swapped: number;
  swapsFound: number;
  refused: number;
}
const none = (): Tally => ({
  examples: 0,
  accepted: 0,
  changed: 0,
  changesFound: 0,
  swapped: 0,
  swapsFound: 0,
  refused: 0,
});

const tallies = new Map<string, Tally>();
for (const rule of IDENTIFIER_RULES) {
  if (rule.title !== "Passport") tallies.set(`${rule.country} ${rule.types[0]}`, none());
}
for (const { country, type, numbers } of PUBLISHED_EXAMPLES) {
  const name = `${country} ${ruleFor(country, type)?.types[0] ?? type}`;
  const tally = tallies.get(name) ?? none();
  tallies.set(name, tally);
  for (const number of numbers) {
    const { valid, recognised, normalised, checkDigit } = judgeIdentifier({ country, type, number });
    tally.examples += 1;
    if (recognised && valid !== false) tally.accepted += 1;
    else console.log(`not accepted: ${name} ${number}`);
    if (checkDigit !== "pass") continue;
    for (const { kind, number: wrong } of corruptions(normalised)) {
      const judged = judgeIdentifier({ country, type, number: wrong });
      const found = judged.valid !== true;
      tally[kind === "change" ? "changed" : "swapped"] += 1;
      if (found) tally[kind === "change" ? "changesFound" : "swapsFound"] += 1;
      else if (values.missed) console.log(`missed: ${name} ${normalised} → ${wrong}`);
      if (judged.impossible) tally.refused += 1;
    }
  }
}

const share = (part: number, whole: number) =>
  whole === 0 ? "    –" : `${((100 * part) / whole).toFixed(1).padStart(5)}%`;
console.log("type               examples  changes found      swaps found    proven impossible");
for (const [name, one] of [...tallies].sort(([a], [b]) => a.localeCompare(b))) {
  const wrong = one.changed + one.swapped;
  console.log(
    [
      name.padEnd(18),
      `${one.accepted}/${one.examples}`.padStart(8),
      `${share(one.changesFound, one.changed)} of ${String(one.changed).padStart(4)}`.padStart(15),
      `${share(one.swapsFound, one.swapped)} of ${String(one.swapped).padStart(3)}`.padStart(15),
      share(one.refused, wrong).padStart(16),
    ].join(" "),
  );
}

const all = [...tallies.values()];
const total = (name: keyof Tally) => all.reduce((sum, one) => sum + one[name], 0);
console.log(
  JSON.stringify({
    types: tallies.size,
    examples: total("examples"),
    accepted: total("accepted"),
    corrupted: total("changed") + total("swapped"),
    detected: total("changesFound") + total("swapsFound"),
    single: { corrupted: total("changed"), detected: total("changesFound") },
    transposed: { corrupted: total("swapped"), detected: total("swapsFound") },
    provenImpossible: total("refused"),
  }),
);
