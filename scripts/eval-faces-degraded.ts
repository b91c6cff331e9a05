/** `npm run -s eval:faces-degraded -- --pairs <csv> --dir <folder> [--limit 300] [--only "32 px"]`: errors by face height and blur. */
import { parseArgs } from "node:util";
import { degradedFigures } from "./faces/degraded-figures.ts";
import { describeAll, openDescriber } from "./faces/describe.ts";
import { readPairs } from "./faces/read-pairs.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string" },
    dir: { type: "string" },
    only: { type: "string", multiple: true, default: [] },
    limit: { type: "string", default: "300" },
  },
});
if (!values.pairs || !values.dir) {
  throw new Error("usage: eval:faces-degraded -- --pairs <csv> --dir <folder> [--limit 300]");
}
const same = readPairs(values.pairs).filter((pair) => pair.same);
// Spread over the file, as it is sorted by name.
const step = Math.max(1, Math.floor(same.length / Number(values.limit)));
const pairs = same.filter((_, at) => at % step === 0).slice(0, Number(values.limit));
const describer = await openDescriber();
try {
  const references = await describeAll(describer, values.dir, [...new Set(pairs.map(({ b }) => b))]);
  console.log(
    JSON.stringify({
      degraded: await degradedFigures(describer, values.dir, pairs, references, values.only),
    }),
  );
} finally {
  await describer.close();
}
