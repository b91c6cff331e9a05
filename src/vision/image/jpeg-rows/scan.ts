import type { JpegSegment } from "../jpeg-segments.ts";
import { BitReader } from "./bit-reader.ts";
import {
  type BlockDecoder,
  firstAc,
  firstDc,
  type Pass,
  refineAc,
  refineDc,
  sequentialBlock,
} from "./blocks.ts";
import type { Component, Frame, Tables } from "./frame.ts";

interface ScanPart {
  component: Component;
  pass: Pass;
}

/** A scan's header (T.81 §B.2.3) with the tables it names. */
export interface Scan {
  parts: ScanPart[];
  decode: BlockDecoder;
  dataAt: number;
  restartInterval: number;
}

export function readScan(bytes: Uint8Array, { body }: JpegSegment, frame: Frame, tables: Tables): Scan {
  const count = bytes[body] ?? 0;
  const after = body + 1 + 2 * count;
  const [first = 0, last = 0, approximation = 0] = bytes.subarray(after, after + 3);
  const [high, low] = [approximation >> 4, approximation & 15];
  const parts = Array.from({ length: count }, (_, index): ScanPart => {
    const id = bytes[body + 1 + 2 * index];
    const chosen = bytes[body + 2 + 2 * index] ?? 0;
    const component = frame.components.find((known) => known.id === id);
    if (!component) throw new Error("a scan names a component that is not there");
    const pass = {
      dc: tables.dc[(chosen >> 4) & 3],
      ac: tables.ac[chosen & 3],
      first,
      last,
      high,
      low,
      emptyRun: 0,
    };
    return { component, pass };
  });
  const valid =
    !frame.progressive ||
    (last < 64 && first <= last && (first === 0 ? last === 0 : count === 1) && low < 14);
  if (count < 1 || count > 4 || !valid) throw new Error("a scan's header is not valid");
  let decode = sequentialBlock;
  if (frame.progressive)
    decode = first === 0 ? (high === 0 ? firstDc : refineDc) : high === 0 ? firstAc : refineAc;
  return { parts, decode, dataAt: after + 3, restartInterval: tables.restartInterval };
}

/**
 * Decodes a scan into its components' coefficients, telling after each row of MCUs. With `oneRow` the room for
 * coefficients is that of one row and used again for each.
 */
export function decodeScan(
  bytes: Uint8Array,
  scan: Scan,
  frame: Frame,
  oneRow: boolean,
  rowDone: (row: number) => void,
): void {
  const reader = new BitReader(bytes, scan.dataAt);
  const alone = scan.parts.length === 1 ? scan.parts[0] : undefined;
  // A scan of one component has no MCUs of several blocks, and leaves out the padding (T.81 §A.2.2).
  const wide = alone ? alone.component.blocksWide : frame.mcusWide;
  const high = alone ? alone.component.blocksHigh : frame.mcusHigh;
  let untilRestart = scan.restartInterval || Number.POSITIVE_INFINITY;
  for (const { component } of scan.parts) component.dcPredictor = 0;
  for (let row = 0; row < high; row++) {
    for (let column = 0; column < wide; column++) {
      if (untilRestart === 0) {
        if (!reader.restart()) throw new Error("a restart marker is missing");
        for (const { component, pass } of scan.parts) component.dcPredictor = pass.emptyRun = 0;
        untilRestart = scan.restartInterval;
      }
      untilRestart--;
      for (const { component, pass } of scan.parts) {
        const [h, v] = alone ? [1, 1] : [component.h, component.v];
        for (let block = 0; block < h * v; block++) {
          const down = (oneRow ? 0 : row * v) + Math.floor(block / h);
          const across = column * h + (block % h);
          scan.decode(reader, component, (down * component.storedWide + across) * 64, pass);
        }
      }
    }
    rowDone(row);
  }
}
