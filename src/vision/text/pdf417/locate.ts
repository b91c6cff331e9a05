import type { GrayPicture } from "../../image/gray.ts";
import type { Point } from "../../ports/picture.ts";

/** Where bars may stand side by side: a box whose first axis runs across the bars. */
export interface BarRegion {
  centre: Point;
  /** Direction of the first axis, in radians clockwise from the right; a symbol may run either way along it. */
  angle: number;
  /** Along the first axis and across it, in pixels. */
  width: number;
  height: number;
}

/** A block is this share of the shorter side: the solid bars at a symbol's ends must not part it from its middle. */
const BLOCKS_ON_SHORTER_SIDE = 100;
const MIN_BLOCK_PX = 6;
/** Of the 97th of a hundred places; print in a symbol is as strong all over. */
const STRONG = 0.5;
const MIN_BLOCKS = 24;
/** Bars thrice as long as wide have twice to thrice the gradient across as along: .3 to .5. Letters have less than .2. */
const MIN_COHERENCE = 0.12;
const MAX_REGIONS = 2;

/**
 * The regions of a picture that a stacked barcode may fill, in any rotation, the strongest first: connected blocks of
 * dense gradients that share a direction (the structure tensor of Bigün and Granlund, 1987).
 */
export function locateBarRegions(picture: GrayPicture): BarRegion[] {
  const size = Math.max(
    MIN_BLOCK_PX,
    Math.round(Math.min(picture.width, picture.height) / BLOCKS_ON_SHORTER_SIDE),
  );
  const columns = Math.floor((picture.width - 2) / size);
  const rows = Math.floor((picture.height - 2) / size);
  if (columns < 4 || rows < 4) return [];
  const { xx, xy, yy } = blockTensors(picture, size, columns, rows);
  const energy = meanOfNine(
    xx.map((value, at) => value + (yy[at] as number)),
    columns,
    rows,
  );
  const threshold = STRONG * (energy.slice().sort()[Math.floor(energy.length * 0.97)] as number);
  if (!(threshold > 0)) return [];
  const strong = energy.map((value) => (value > threshold ? 1 : 0));

  return components(strong, columns, rows)
    .filter((blocks) => blocks.length >= MIN_BLOCKS)
    .map((blocks) => {
      const sum = (of: Float32Array) => blocks.reduce((total, at) => total + (of[at] as number), 0);
      const [sxx, sxy, syy] = [sum(xx), sum(xy), sum(yy)];
      return {
        blocks,
        total: sxx + syy,
        coherence: Math.hypot(sxx - syy, 2 * sxy) / (sxx + syy),
        angle: Math.atan2(2 * sxy, sxx - syy) / 2,
      };
    })
    .filter(({ coherence }) => coherence >= MIN_COHERENCE)
    .sort((one, other) => other.total - one.total)
    .slice(0, MAX_REGIONS)
    .map(({ blocks, angle }) => boxAround(blocks, angle, size, columns));
}

function blockTensors({ data, width }: GrayPicture, size: number, columns: number, rows: number) {
  const xx = new Float32Array(columns * rows);
  const xy = new Float32Array(columns * rows);
  const yy = new Float32Array(columns * rows);
  for (let y = 1; y <= rows * size; y++) {
    const row = Math.floor((y - 1) / size) * columns;
    for (let x = 1; x <= columns * size; x++) {
      const at = y * width + x;
      const across = (data[at + 1] as number) - (data[at - 1] as number);
      const down = (data[at + width] as number) - (data[at - width] as number);
      const squared = across * across + down * down;
      if (squared === 0) continue;
      // By length, not by its square: the edge of a card on a dark table would outweigh the symbol.
      const weight = 1 / Math.sqrt(squared);
      const block = row + Math.floor((x - 1) / size);
      xx[block] = (xx[block] as number) + across * across * weight;
      xy[block] = (xy[block] as number) + across * down * weight;
      yy[block] = (yy[block] as number) + down * down * weight;
    }
  }
  return { xx, xy, yy };
}

/** Each block with its neighbours: a card's edge is strong and thin, a symbol is strong and broad. */
function meanOfNine(values: Float32Array, columns: number, rows: number): Float32Array {
  return values.map((_, at) => {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    let sum = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(rows - 1, y + 1); v++)
      for (let u = Math.max(0, x - 1); u <= Math.min(columns - 1, x + 1); u++)
        sum += values[v * columns + u] as number;
    return sum / 9;
  });
}

/** Blocks that touch; each list holds the blocks that were set. */
function components(set: Float32Array, columns: number, rows: number): number[][] {
  const seen = new Uint8Array(set.length);
  const found: number[][] = [];
  for (let start = 0; start < set.length; start++) {
    if (set[start] !== 1 || seen[start] === 1) continue;
    const blocks = [start];
    seen[start] = 1;
    for (let next = 0; next < blocks.length; next++) {
      const at = blocks[next] as number;
      const [x, y] = [at % columns, Math.floor(at / columns)];
      for (let v = Math.max(0, y - REACH); v <= Math.min(rows - 1, y + REACH); v++) {
        for (let u = Math.max(0, x - REACH); u <= Math.min(columns - 1, x + REACH); u++) {
          const other = v * columns + u;
          if (set[other] !== 1 || seen[other] === 1) continue;
          seen[other] = 1;
          blocks.push(other);
        }
      }
    }
    found.push(blocks);
  }
  return found;
}

const REACH = 1;

function boxAround(blocks: readonly number[], angle: number, size: number, columns: number): BarRegion {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const centres = blocks.map(
    (at): Point => [((at % columns) + 0.5) * size + 1, (Math.floor(at / columns) + 0.5) * size + 1],
  );
  const along = centres.map(([x, y]) => x * cos + y * sin).sort((one, other) => one - other);
  const across = centres.map(([x, y]) => y * cos - x * sin).sort((one, other) => one - other);
  const [left, right] = [(along[0] as number) - size / 2, (along[along.length - 1] as number) + size / 2];
  const [top, bottom] = [(across[0] as number) - size / 2, (across[across.length - 1] as number) + size / 2];
  const [u, v] = [(left + right) / 2, (top + bottom) / 2];
  return {
    centre: [u * cos - v * sin, u * sin + v * cos],
    angle,
    width: right - left,
    height: bottom - top,
  };
}
