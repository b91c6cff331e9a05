import { readFrame, readTables, type Tables } from "../image/jpeg-rows/frame.ts";
import { decodeScan, readScan } from "../image/jpeg-rows/scan.ts";
import { MARKER, readJpegSegments } from "../image/jpeg-segments.ts";

/**
 * Places (natural order) of the luma frequencies that are looked at: the lowest, whose levels are many enough to show
 * a pattern; DC is left out, as it is coded apart and spread too wide.
 */
export const FREQUENCIES = [1, 8, 16, 9, 2, 3, 10, 17, 24] as const;
/** A block that reaches black or white within two deviations holds clipped pixels, which are multiples of nothing. */
const DARKEST = 3;
const BRIGHTEST = 252;
/** Levels beyond tell as little as none: they are rare. */
export const MAX_LEVEL = 20;

/** 12.6 megapixels, a telephone's picture: the levels of it take 1.8 MB. */
const MAX_BLOCKS = 197_000;

export interface JpegLevels {
  /** Blocks across and down. */
  columns: number;
  rows: number;
  /** Quantisation steps of `FREQUENCIES`. */
  steps: number[];
  /** `FREQUENCIES.length` levels a block, row by row, cut at ±(MAX_LEVEL + 1). */
  levels: Int8Array;
}

/**
 * Quantised luma coefficients of a JPEG file as they stand in it, by its entropy code alone (no transform), those of
 * blocks near black or white as zeros; null for other files, for progressive ones, whose coefficients come in many
 * scans, and above `MAX_BLOCKS`. Throws on damaged data.
 */
export function readJpegLevels(bytes: Uint8Array): JpegLevels | null {
  const segments = readJpegSegments(bytes);
  if (!segments) return null;
  const header = segments.find(({ marker }) => marker === 0xc0 || marker === 0xc1);
  const scans = segments.filter(({ marker }) => marker === MARKER.SOS);
  if (!header || scans.length !== 1) return null;
  const frame = readFrame(bytes, header);
  const tables: Tables = { quantisation: [], dc: [], ac: [], restartInterval: 0 };
  for (const component of frame.components)
    component.coefficients = new Int16Array(component.storedWide * component.v * 64);
  const luma = frame.components[0];
  if (!luma) return null;
  const { blocksWide: columns, blocksHigh: rows, storedWide, v } = luma;
  if (columns * rows > MAX_BLOCKS) return null;
  const levels = new Int8Array(columns * rows * FREQUENCIES.length);
  for (const segment of segments) {
    readTables(bytes, segment, tables);
    if (segment.marker !== MARKER.SOS) continue;
    const scan = readScan(bytes, segment, frame, tables);
    if (scan.parts.length !== frame.components.length) return null;
    const quantisation = tables.quantisation[luma.quantisation];
    if (!quantisation) return null;
    decodeScan(bytes, scan, frame, true, (mcuRow) => {
      for (let down = 0; down < v && mcuRow * v + down < rows; down++) {
        let to = (mcuRow * v + down) * columns * FREQUENCIES.length;
        for (let across = 0; across < columns; across++) {
          const from = (down * storedWide + across) * 64;
          const clipped = isClipped(luma.coefficients, from, quantisation);
          for (const place of FREQUENCIES) {
            const level = clipped ? 0 : (luma.coefficients[from + place] as number);
            levels[to++] = Math.max(-MAX_LEVEL - 1, Math.min(MAX_LEVEL + 1, level));
          }
        }
      }
      for (const { coefficients } of frame.components) coefficients.fill(0);
    });
  }
  const table = tables.quantisation[luma.quantisation];
  return table ? { columns, rows, steps: FREQUENCIES.map((place) => table[place] as number), levels } : null;
}

function isClipped(coefficients: Int16Array, from: number, quantisation: Uint16Array): boolean {
  const mean = ((coefficients[from] as number) * (quantisation[0] as number)) / 8 + 128;
  let energy = 0;
  for (let k = 1; k < 64; k++) {
    const level = coefficients[from + k] as number;
    if (level !== 0) energy += (level * (quantisation[k] as number)) ** 2;
  }
  // Parseval: the transform of T.81 keeps energy, so that this is the variance of the block's 64 pixels.
  const reach = 2 * Math.sqrt(energy / 64);
  return mean - reach < DARKEST || mean + reach > BRIGHTEST;
}
