import { ZIGZAG } from "../../src/vision/image/jpeg-rows/frame.ts";
import type { Canvas } from "../specimen/canvas.ts";

/**
 * A plain baseline JPEG encoder, as cameras and editors have: tables of T.81 annex K scaled as libjpeg does, every
 * coefficient rounded to the nearest level, full chroma. Mozjpeg's, which we have as well, trades levels for bytes
 * (trellis quantisation) and so leaves traces that no camera leaves.
 */
export function cameraJpeg(picture: Canvas, quality: number): Uint8Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  const scaled = (table: readonly number[]) =>
    table.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100))));
  const tables = [scaled(LUMA), scaled(CHROMA)];
  const out: number[] = [0xff, 0xd8];
  const segment = (marker: number, body: readonly number[]) =>
    out.push(0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255, ...body);
  for (const [id, table] of tables.entries())
    segment(0xdb, [id, ...Array.from(ZIGZAG, (at) => table[at] as number)]);
  const { width, height } = picture;
  const sides = [height >> 8, height & 255, width >> 8, width & 255];
  segment(0xc0, [8, ...sides, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
  // One code for all: annex K's luminance tables serve chroma as well, at a few bytes more.
  segment(0xc4, [0x00, ...DC_COUNTS, ...DC_SYMBOLS]);
  segment(0xc4, [0x10, ...AC_COUNTS, ...AC_SYMBOLS]);
  segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]);
  writeScan(picture, tables, out);
  out.push(0xff, 0xd9);
  return Uint8Array.from(out);
}

function writeScan(picture: Canvas, tables: readonly (readonly number[])[], out: number[]): void {
  const dc = codes(DC_COUNTS, DC_SYMBOLS);
  const ac = codes(AC_COUNTS, AC_SYMBOLS);
  let bits = 0;
  let held = 0;
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) {
      bits = (bits << 1) | ((value >> at) & 1);
      if (++held < 8) continue;
      out.push(bits);
      if (bits === 0xff) out.push(0);
      bits = held = 0;
    }
  };
  const putCode = (code: number) => put(code & 0xffff, code >> 16);
  const previous = [0, 0, 0];
  const block = new Float64Array(64);
  for (let top = 0; top < picture.height; top += 8) {
    for (let left = 0; left < picture.width; left += 8) {
      for (let component = 0; component < 3; component++) {
        samples(picture, left, top, component, block);
        const levels = quantised(block, tables[component === 0 ? 0 : 1] as readonly number[]);
        const difference = (levels[0] as number) - (previous[component] as number);
        previous[component] = levels[0] as number;
        const size = sizeOf(difference);
        putCode(dc[size] as number);
        put(difference < 0 ? difference + (1 << size) - 1 : difference, size);
        let run = 0;
        for (let k = 1; k < 64; k++) {
          const level = levels[k] as number;
          if (level === 0) {
            run++;
            continue;
          }
          for (; run > 15; run -= 16) putCode(ac[0xf0] as number);
          const bitsOf = sizeOf(level);
          putCode(ac[(run << 4) | bitsOf] as number);
          put(level < 0 ? level + (1 << bitsOf) - 1 : level, bitsOf);
          run = 0;
        }
        if (run > 0) putCode(ac[0] as number);
      }
    }
  }
  put(0x7f, 7);
}

const sizeOf = (value: number): number => 32 - Math.clz32(Math.abs(value));

/** Samples of one component of a block (JFIF's full-range YCbCr), less 128; the last pixels are repeated. */
function samples(
  { data, width, height }: Canvas,
  left: number,
  top: number,
  component: number,
  block: Float64Array,
) {
  const [r, g, b, offset] = WEIGHTS[component] as readonly number[];
  for (let at = 0; at < 64; at++) {
    const x = Math.min(width - 1, left + (at & 7));
    const y = Math.min(height - 1, top + (at >> 3));
    const from = (y * width + x) * 4;
    const value =
      (r as number) * (data[from] as number) +
      (g as number) * (data[from + 1] as number) +
      (b as number) * (data[from + 2] as number) +
      (offset as number);
    block[at] = Math.round(value) - 128;
  }
}

/** Quantised coefficients in zigzag order. */
function quantised(block: Float64Array, table: readonly number[]): Int32Array {
  const rows = new Float64Array(64);
  const levels = new Int32Array(64);
  for (let y = 0; y < 8; y++) {
    for (let u = 0; u < 8; u++) {
      let sum = 0;
      for (let x = 0; x < 8; x++) sum += (block[y * 8 + x] as number) * (BASIS[u * 8 + x] as number);
      rows[y * 8 + u] = sum;
    }
  }
  for (let k = 0; k < 64; k++) {
    const place = ZIGZAG[k] as number;
    let sum = 0;
    for (let y = 0; y < 8; y++)
      sum += (rows[y * 8 + (place & 7)] as number) * (BASIS[(place >> 3) * 8 + y] as number);
    levels[k] = Math.round(sum / (table[place] as number));
  }
  return levels;
}

/** Code of each symbol, its length in the upper half (T.81 annex C). */
function codes(counts: readonly number[], symbols: readonly number[]): number[] {
  const found: number[] = [];
  let code = 0;
  let next = 0;
  for (const [at, count] of counts.entries()) {
    for (let i = 0; i < count; i++) found[symbols[next++] as number] = ((at + 1) << 16) | code++;
    code <<= 1;
  }
  return found;
}

const BASIS = Float64Array.from({ length: 64 }, (_, at) => {
  const [u, x] = [at >> 3, at & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const WEIGHTS = [
  [0.299, 0.587, 0.114, 0],
  [-0.168736, -0.331264, 0.5, 128],
  [0.5, -0.418688, -0.081312, 128],
];
// T.81 tables K.1 and K.2.
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const CHROMA = Array.from({ length: 64 }, (_, at) => {
  const known = [17, 18, 24, 47, 18, 21, 26, 66, 24, 26, 56, 99, 47, 66, 99, 99];
  const [u, v] = [at & 7, at >> 3];
  return u < 4 && v < 4 ? (known[v * 4 + u] as number) : 99;
});
// T.81 tables K.3 and K.5.
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_SYMBOLS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const AC_COUNTS = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125];
const AC_SYMBOLS = [
  ..."01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a343536"
    .concat(
      "3738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a929394959697",
    )
    .concat(
      "98999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1",
    )
    .concat("f2f3f4f5f6f7f8f9fa")
    .matchAll(/../g),
].map(([pair]) => Number.parseInt(pair, 16));
