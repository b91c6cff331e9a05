/** One byte of luma a pixel, row by row. */
export interface GrayPicture {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Luma of an RGBA picture by the weights of ITU-R BT.601 (.299 .587 .114) in eighths of a bit. */
export function toGray(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): GrayPicture {
  const data = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < data.length; pixel++, at += 4) {
    data[pixel] =
      ((rgba[at] as number) * 77 + (rgba[at + 1] as number) * 150 + (rgba[at + 2] as number) * 29) >> 8;
  }
  return { data, width, height };
}

/**
 * The picture at another size: each pixel is the mean of the source area under it, so that shrinking does not
 * alias print; enlarging interpolates linearly.
 */
export function resizeGray(source: GrayPicture, width: number, height: number): GrayPicture {
  const across = new Float32Array(width * source.height);
  const data = new Uint8Array(width * height);
  // Read once: this runs over every pixel of every picture.
  const { data: pixels, width: sourceWidth, height: sourceHeight } = source;
  const { start, index, weight } = resampleTable(sourceWidth, width);
  for (let y = 0, to = 0; y < sourceHeight; y++) {
    const row = y * sourceWidth;
    for (let x = 0; x < width; x++, to++) {
      let sum = 0;
      const last = start[x + 1] as number;
      for (let tap = start[x] as number; tap < last; tap++)
        sum += (pixels[row + (index[tap] as number)] as number) * (weight[tap] as number);
      across[to] = sum;
    }
  }
  const rows = resampleTable(sourceHeight, height);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0.5);
    const last = rows.start[y + 1] as number;
    for (let tap = rows.start[y] as number; tap < last; tap++) {
      const share = rows.weight[tap] as number;
      const row = (rows.index[tap] as number) * width;
      for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (across[row + x] as number) * share;
    }
    data.set(sums, y * width);
  }
  return { data, width, height };
}

/** For each target pixel the source pixels under it with weights that sum to 1; taps of pixel `i` are `start[i]..start[i+1]`. */
export interface ResampleTable {
  start: Int32Array;
  index: Int32Array;
  weight: Float32Array;
}

/** Taps along one axis: exact areas when shrinking, two neighbours when enlarging. */
export function resampleTable(from: number, to: number): ResampleTable {
  const step = from / to;
  const start = new Int32Array(to + 1);
  const index: number[] = [];
  const weight: number[] = [];
  for (let target = 0; target < to; target++) {
    if (step >= 1) {
      const low = target * step;
      const high = Math.min(from, low + step);
      for (let source = Math.floor(low); source < Math.ceil(high - 1e-9); source++) {
        index.push(Math.min(source, from - 1));
        weight.push((Math.min(high, source + 1) - Math.max(low, source)) / (high - low));
      }
    } else {
      const centre = Math.max(0, Math.min(from - 1, (target + 0.5) * step - 0.5));
      const left = Math.floor(centre);
      index.push(left, Math.min(from - 1, left + 1));
      weight.push(1 - (centre - left), centre - left);
    }
    start[target + 1] = index.length;
  }
  return { start, index: Int32Array.from(index), weight: Float32Array.from(weight) };
}

/** The picture turned clockwise by whole quarters. */
export function rotateGray(source: GrayPicture, degrees: 0 | 90 | 180 | 270): GrayPicture {
  if (degrees === 0) return source;
  const { data: from, width, height } = source;
  const data = new Uint8Array(from.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = from[y * width + x] as number;
      if (degrees === 90) data[x * height + (height - 1 - y)] = value;
      else if (degrees === 180) data[(height - 1 - y) * width + (width - 1 - x)] = value;
      else data[(width - 1 - x) * height + y] = value;
    }
  }
  return degrees === 180 ? { data, width, height } : { data, width: height, height: width };
}
