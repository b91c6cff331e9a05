import type { JpegSegment } from "../jpeg-segments.ts";
import { type HuffmanTable, huffmanTable } from "./huffman.ts";

/** One colour component: its sampling, its quantisation, and room for the coefficients of its blocks. */
export interface Component {
  id: number;
  h: number;
  v: number;
  quantisation: number;
  /** Blocks in a row of the component itself, and in a row padded to whole MCUs. */
  blocksWide: number;
  blocksHigh: number;
  storedWide: number;
  /** 64 coefficients a block, in natural order; of one MCU row, or of all when scans come one after another. */
  coefficients: Int16Array;
  dcPredictor: number;
}

export interface Frame {
  width: number;
  height: number;
  progressive: boolean;
  components: Component[];
  maxH: number;
  maxV: number;
  mcusWide: number;
  mcusHigh: number;
}

export interface Tables {
  quantisation: Uint16Array[];
  dc: HuffmanTable[];
  ac: HuffmanTable[];
  restartInterval: number;
}

/** Natural position of the coefficients in the order they are coded (T.81 figure A.6). */
export const ZIGZAG = Uint8Array.from([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]);

/** The frame header (T.81 §B.2.2); coefficients are not allocated yet. */
export function readFrame(bytes: Uint8Array, { marker, body, end }: JpegSegment): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset + body, end - body);
  const height = view.getUint16(1);
  const width = view.getUint16(3);
  const components: Component[] = [];
  const count = view.getUint8(5);
  for (let index = 0; index < count; index++) {
    // One component alone is coded block by block, whatever sampling it states (T.81 §A.2.2).
    const sampling = count === 1 ? 0x11 : view.getUint8(7 + index * 3);
    const [h, v] = [sampling >> 4, sampling & 15];
    if (h < 1 || h > 4 || v < 1 || v > 4) throw new Error("sampling factors out of range");
    components.push({
      id: view.getUint8(6 + index * 3),
      h,
      v,
      quantisation: view.getUint8(8 + index * 3) & 3,
      blocksWide: 0,
      blocksHigh: 0,
      storedWide: 0,
      coefficients: new Int16Array(),
      dcPredictor: 0,
    });
  }
  const maxH = Math.max(...components.map(({ h }) => h));
  const maxV = Math.max(...components.map(({ v }) => v));
  const mcusWide = Math.ceil(width / (8 * maxH));
  const mcusHigh = Math.ceil(height / (8 * maxV));
  for (const component of components) {
    component.blocksWide = Math.ceil(Math.ceil((width * component.h) / maxH) / 8);
    component.blocksHigh = Math.ceil(Math.ceil((height * component.v) / maxV) / 8);
    component.storedWide = mcusWide * component.h;
  }
  return { width, height, progressive: marker === 0xc2, components, maxH, maxV, mcusWide, mcusHigh };
}

/** Takes over the tables of a DQT, DHT or DRI segment (T.81 §B.2.4); other segments are passed by. */
export function readTables(bytes: Uint8Array, { marker, body, end }: JpegSegment, tables: Tables): void {
  if (marker === 0xdd) tables.restartInterval = ((bytes[body] ?? 0) << 8) | (bytes[body + 1] ?? 0);
  let at = body;
  while (marker === 0xdb && at < end) {
    const wide = (bytes[at] as number) >> 4 === 1;
    const length = wide ? 128 : 64;
    if (at + 1 + length > end) throw new Error("a quantisation table is cut off");
    const table = new Uint16Array(64);
    for (let k = 0; k < 64; k++) {
      const [first = 0, second = 0] = bytes.subarray(at + 1 + (wide ? 2 * k : k));
      table[ZIGZAG[k] as number] = wide ? (first << 8) | second : first;
    }
    tables.quantisation[(bytes[at] as number) & 3] = table;
    at += 1 + length;
  }
  while (marker === 0xc4 && at < end) {
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    if (total > 256 || at + 17 + total > end) throw new Error("a Huffman table is cut off");
    const table = huffmanTable(counts, bytes.subarray(at + 17, at + 17 + total));
    const kind = (bytes[at] as number) >> 4 === 0 ? tables.dc : tables.ac;
    kind[(bytes[at] as number) & 3] = table;
    at += 17 + total;
  }
}
