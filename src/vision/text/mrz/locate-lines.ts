import type { GrayPicture } from "../../image/gray.ts";

/** A long dark band on a picture, straight and thin as a line of print is. */
export interface Band {
  x: number;
  y: number;
  /** Radians; at most MAX_ANGLE to either side of the x axis. */
  angle: number;
  length: number;
  /** Thickness, about a capital's height. */
  height: number;
}

/** Sizes in pixels of the working picture: half window of the local mean, and the gap that is closed along x. */
export interface BandKernel {
  radius: number;
  gap: number;
}

// 20°: beyond it the gaps between characters no longer close along the rows.
const MAX_ANGLE = 0.35;
const MIN_LENGTH_SHARE = 0.22; // of the short side: an MRZ spans most of its document, the document most of the picture
const MIN_ASPECT = 7; // the shortest MRZ line is 30 characters wide and one high
const MIN_FILL = 0.25;

/** Sum table with one row and column of zeros before the first pixel. */
function sumTable(data: Uint8Array, width: number, height: number): Uint32Array {
  const stride = width + 1;
  const table = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    let sum = 0;
    const row = (y + 1) * stride;
    for (let x = 0; x < width; x++) {
      sum += data[y * width + x] as number;
      table[row + x + 1] = (table[row - stride + x + 1] as number) + sum;
    }
  }
  return table;
}

/** Calls `each` with the mean of the window around every pixel, windows cut at the picture's edges. */
function forEachMean(
  table: Uint32Array,
  width: number,
  height: number,
  rx: number,
  ry: number,
  each: (at: number, mean: number) => void,
): void {
  const stride = width + 1;
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - ry) * stride;
    const bottom = Math.min(height, y + ry + 1) * stride;
    const rows = (bottom - top) / stride;
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - rx);
      const right = Math.min(width, x + rx + 1);
      const sum =
        (table[bottom + right] as number) -
        (table[top + right] as number) -
        (table[bottom + left] as number) +
        (table[top + left] as number);
      each(y * width + x, sum / (rows * (right - left)));
    }
  }
}

/** Marks what is darker than its surroundings by more than such places are on average nearby. */
function darkMask({ data, width, height }: GrayPicture, radius: number): Uint8Array {
  const depth = new Uint8Array(width * height);
  forEachMean(sumTable(data, width, height), width, height, radius, radius, (at, mean) => {
    const value = mean - (data[at] as number);
    depth[at] = Math.max(0, value);
  });
  const mask = new Uint8Array(width * height);
  forEachMean(sumTable(depth, width, height), width, height, radius * 4, radius * 2, (at, mean) => {
    // 6 grey levels: paper grain and JPEG noise stay below it.
    if ((depth[at] as number) > Math.max(6, mean * 1.6)) mask[at] = 1;
  });
  return mask;
}

/** Fills the gaps between marks of a row that are at most `gap` apart. */
function closeRows(mask: Uint8Array, width: number, height: number, gap: number): void {
  for (let y = 0; y < height; y++) {
    let last = Number.NEGATIVE_INFINITY;
    for (let at = y * width; at < (y + 1) * width; at++) {
      if (mask[at] === 0) continue;
      if (at - last <= gap) mask.fill(1, last, at);
      last = at;
    }
  }
}

interface Moments {
  count: number;
  x: number;
  y: number;
  xx: number;
  xy: number;
  yy: number;
  left: number;
  right: number;
}

/** Collects the 4-connected component at `start`, erasing it from the mask. */
function takeComponent(mask: Uint8Array, width: number, start: number, stack: Int32Array): Moments {
  const m: Moments = { count: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0, left: width, right: 0 };
  let depth = 0;
  const push = (at: number) => {
    if (mask[at] === 1) {
      mask[at] = 0;
      stack[depth++] = at;
    }
  };
  push(start);
  while (depth > 0) {
    const at = stack[--depth] as number;
    const x = at % width;
    const y = (at / width) | 0;
    m.count++;
    m.x += x;
    m.y += y;
    m.xx += x * x;
    m.xy += x * y;
    m.yy += y * y;
    if (x < m.left) m.left = x;
    if (x > m.right) m.right = x;
    if (x > 0) push(at - 1);
    if (x < width - 1) push(at + 1);
    if (at >= width) push(at - width);
    if (at + width < mask.length) push(at + width);
  }
  return m;
}

/** The component as a bar of the same second moments, or null where it is no line of print. */
function asBand(m: Moments, minLength: number): Band | null {
  const length = m.right - m.left + 1;
  if (length < minLength) return null;
  const x = m.x / m.count;
  const y = m.y / m.count;
  const a = m.xx / m.count - x * x;
  const b = m.xy / m.count - x * y;
  const c = m.yy / m.count - y * y;
  const angle = 0.5 * Math.atan2(2 * b, a - c);
  if (Math.abs(angle) > MAX_ANGLE) return null;
  const across = (a + c) / 2 - Math.sqrt(((a - c) / 2) ** 2 + b * b);
  const height = Math.sqrt(12 * Math.max(0.01, across)); // a bar's variance is height²/12
  const along = length / Math.cos(angle);
  if (height < 3 || along / height < MIN_ASPECT || m.count / (along * height) < MIN_FILL) return null;
  return {
    x: (m.left + m.right) / 2,
    y: y + Math.tan(angle) * ((m.left + m.right) / 2 - x),
    angle,
    length: along,
    height,
  };
}

/** Bands that may be lines of print running roughly along x, the longest first. */
export function locateLines(picture: GrayPicture, { radius, gap }: BandKernel): Band[] {
  const { width, height } = picture;
  const mask = darkMask(picture, radius);
  closeRows(mask, width, height, gap);
  const minLength = MIN_LENGTH_SHARE * Math.min(width, height * 1.6);
  const stack = new Int32Array(width * height);
  const bands: Band[] = [];
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0) continue;
    const band = asBand(takeComponent(mask, width, at, stack), minLength);
    if (band) bands.push(band);
  }
  return bands.sort((one, other) => other.length - one.length);
}
