/**
 * `npm run -s eval:faces -- --pairs <csv> --dir <folder> [--engine primary|dlib|fused] [--calibrate]`:
 * verification accuracy of the face Workers; prints one line of JSON.
 */
import { parseArgs } from "node:util";
import { writeCalibration } from "./faces/calibrate.ts";
import { crossScores, missing, thresholdAt } from "./faces/cross-pairs.ts";
import { describeAll, openDescriber } from "./faces/describe.ts";
import { ENGINE_NAMES, engineScores } from "./faces/engine-scores.ts";
import { fitShare } from "./faces/fit-share.ts";
import { readPairs } from "./faces/read-pairs.ts";
import { areaUnderCurve, type ScoredPair, tenFoldAccuracy, trueAcceptsAt } from "./verification-metrics.ts";

const { values } = parseArgs({
  options: {
    pairs: { type: "string" },
    dir: { type: "string" },
    engine: { type: "string", default: "fused" },
    calibrate: { type: "boolean", default: false },
  },
});
const engine = ENGINE_NAMES.find((name) => name === values.engine);
if (!values.pairs || !values.dir || !engine) {
  throw new Error(
    "usage: eval:faces -- --pairs <csv> --dir <folder> [--engine primary|dlib|fused] [--calibrate]",
  );
}
const rows = readPairs(values.pairs);
const describer = await openDescriber();
const templates = await describeAll(describer, values.dir, [
  ...new Set(rows.flatMap(({ a, b }) => [a, b])),
]).finally(() => describer.close());

const pairs = rows.map(({ a, b, same }) => ({
  ...engineScores(templates.get(a) ?? null, templates.get(b) ?? null),
  same,
}));
const figures = (name: (typeof ENGINE_NAMES)[number]) => {
  const scored: ScoredPair[] = pairs.map((pair) => ({ score: pair[name], same: pair.same }));
  return {
    auc: areaUnderCurve(scored),
    accuracy10Fold: tenFoldAccuracy(scored),
    tarAtFmr: { "1e-2": trueAcceptsAt(scored, 1e-2), "1e-3": trueAcceptsAt(scored, 1e-3) },
  };
};
const cross = crossScores(templates);
const crossTar = (name: (typeof ENGINE_NAMES)[number]) =>
  Object.fromEntries(
    (["1e-3", "1e-4"] as const).map((rate) => [
      rate,
      1 - missing(cross.genuine[name], thresholdAt(cross.impostor[name], Number(rate))),
    ]),
  );
if (values.calibrate) writeCalibration("src/features/biometrics/calibration.ts", cross);
console.log(
  JSON.stringify({
    pairs: pairs.length,
    facesNotFound: [...templates.values()].filter((template) => template === null).length,
    ...figures(engine),
    engine,
    crossPairs: {
      genuine: cross.genuine.primary.length,
      impostor: cross.impostor.primary.length,
      tarAtFmr: Object.fromEntries(ENGINE_NAMES.map((name) => [name, crossTar(name)])),
    },
    byEngine: Object.fromEntries(ENGINE_NAMES.map((name) => [name, figures(name)])),
    fusion: fitShare(pairs),
  }),
);
