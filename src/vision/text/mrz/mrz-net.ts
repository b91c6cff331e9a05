import type { Net } from "../../runtime/executor.ts";
import type { Strip } from "./sample-strip.ts";

/** Rows of the net's strips, and columns of a strip to one column of classes. */
export const NET_HEIGHT = 24;
export const NET_STRIDE = 4;
/** Height of a capital in the middle of the sizes the net was trained on (training/mrz/generate.py). */
export const NET_CAP_ROWS = 15.5;
/** Class 0 is the gap between characters, the others follow MRZ_ALPHABET. */
export const NET_CLASSES = 38;

/** Natural logarithms of the class probabilities, `NET_CLASSES` to a column. */
export interface ColumnScores {
  logs: Float32Array;
  columns: number;
}

export interface MrzNet {
  /** Reads strips of one width, which must divide by NET_STRIDE. */
  read(strips: readonly Strip[]): ColumnScores[];
}

/** Zero mean and about unit contrast; 8 grey levels keep noise on blank paper from being blown up. */
function normalise(strip: Strip, into: Float32Array, at: number): void {
  const { values } = strip;
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  const deviation = Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  for (let i = 0; i < values.length; i++) into[at + i] = ((values[i] as number) - mean) / (deviation + 8);
}

function logSoftmax(values: Float32Array): Float32Array {
  const logs = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += NET_CLASSES) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let i = start; i < start + NET_CLASSES; i++) highest = Math.max(highest, values[i] as number);
    let sum = 0;
    for (let i = start; i < start + NET_CLASSES; i++) sum += Math.exp((values[i] as number) - highest);
    const shift = highest + Math.log(sum);
    for (let i = start; i < start + NET_CLASSES; i++) logs[i] = (values[i] as number) - shift;
  }
  return logs;
}

/** Strips in one run: more gain no speed, and what lies between the layers grows with them. */
const STRIPS_A_RUN = 3;

/** The OCR-B net of `mrz-net/` behind its normalisation; several strips go through in one run. */
export function makeMrzNet(net: Net): MrzNet {
  function run(strips: readonly Strip[], width: number): ColumnScores[] {
    const size = width * NET_HEIGHT;
    const input = new Float32Array(size * strips.length);
    strips.forEach((strip, at) => {
      if (strip.width !== width || width % NET_STRIDE !== 0) throw new Error("mrz: strips of unequal width");
      normalise(strip, input, at * size);
    });
    const [output] = net.run(input, [strips.length, NET_HEIGHT, width, 1]);
    if (!output) throw new Error("mrz: the net gave nothing");
    const columns = width / NET_STRIDE;
    return strips.map((_, at) => ({
      logs: logSoftmax(output.subarray(at * columns * NET_CLASSES, (at + 1) * columns * NET_CLASSES)),
      columns,
    }));
  }

  return {
    read(strips) {
      const scores: ColumnScores[] = [];
      for (let at = 0; at < strips.length; at += STRIPS_A_RUN)
        scores.push(...run(strips.slice(at, at + STRIPS_A_RUN), strips[0]?.width ?? 0));
      return scores;
    },
  };
}
