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
  const columns = resampleTable(source.width, width);
  const rows = resampleTable(source.height, height);
  const data = new Uint8Array(width * height);
  const across = new Float32Array(width * source.height);
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      const from = columns.start[x] as number;
      const to = columns.start[x + 1] as number;
      for (let tap = from; tap < to; tap++) {
        sum +=
          (source.data[y * source.width + (columns.index[tap] as number)] as number) *
          (columns.weight[tap] as number);
      }
      across[y * width + x] = sum;
    }
  }
  for (let y = 0; y < height; y++) {
    const from = rows.start[y] as number;
    const to = rows.start[y + 1] as number;
    for (let x = 0; x < width; x++) {
      let sum = 0.5;
      for (let tap = from; tap < to; tap++) {
        sum += (across[(rows.index[tap] as number) * width + x] as number) * (rows.weight[tap] as number);
      }
      data[y * width + x] = sum;
    }
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
