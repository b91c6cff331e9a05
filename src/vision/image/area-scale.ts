import { resampleTable } from "./gray.ts";

/** Takes the rows of a picture from top to bottom, so that a decoder never has to hold all of them. */
export interface RowSink {
  /** One row of RGBA, at `at` in `rows`. */
  row(rows: Uint8ClampedArray, at: number): void;
}

/** Size within `maxPixels` that keeps the shape; never larger than the source. */
export function fitPixels(
  width: number,
  height: number,
  maxPixels: number,
): { width: number; height: number } {
  const scale = Math.min(1, Math.sqrt(maxPixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
}

/**
 * Shrinks a picture by exact area averaging while its rows arrive, lays it on white where it is transparent, and
 * turns it upright.
 * @param orientation EXIF orientation 1-8 of the source rows.
 */
export function createAreaScaler(
  source: { width: number; height: number },
  target: { width: number; height: number },
  orientation: number,
): RowSink & { rgba: Uint8ClampedArray; width: number; height: number } {
  const turned = orientation >= 5;
  const rgba = new Uint8ClampedArray(target.width * target.height * 4);
  const place = placement(target, orientation);
  const columns = resampleTable(source.width, target.width);
  const sameWidth = source.width === target.width;
  const sameSize = sameWidth && source.height === target.height;
  const step = source.height / target.height;
  const across = new Float32Array(target.width * 3);
  let sums = new Float32Array(target.width * 3);
  let y = 0;
  let targetY = 0;

  const emit = () => {
    let at = place.start + targetY * place.perRow;
    for (let x = 0, from = 0; x < target.width; x++, from += 3, at += place.perColumn) {
      rgba[at] = sums[from] as number;
      rgba[at + 1] = sums[from + 1] as number;
      rgba[at + 2] = sums[from + 2] as number;
      rgba[at + 3] = 255;
    }
    sums = sums.fill(0);
    targetY++;
  };

  return {
    rgba,
    width: turned ? target.height : target.width,
    height: turned ? target.width : target.height,
    row(rows, at) {
      if (sameSize) {
        placeRow(rows, at, rgba, place.start + y++ * place.perRow, place.perColumn, target.width);
        return;
      }
      if (sameWidth) copyRow(rows, at, across);
      else averageRow(rows, at, columns, across);
      // This source row covers y..y+1; a target row covers targetY*step..(targetY+1)*step.
      let low = y;
      const high = y + 1;
      while (targetY < target.height) {
        const boundary = Math.min(source.height, (targetY + 1) * step);
        const share = (Math.min(high, boundary) - low) / step;
        if (share > 0)
          for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (across[i] as number) * share;
        if (boundary > high + 1e-6) break;
        emit();
        low = Math.min(high, boundary);
        if (high - low < 1e-6) break;
      }
      y++;
    },
  };
}

/** Where the stored pixel (0,0) goes in an upright picture, and the strides of its rows and columns, in bytes. */
function placement(stored: { width: number; height: number }, orientation: number) {
  const { width: w, height: h } = stored;
  // EXIF 2.32 §4.6.4 tag 274: where the stored 0th row and 0th column lie when seen upright.
  const [start, perColumn, perRow] = (
    {
      2: [w - 1, -1, w],
      3: [w * h - 1, -1, -w],
      4: [(h - 1) * w, 1, -w],
      5: [0, h, 1],
      6: [h - 1, h, -1],
      7: [w * h - 1, -h, -1],
      8: [(w - 1) * h, -h, 1],
    } as Record<number, [number, number, number]>
  )[orientation] ?? [0, 1, w];
  return { start: start * 4, perColumn: perColumn * 4, perRow: perRow * 4 };
}

function placeRow(
  rows: Uint8ClampedArray,
  from: number,
  rgba: Uint8ClampedArray,
  to: number,
  perColumn: number,
  width: number,
): void {
  for (let x = 0; x < width; x++, from += 4, to += perColumn) {
    const alpha = rows[from + 3] as number;
    const white = 255 - alpha;
    const opaque = alpha / 255;
    rgba[to] = alpha === 255 ? (rows[from] as number) : (rows[from] as number) * opaque + white;
    rgba[to + 1] = alpha === 255 ? (rows[from + 1] as number) : (rows[from + 1] as number) * opaque + white;
    rgba[to + 2] = alpha === 255 ? (rows[from + 2] as number) : (rows[from + 2] as number) * opaque + white;
    rgba[to + 3] = 255;
  }
}

function copyRow(rows: Uint8ClampedArray, at: number, across: Float32Array): void {
  for (let to = 0; to < across.length; to += 3, at += 4) {
    const alpha = (rows[at + 3] as number) / 255;
    const white = 255 * (1 - alpha);
    across[to] = (rows[at] as number) * alpha + white;
    across[to + 1] = (rows[at + 1] as number) * alpha + white;
    across[to + 2] = (rows[at + 2] as number) * alpha + white;
  }
}

function averageRow(
  rows: Uint8ClampedArray,
  at: number,
  columns: ReturnType<typeof resampleTable>,
  across: Float32Array,
): void {
  const { start, index, weight } = columns;
  for (let x = 0, to = 0; to < across.length; x++, to += 3) {
    let red = 0;
    let green = 0;
    let blue = 0;
    let white = 0;
    for (let tap = start[x] as number; tap < (start[x + 1] as number); tap++) {
      const from = at + (index[tap] as number) * 4;
      const share = weight[tap] as number;
      const opaque = (share * (rows[from + 3] as number)) / 255;
      red += (rows[from] as number) * opaque;
      green += (rows[from + 1] as number) * opaque;
      blue += (rows[from + 2] as number) * opaque;
      white += share - opaque;
    }
    across[to] = red + 255 * white;
    across[to + 1] = green + 255 * white;
    across[to + 2] = blue + 255 * white;
  }
}
