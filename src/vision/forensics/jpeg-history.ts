import type { JpegHistory } from "../ports/forensics.ts";
import { firstCompression } from "./first-compression.ts";
import { FREQUENCIES, type JpegLevels, MAX_LEVEL } from "./jpeg-levels.ts";

/** Cells across the longer side of the map: a portrait of a page covers some dozens, a pasted line a few. */
const CELLS = 48;

/**
 * Which parts of a JPEG share its history: where a picture was compressed, changed and compressed again, what was
 * pasted shows no trace of the first compression, while all around does (Lin et al. 2009, Bianchi and Piva 2012).
 */
export function mapJpegHistory(jpeg: JpegLevels): JpegHistory {
  const firsts = firstCompression(jpeg);
  const size = Math.max(1, Math.ceil(Math.max(jpeg.columns, jpeg.rows) / CELLS));
  const columns = Math.ceil(jpeg.columns / size);
  const rows = Math.ceil(jpeg.rows / size);
  const evidence = new Array<number>(columns * rows).fill(0);
  const counts = new Array<number>(columns * rows).fill(0);
  for (let y = 0, at = 0; y < jpeg.rows; y++) {
    for (let x = 0; x < jpeg.columns; x++) {
      const cell = Math.floor(y / size) * columns + Math.floor(x / size);
      for (let frequency = 0; frequency < FREQUENCIES.length; frequency++, at++) {
        const level = Math.abs(jpeg.levels[at] as number);
        const first = firsts[frequency];
        if (!first || level === 0 || level > MAX_LEVEL) continue;
        evidence[cell] = (evidence[cell] as number) + (first.logRatio[level] as number);
        counts[cell] = (counts[cell] as number) + 1;
      }
    }
  }
  const doubled = firsts.filter((first) => first !== null).length;
  return { doubled, cellPx: size * 8, columns, rows, evidence, counts };
}
