import type { BitReader } from "./bit-reader.ts";
import { type Component, ZIGZAG } from "./frame.ts";
import { type HuffmanTable, readSymbol } from "./huffman.ts";

/** What a scan codes of its blocks, and the run of empty blocks it is in (T.81 annex G). */
export interface Pass {
  dc: HuffmanTable | undefined;
  ac: HuffmanTable | undefined;
  first: number;
  last: number;
  high: number;
  low: number;
  emptyRun: number;
}

export type BlockDecoder = (reader: BitReader, component: Component, at: number, pass: Pass) => void;

const table = (found: HuffmanTable | undefined): HuffmanTable => {
  if (!found) throw new Error("a scan names a Huffman table that is not there");
  return found;
};

/** A whole block of a sequential scan (§F.2.2). */
export const sequentialBlock: BlockDecoder = (reader, component, at, pass) => {
  const { coefficients } = component;
  const ac = table(pass.ac);
  component.dcPredictor += reader.readSigned(readSymbol(reader, table(pass.dc)) & 15);
  coefficients[at] = component.dcPredictor;
  for (let k = 1; k < 64; k++) {
    const symbol = readSymbol(reader, ac);
    const size = symbol & 15;
    if (size === 0) {
      if (symbol !== 0xf0) return;
      k += 15;
      continue;
    }
    k += symbol >> 4;
    if (k > 63) throw new Error("a run leaves the block");
    coefficients[at + (ZIGZAG[k] as number)] = reader.readSigned(size);
  }
};

/** First scan of the DC coefficients (§G.1.2.1). */
export const firstDc: BlockDecoder = (reader, component, at, pass) => {
  component.dcPredictor += reader.readSigned(readSymbol(reader, table(pass.dc)) & 15);
  component.coefficients[at] = component.dcPredictor << pass.low;
};

/** One more bit of the DC coefficients. */
export const refineDc: BlockDecoder = (reader, component, at, pass) => {
  if (reader.read(1) === 1)
    component.coefficients[at] = (component.coefficients[at] as number) | (1 << pass.low);
};

/** First scan of a band of AC coefficients (§G.1.2.2). */
export const firstAc: BlockDecoder = (reader, { coefficients }, at, pass) => {
  if (pass.emptyRun > 0) {
    pass.emptyRun--;
    return;
  }
  const ac = table(pass.ac);
  for (let k = pass.first; k <= pass.last; k++) {
    const symbol = readSymbol(reader, ac);
    const run = symbol >> 4;
    const size = symbol & 15;
    if (size === 0 && run < 15) {
      pass.emptyRun = (1 << run) - 1 + reader.read(run);
      return;
    }
    k += run;
    if (k > 63) throw new Error("a run leaves the block");
    if (size > 0) coefficients[at + (ZIGZAG[k] as number)] = reader.readSigned(size) * (1 << pass.low);
  }
};

/** One more bit of a band of AC coefficients, with new ones between those known (§G.1.2.3). */
export const refineAc: BlockDecoder = (reader, { coefficients }, at, pass) => {
  const bit = 1 << pass.low;
  let k = pass.first;
  const correct = (position: number) => {
    const known = coefficients[position] as number;
    if (reader.read(1) === 1 && (known & bit) === 0)
      coefficients[position] = known + (known < 0 ? -bit : bit);
  };
  if (pass.emptyRun === 0) {
    const ac = table(pass.ac);
    for (; k <= pass.last; k++) {
      const symbol = readSymbol(reader, ac);
      let run = symbol >> 4;
      let value = 0;
      if ((symbol & 15) === 0) {
        if (run < 15) {
          pass.emptyRun = (1 << run) + reader.read(run);
          break;
        }
      } else value = reader.read(1) === 1 ? bit : -bit;
      for (; k <= pass.last; k++) {
        const position = at + (ZIGZAG[k] as number);
        if (coefficients[position] !== 0) correct(position);
        else if (run-- === 0) {
          if (value !== 0) coefficients[position] = value;
          break;
        }
      }
    }
  }
  if (pass.emptyRun > 0) {
    for (; k <= pass.last; k++) {
      const position = at + (ZIGZAG[k] as number);
      if (coefficients[position] !== 0) correct(position);
    }
    pass.emptyRun--;
  }
};
