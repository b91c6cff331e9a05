import { writeFileSync } from "node:fs";
import { type CrossScores, missing, thresholdAt } from "./cross-pairs.ts";
import { ENGINE_NAMES } from "./engine-scores.ts";

/** False match rates at which every engine's threshold is written down. */
const RATES = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 5e-3, 2e-3, 1e-3, 5e-4, 2e-4, 1e-4, 5e-5, 2e-5];
/** Fewer false matches than this say hardly anything about their rate. */
const FEWEST = 5;

const NETS = {
  primary: "face-embed@0.0.1",
  dlib: "face-embed-dlib@1.7.15",
  fused: "face-embed@0.0.1+face-embed-dlib@1.7.15",
} as const;

const round = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** The upper end of Wilson's 95 % interval for a rate seen in so many comparisons. */
function upper95(rate: number, count: number): number {
  const z2 = 1.96 ** 2;
  const middle = rate + z2 / (2 * count);
  return (middle + 1.96 * Math.sqrt((rate * (1 - rate)) / count + z2 / (4 * count ** 2))) / (1 + z2 / count);
}

/**
 * Writes the table that the product decides by: for every engine the thresholds of the same false match rates. The
 * last line is where no stranger came: there the rate is the rule of three's bound, 3 over the comparisons.
 */
export function writeCalibration(file: string, scores: CrossScores): void {
  const engines = ENGINE_NAMES.map((engine) => {
    const [impostor, genuine] = [scores.impostor[engine], scores.genuine[engine]];
    const count = impostor.length;
    const rates = RATES.filter((rate) => rate * count >= FEWEST);
    const lines = rates.map((rate) => {
      const threshold = thresholdAt(impostor, rate);
      return [
        round(threshold, 4),
        rate,
        round(upper95(rate, count), 3),
        round(missing(genuine, threshold), 3),
      ];
    });
    const beyond = (impostor[0] ?? 1) + 5e-4;
    const tail = round(3 / count, 3);
    lines.push([round(beyond, 4), tail, tail, round(missing(genuine, beyond), 3)]);
    return `    "${NETS[engine]}": [\n${lines.map((line) => `      [${line.join(", ")}],`).join("\n")}\n    ],`;
  });
  const { people, pictures, impostor, genuine } = scores;
  writeFileSync(
    file,
    `/** Written by \`npm run -s eval:faces -- --calibrate …\`: change the command, not the figures. */

/** Threshold on the raw score, false match rate there, upper end of its 95 % interval, false non-match rate. */
export type CalibrationPoint = readonly [
  threshold: number,
  falseMatchRate: number,
  upper95: number,
  falseNonMatchRate: number,
];

/**
 * All cross pairs of the pictures, by the nets that described them. Pairs share people, so they are fewer independent
 * trials than their number says. No rate is claimed below the last line: three over the comparisons (rule of three).
 */
export const CALIBRATION: {
  people: number;
  pictures: number;
  impostorPairs: number;
  genuinePairs: number;
  engines: Readonly<Record<string, readonly CalibrationPoint[]>>;
} = {
  people: ${people},
  pictures: ${pictures},
  impostorPairs: ${impostor.primary.length},
  genuinePairs: ${genuine.primary.length},
  engines: {
${engines.join("\n")}
  },
};
`,
  );
}
